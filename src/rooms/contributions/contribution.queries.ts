import type { ContributionId, ProcessId } from "#kernel/ids.ts";
import type { Viewer } from "#kernel/viewer.ts";
import type { Db } from "#platform/db.ts";
import type { SupportValue } from "./contribution.rules.ts";
import type { PublicContribution, SupportCounts } from "./public-contribution.rules.ts";

/** A published contribution with what it was about and where those words went; null when it is not public. */
export async function contributionByNumber(db: Db, number: number): Promise<PublicContribution | null> {
  const [row] = await db<PublicContribution[]>`
    select
      contribution.id,
      contribution.number,
      contribution.process_id as "processId",
      process.slug as "processSlug",
      process.title as "processTitle",
      contribution.kind,
      contribution.title,
      contribution.body,
      contribution.proposed_text as "proposedText",
      contribution.operation,
      contribution.part_count as "partCount",
      subject.number as "aboutNumber",
      contribution.stance,
      contribution.about_text as "aboutText",
      contribution.is_masked as "isMasked",
      contribution.is_reworded as "isReworded",
      contribution.is_synthetic as "isSynthetic",
      contribution.language,
      contribution.channel,
      contribution.channel_detail as "channelDetail",
      contribution.author_name as "authorName",
      contribution.organisation,
      category.name_fr as "categoryFr",
      category.name_en as "categoryEn",
      territory.name as territory,
      contribution.submitted_at as "submittedAt",
      contribution.published_at as "publishedAt",
      document.slug as "documentSlug",
      document.language as "documentLanguage",
      edition.number as "editionNumber",
      node.code as "nodeCode",
      node.title as "nodeTitle",
      node.code || '.' || here.position as "passageCode",
      passage.anchor as "passageAnchor",
      later.place as later
    from contributions.public_contribution as contribution
    join processes.process on process.id = contribution.process_id
    join documents.edition on edition.id = contribution.edition_id
    join documents.document on document.id = edition.document_id
    left join contributions.public_contribution as subject on subject.id = contribution.about_contribution_id
    left join processes.actor_category as category on category.code = contribution.category_code
    left join processes.territory on territory.code = contribution.territory_code
    left join documents.edition_node as node
      on node.edition_id = contribution.edition_id and node.node_id = contribution.node_id
    left join documents.edition_passage as here
      on here.edition_id = contribution.edition_id and here.passage_id = contribution.passage_id
    left join documents.passage on passage.id = contribution.passage_id
    left join lateral (
      select jsonb_build_object(
        'edition', newer.number, 'code', newer_node.code || '.' || there.position, 'text', there.text,
        'went', coalesce(
          (
            select jsonb_agg(
              jsonb_build_object('kind', link.kind, 'anchor', target.anchor, 'edition', made.number)
              order by made.number, target.anchor
            )
            from documents.passage_lineage as link
            join documents.edition as made on made.id = link.edition_id
            join documents.passage as target on target.id = link.to_passage_id
            where link.from_passage_id = contribution.passage_id
              and made.state = 'published'
              and made.number > edition.number
          ),
          '[]'
        )
      ) as place
      from documents.edition as newer
      left join documents.edition_passage as there
        on there.edition_id = newer.id and there.passage_id = contribution.passage_id
      left join documents.edition_node as newer_node
        on newer_node.edition_id = newer.id and newer_node.node_id = there.node_id
      where newer.document_id = edition.document_id
        and newer.state = 'published'
        and newer.number > edition.number
        and contribution.passage_id is not null
      order by newer.number desc
      limit 1
    ) as later on true
    where contribution.number = ${number}
  `;
  return row ?? null;
}

/** Supports of people with an account and of devices without one are counted apart: the second are easier to multiply. */
export async function countSupports(db: Db, id: ContributionId): Promise<readonly SupportCounts[]> {
  return await db<SupportCounts[]>`
    select
      listed.value,
      count(*) filter (where support.voter_key like 'p:%') as accounts,
      count(*) filter (where support.voter_key like 'g:%') as guests
    from unnest(array['for', 'against', 'neutral']) with ordinality as listed (value, place)
    left join contributions.support on support.value = listed.value and support.contribution_id = ${id}
    group by listed.value, listed.place
    order by listed.place
  `;
}

export async function findSupport(db: Db, id: ContributionId, voterKey: string): Promise<SupportValue | null> {
  const [row] = await db<{ value: SupportValue }[]>`
    select value
    from contributions.support
    where contribution_id = ${id}
      and voter_key = ${voterKey}
  `;
  return row?.value ?? null;
}

/** The key under which somebody supports: their account, else their device; null for a browser that holds no token. */
export function voterKeyOf(viewer: Viewer | null, visitorKey: string | null): string | null {
  return viewer ? `p:${viewer.personId}` : visitorKey;
}

export type PublicCounts = { readonly published: number; readonly contributors: number; readonly supports: number };

/** What a process can say of itself in numbers, from the rows. */
export async function publicCounts(db: Db, processId: ProcessId): Promise<PublicCounts> {
  const [row] = await db<PublicCounts[]>`
    select
      count(*) as published,
      count(distinct coalesce(contribution.organisation, contribution.author_name)) as contributors,
      coalesce(sum((select count(*) from contributions.support where support.contribution_id = contribution.id)), 0)::int as supports
    from contributions.public_contribution as contribution
    where contribution.process_id = ${processId}
  `;
  return row ?? { published: 0, contributors: 0, supports: 0 };
}

export type Meter = { readonly answered: number; readonly total: number };

/** The public meter: published contributions, and how many have a published answer. */
export async function meter(db: Db, processId: ProcessId): Promise<Meter> {
  const [row] = await db<Meter[]>`
    select count(*) as total, count(*) - decisions.unanswered(${processId}) as answered
    from contributions.public_contribution
    where process_id = ${processId}
  `;
  return row ?? { answered: 0, total: 0 };
}
