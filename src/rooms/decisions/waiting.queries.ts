import type { PersonId, ProcessId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import { type CorpusFilter, keptLines, lineOrder } from "#rooms/corpus";
import type { ContributionLine } from "./contribution-line.rules.ts";
import type { Holder } from "./group.rules.ts";
import { lineColumns, lineJoins } from "./line.queries.ts";

export const WAITING_PAGE = 50;

/** One page of what a filter finds, in its order, as deciders read it: with what an amendment asks to change. */
export async function listWaiting(sql: Db, filter: CorpusFilter, page: number): Promise<readonly ContributionLine[]> {
  return await sql<ContributionLine[]>`
    with chosen as materialized (
      select kept.contribution_id, row_number() over () as place
      from (
        select line.contribution_id
        ${keptLines(sql, filter)}
        order by ${lineOrder(sql, filter.order)}
        limit ${WAITING_PAGE}
        offset ${(page - 1) * WAITING_PAGE}
      ) as kept
    )
    select ${lineColumns(sql)}
    from chosen
    join contributions.public_contribution as line on line.id = chosen.contribution_id
    ${lineJoins(sql)}
    order by chosen.place
  `;
}

/** The passage that all of these contributions are about, by its number in the text; null when there is no such one. */
export async function commonPassage(sql: Db, processId: ProcessId, numbers: readonly number[]): Promise<string | null> {
  const [row] = await sql<{ code: string | null }[]>`
    select case when count(distinct here.passage_id) = 1 and count(*) = count(here.passage_id)
      then min(node.code || '.' || here.position) end as code
    from contributions.contribution
    left join documents.edition_passage as here
      on here.edition_id = contribution.edition_id
      and here.passage_id = contribution.passage_id
    left join documents.edition_node as node
      on node.edition_id = here.edition_id
      and node.node_id = here.node_id
    where contribution.process_id = ${processId}
      and contribution.number = any (${numbers}::bigint[])
  `;
  return row?.code ?? null;
}

/** Decisions that hold what a filter finds, the latest first: who was there before. */
export async function listHolders(sql: Db, filter: CorpusFilter): Promise<readonly Holder[]> {
  return await sql<Holder[]>`
    select decision.number, count(*) as count
    from decisions.covering
    join decisions.decision on decision.id = covering.decision_id
    where covering.is_in_force
      and covering.contribution_id in (select line.contribution_id ${keptLines(sql, filter)})
    group by decision.number
    order by max(covering.made_at) desc, decision.number desc
    limit 5
  `;
}

/** The first lines of a selection, to be read again before deciding. */
export async function linesOf(
  sql: Db,
  processId: ProcessId,
  numbers: readonly number[],
  limit: number,
): Promise<readonly ContributionLine[]> {
  return await sql<ContributionLine[]>`
    select ${lineColumns(sql)}
    from contributions.public_contribution as line
    ${lineJoins(sql)}
    where line.process_id = ${processId}
      and line.number = any (${numbers}::bigint[])
    order by line.number
    limit ${limit}
  `;
}

/** How much waits in all processes, and since when. */
export async function waitingSummary(sql: Db): Promise<{ readonly count: number; readonly oldest: Date | null }> {
  const [row] = await sql<{ count: number; oldest: Date | null }[]>`
    select count(*) as count, min(line.published_at) as oldest
    from corpus.line
    where not exists (
      select
      from decisions.covering
      where covering.contribution_id = line.contribution_id
        and covering.is_in_force
    )
  `;
  return row ?? { count: 0, oldest: null };
}

export type DeskProcess = {
  readonly id: ProcessId;
  readonly slug: string;
  readonly title: string;
  readonly language: string;
  readonly waiting: number;
  readonly drafts: number;
  /** Of those, the drafts that wait for a second reader. */
  readonly reviews: number;
  readonly discarded: number;
  readonly published: number;
};

/** Processes of the desk: where most waits comes first. */
export async function listDeskProcesses(sql: Db): Promise<readonly DeskProcess[]> {
  return await sql<DeskProcess[]>`
    select process.id, process.slug, process.title, process.language, coalesce(undecided.waiting, 0) as waiting,
      decided.drafts, decided.reviews, decided.discarded, decided.published
    from processes.process
    left join (
      select line.process_id, count(*) as waiting
      from corpus.line
      where not exists (
        select from decisions.covering where covering.contribution_id = line.contribution_id and covering.is_in_force
      )
      group by line.process_id
    ) as undecided on undecided.process_id = process.id
    cross join lateral (
      select
        count(*) filter (where state = 'draft' and discarded_at is null) as drafts,
        count(*) filter (where review = 'asked' and discarded_at is null) as reviews,
        count(*) filter (where discarded_at is not null) as discarded,
        count(*) filter (where state = 'published') as published
      from decisions.decision
      where process_id = process.id
    ) as decided
    order by waiting desc, decided.drafts desc, process.created_at desc, process.slug
  `;
}

/** Drafts of all processes, and since when the oldest waits. */
export async function draftSummary(sql: Db): Promise<{ readonly count: number; readonly oldest: Date | null }> {
  const [row] = await sql<{ count: number; oldest: Date | null }[]>`
    select count(*) as count, min(decided_at) as oldest
    from decisions.decision
    where state = 'draft'
      and discarded_at is null
  `;
  return row ?? { count: 0, oldest: null };
}

/** Drafts that this person may read again: sent to a second reader, and not written by them. */
export async function reviewSummary(
  sql: Db,
  personId: PersonId,
): Promise<{ readonly count: number; readonly oldest: Date | null }> {
  const [row] = await sql<{ count: number; oldest: Date | null }[]>`
    select count(*) as count, min(asked.made_at) as oldest
    from decisions.decision
    cross join lateral (
      select max(review.made_at) as made_at
      from decisions.review
      where review.decision_id = decision.id
        and review.act = 'asked'
    ) as asked
    where decision.review = 'asked'
      and decision.discarded_at is null
      and decision.decided_by is distinct from ${personId}
      and decision.written_by is distinct from ${personId}
  `;
  return row ?? { count: 0, oldest: null };
}
