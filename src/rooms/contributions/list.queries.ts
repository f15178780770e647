import type { DocumentId, ProcessId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { Channel, Kind, Verdict } from "./contribution.rules.ts";
import { LIST_PAGE, type ListFilter, NO_VERDICT } from "./list-filter.rules.ts";

export type ListedContribution = {
  readonly number: number;
  readonly kind: Kind;
  readonly title: string | null;
  readonly body: string;
  readonly language: string;
  readonly isSynthetic: boolean;
  readonly isMasked: boolean;
  readonly submittedAt: Date;
  readonly channel: Channel;
  readonly authorName: string | null;
  readonly organisation: string | null;
  readonly categoryFr: string | null;
  readonly categoryEn: string | null;
  readonly documentSlug: string;
  readonly editionNumber: number;
  readonly nodeCode: string | null;
  readonly passageCode: string | null;
  readonly passageAnchor: string | null;
  readonly verdict: Verdict | null;
  readonly forCount: number;
  readonly againstCount: number;
};

type ProcessText = { readonly processId: ProcessId; readonly documentId: DocumentId | null };

/** The published contributions that a filter keeps; each condition is written here, none comes from the address. */
function kept(db: Db, { processId, documentId }: ProcessText, filter: ListFilter) {
  const { kind, channel, territory, category, passage, element, text, verdict } = filter;
  return db`
    from contributions.public_contribution as contribution
    left join decisions.covering on covering.contribution_id = contribution.id and covering.is_in_force
    left join decisions.decision on decision.id = covering.decision_id and decision.state = 'published'
    where contribution.process_id = ${processId}
      ${kind ? db`and contribution.kind = ${kind}` : db``}
      ${channel ? db`and contribution.channel = ${channel}` : db``}
      ${territory ? inTerritory(db, territory) : db``}
      ${category ? inCategory(db, category) : db``}
      ${passage ? onPassage(db, documentId, passage) : db``}
      ${element ? onElement(db, documentId, element) : db``}
      ${text ? matching(db, text) : db``}
      ${verdict === NO_VERDICT ? db`and decision.id is null` : db``}
      ${verdict && verdict !== NO_VERDICT ? db`and decision.verdict = ${verdict}` : db``}
  `;
}

/** A region holds its departments. */
function inTerritory(db: Db, code: string) {
  return db`and contribution.territory_code in (
    select code from processes.territory where code = ${code} or parent_code = ${code}
  )`;
}

function inCategory(db: Db, code: string) {
  return db`and contribution.category_code in (
    select code from processes.actor_category where code = ${code} or parent_code = ${code}
  )`;
}

function onPassage(db: Db, documentId: DocumentId | null, anchor: string) {
  return db`and contribution.passage_id = (
    select id from documents.passage where document_id = ${documentId} and anchor = ${anchor}
  )`;
}

/** An element with all that stands under it, in the latest published edition that has this code. */
function onElement(db: Db, documentId: DocumentId | null, code: string) {
  return db`and contribution.node_id in (
    select part.node_id
    from (
      select node.edition_id, node.sort_key
      from documents.edition_node as node
      join documents.edition on edition.id = node.edition_id and edition.state = 'published'
      where node.document_id = ${documentId}
        and node.code = ${code}
      order by edition.number desc
      limit 1
    ) as top
    join documents.edition_node as part
      on part.edition_id = top.edition_id
      and (part.sort_key = top.sort_key or part.sort_key like top.sort_key || '.%')
  )`;
}

/**
 * Words are searched in what the public sees. The index holds the words first typed: it only chooses whom to look at,
 * so that a masked name is never found again through it.
 */
function matching(db: Db, typed: string) {
  const text = typed.normalize("NFC");
  return db`
    and contribution.id in (
      select id from contributions.contribution where search @@ websearch_to_tsquery('french', ${text})
      union all
      select contribution_id from contributions.rewording
      union all
      select contribution_id from moderation.mask where lifted_at is null
    )
    and to_tsvector(
      'french',
      normalize(
        coalesce(contribution.title, '') || ' ' || contribution.body || ' ' || coalesce(contribution.proposed_text, ''), nfc
      )
    ) @@ websearch_to_tsquery('french', ${text})
  `;
}

export async function countListed(db: Db, text: ProcessText, filter: ListFilter): Promise<number> {
  const [row] = await db<{ count: number }[]>`select count(*) as count ${kept(db, text, filter)}`;
  return row?.count ?? 0;
}

function orderOf(db: Db, order: ListFilter["order"]) {
  switch (order) {
    case "hasard":
      return db`md5(listed.id::text || (now() at time zone 'Europe/Paris')::date::text)`;
    case "recentes":
      return db`listed.submitted_at desc, listed.number desc`;
    case "anciennes":
      return db`listed.submitted_at, listed.number`;
    default:
      return order satisfies never;
  }
}

/** One page of the list, in one query. */
export async function listPublished(
  db: Db,
  text: ProcessText,
  filter: ListFilter,
): Promise<readonly ListedContribution[]> {
  return await db<ListedContribution[]>`
    with listed as materialized (
      select listed.*, row_number() over (order by ${orderOf(db, filter.order)}) as place
      from (
        select contribution.id, contribution.number, contribution.submitted_at, decision.verdict
        ${kept(db, text, filter)}
      ) as listed
      order by place
      limit ${LIST_PAGE}
      offset ${(filter.page - 1) * LIST_PAGE}
    )
    select
      contribution.number,
      contribution.kind,
      contribution.title,
      left(contribution.body, 600) as body,
      contribution.language,
      contribution.is_synthetic as "isSynthetic",
      contribution.is_masked as "isMasked",
      contribution.submitted_at as "submittedAt",
      contribution.channel,
      contribution.author_name as "authorName",
      contribution.organisation,
      category.name_fr as "categoryFr",
      category.name_en as "categoryEn",
      document.slug as "documentSlug",
      edition.number as "editionNumber",
      node.code as "nodeCode",
      node.code || '.' || here.position as "passageCode",
      passage.anchor as "passageAnchor",
      listed.verdict,
      support.for_count as "forCount",
      support.against_count as "againstCount"
    from listed
    join contributions.public_contribution as contribution on contribution.id = listed.id
    join documents.edition on edition.id = contribution.edition_id
    join documents.document on document.id = edition.document_id
    left join processes.actor_category as category on category.code = contribution.category_code
    left join documents.edition_node as node
      on node.edition_id = contribution.edition_id and node.node_id = contribution.node_id
    left join documents.edition_passage as here
      on here.edition_id = contribution.edition_id and here.passage_id = contribution.passage_id
    left join documents.passage on passage.id = contribution.passage_id
    cross join lateral (
      select
        count(*) filter (where support.value = 'for') as for_count,
        count(*) filter (where support.value = 'against') as against_count
      from contributions.support
      where support.contribution_id = listed.id
    ) as support
    order by listed.place
  `;
}

export type NamedElement = { readonly code: string; readonly title: string };

/** The highest elements of the latest published edition: the parts a reader chooses from. */
export async function listTopElements(db: Db, documentId: DocumentId | null): Promise<readonly NamedElement[]> {
  return await db<NamedElement[]>`
    select node.code, node.title
    from documents.edition_node as node
    where node.edition_id = (
        select id
        from documents.edition
        where document_id = ${documentId}
          and state = 'published'
        order by number desc
        limit 1
      )
      and node.parent_node_id is null
    order by node.sort_key
  `;
}
