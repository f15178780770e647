import type { ProcessId } from "#kernel/ids.ts";
import type { Lang } from "#kernel/lang.ts";
import type { Db } from "#platform/db.ts";
import type { CorpusFilter } from "./filter.rules.ts";

export type Choice = { readonly value: string; readonly text: string };
/** What the fields of a filter offer. */
export type FilterChoices = {
  readonly elements: readonly Choice[];
  readonly categories: readonly Choice[];
  readonly territories: readonly Choice[];
  readonly themes: readonly Choice[];
  /** The draft of themes that the team's queues may be sorted by. */
  readonly drafts: readonly Choice[];
};

/** The highest elements of the latest published edition, who speaks, regions, themes: for the public those that are signed. */
export async function filterChoices(
  db: Db,
  filter: Pick<CorpusFilter, "processId" | "viewerId">,
  lang: Lang,
): Promise<FilterChoices> {
  const { processId, viewerId } = filter;
  const rows = await db<(Choice & { list: keyof FilterChoices })[]>`
    select 'elements' as list, node.code as value, node.code || ' ' || node.title as text, 0 as rank, node.sort_key as place
    from documents.edition_node as node
    where node.edition_id = (
        select edition.id
        from processes.process
        join documents.edition on edition.document_id = process.document_id and edition.state = 'published'
        where process.id = ${processId}
        order by edition.number desc
        limit 1
      )
      and node.parent_node_id is null
    union all
    select 'categories', code, case when ${lang === "en"} then name_en else name_fr end, position, code
    from processes.actor_category
    where parent_code is null
    union all
    select 'territories', code, name, array_position(array['nation', 'region'], kind), name
    from processes.territory
    where kind <> 'department'
    union all
    select 'themes', theme.code, theme.name, theme.position, theme.code
    from themes.theme
    where theme.process_id = ${processId}
      and theme.state = 'active'
      ${viewerId ? db`` : db`and exists (select from themes.standing where standing.theme_id = theme.id and standing.standing <> 'none')`}
    ${viewerId ? draftsOf(db, processId) : db``}
    order by list, rank, place
  `;
  const of = (list: keyof FilterChoices): readonly Choice[] =>
    rows.filter((row) => row.list === list).map(({ value, text }) => ({ value, text }));
  return {
    elements: of("elements"),
    categories: of("categories"),
    territories: of("territories"),
    themes: of("themes"),
    drafts: of("drafts"),
  };
}

function draftsOf(db: Db, processId: ProcessId) {
  return db`
    union all
    select 'drafts', number::text, number::text, 0, ''
    from drafts.last_draft
    where process_id = ${processId}
  `;
}

/** The names of what a filter points to; null where it points to nothing, or to nothing that exists. */
export type FilterNames = Readonly<
  Record<"element" | "category" | "territory" | "theme" | "campaign" | "claim" | "assigned", string | null>
>;

export async function filterNames(db: Db, filter: CorpusFilter, lang: Lang): Promise<FilterNames> {
  const { processId, viewerId } = filter;
  const [row] = await db<FilterNames[]>`
    select
      (
        select node.code || ' ' || node.title
        from processes.process
        join documents.edition on edition.document_id = process.document_id and edition.state = 'published'
        join documents.edition_node as node on node.edition_id = edition.id
        where process.id = ${processId}
          and node.code = ${filter.element}
        order by edition.number desc
        limit 1
      ) as element,
      (
        select case when ${lang === "en"} then name_en else name_fr end
        from processes.actor_category
        where code = ${filter.category}
      ) as category,
      (select name from processes.territory where code = ${filter.territory}) as territory,
      (
        select theme.name
        from themes.theme
        where theme.process_id = ${processId}
          and theme.code = ${filter.theme}
          ${viewerId ? db`` : db`and exists (select from themes.standing where standing.theme_id = theme.id and standing.standing <> 'none')`}
      ) as theme,
      (
        select campaign.name
        from campaigns.campaign
        where campaign.process_id = ${processId}
          and campaign.number = ${filter.campaign}
          ${viewerId ? db`` : db`and campaign.state = 'confirmed'`}
      ) as campaign,
      ${viewerId ? teamClaim(db, processId, filter.claim) : publicClaim(db, processId, filter.claim)} as claim,
      (
        select person.display_name
        from accounts.person
        where ${viewerId !== null}
          and person.id::text = ${filter.assigned ?? ""}
      ) as assigned
  `;
  return (
    row ?? { element: null, category: null, territory: null, theme: null, campaign: null, claim: null, assigned: null }
  );
}

function teamClaim(db: Db, processId: ProcessId, number: number | null) {
  return db`(select claim.text from synthesis.claim where claim.process_id = ${processId} and claim.number = ${number})`;
}

function publicClaim(db: Db, processId: ProcessId, number: number | null) {
  return db`(
    select published.text
    from synthesis.claim
    join synthesis.published_claim as published on published.claim_id = claim.id
    join synthesis.publication on publication.id = published.publication_id
    where claim.process_id = ${processId}
      and claim.number = ${number}
    order by publication.number desc
    limit 1
  )`;
}
