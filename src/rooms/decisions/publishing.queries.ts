import type { DecisionId, ProcessId } from "#kernel/ids.ts";
import type { Db, Tx } from "#platform/db.ts";
import type { Taken } from "./decision.rules.ts";
import type { ReviewState } from "./review.rules.ts";

export type Publishable = {
  readonly id: DecisionId;
  readonly number: number;
  readonly processId: ProcessId;
  readonly verdict: string;
  readonly state: "draft" | "published" | "replaced";
  readonly review: ReviewState;
  readonly needsSecondReader: boolean;
  readonly discardedAt: Date | null;
  readonly coverCount: number;
  readonly replacesId: DecisionId | null;
  readonly replaces: number | null;
  readonly revisionReason: string | null;
  readonly replacedState: string | null;
  /** What the decision it revises still holds and this one does not take. */
  readonly leftCount: number;
};

export async function processesOf(tx: Tx, ids: readonly DecisionId[]): Promise<readonly ProcessId[]> {
  const rows = await tx<{ processId: ProcessId }[]>`
    select distinct process_id as "processId"
    from decisions.decision
    where id = any (${ids}::uuid[])
  `;
  return rows.map(({ processId }) => processId);
}

/** Decisions about to be published, and those they revise, held until the end of the transaction. */
export async function lockDecisions(tx: Tx, ids: readonly DecisionId[]): Promise<readonly Publishable[]> {
  await tx`
    select id
    from decisions.decision
    where id = any (${ids}::uuid[])
      or id in (select replaces from decisions.decision as later where later.id = any (${ids}::uuid[]))
    order by id
    for no key update
  `;
  return await tx<Publishable[]>`
    select decision.id, decision.number, decision.process_id as "processId", decision.verdict, decision.state,
      decision.review, process.needs_second_reader as "needsSecondReader", decision.discarded_at as "discardedAt",
      (
        select count(*)
        from decisions.covering
        join contributions.contribution on contribution.id = covering.contribution_id
        where covering.decision_id = decision.id
          and contribution.state = 'published'
      ) as "coverCount",
      decision.replaces as "replacesId", earlier.number as replaces, decision.revision_reason as "revisionReason",
      earlier.state as "replacedState",
      (
        select count(*)
        from decisions.covering as held
        where held.decision_id = decision.replaces
          and held.is_in_force
          and not exists (
            select
            from decisions.covering as taken
            where taken.decision_id = decision.id
              and taken.contribution_id = held.contribution_id
          )
      ) as "leftCount"
    from decisions.decision
    join processes.process on process.id = decision.process_id
    left join decisions.decision as earlier on earlier.id = decision.replaces
    where decision.id = any (${ids}::uuid[])
    order by decision.number
  `;
}

/**
 * Contributions of these revisions that another decision holds in force, or that two of them take at once. The caller holds
 * `lockDeciding`: nothing slips in between this look and the change of force.
 */
export async function heldElsewhere(tx: Tx, ids: readonly DecisionId[]): Promise<readonly Taken[]> {
  return await tx<Taken[]>`
    select contribution.number, min(holder.number) as decision
    from decisions.covering as mine
    join decisions.decision on decision.id = mine.decision_id
    join decisions.covering as other
      on other.contribution_id = mine.contribution_id
      and other.decision_id <> mine.decision_id
      and other.decision_id is distinct from decision.replaces
    join decisions.decision as holder on holder.id = other.decision_id
    join contributions.contribution on contribution.id = mine.contribution_id
    where mine.decision_id = any (${ids}::uuid[])
      and not mine.is_in_force
      and (other.is_in_force or other.decision_id = any (${ids}::uuid[]))
    group by contribution.number
    order by contribution.number
  `;
}

/** Which of these contributions cannot be covered by a new decision, and which decision holds each. */
export async function takenAmong(sql: Db, processId: ProcessId, numbers: readonly number[]): Promise<readonly Taken[]> {
  return await sql<Taken[]>`
    select asked.number, holder.number as decision
    from unnest(${numbers}::bigint[]) as asked (number)
    left join contributions.contribution
      on contribution.number = asked.number
      and contribution.process_id = ${processId}
    left join decisions.covering on covering.contribution_id = contribution.id and covering.is_in_force
    left join decisions.decision as holder on holder.id = covering.decision_id
    where holder.id is not null
      or contribution.id is null
      or contribution.state <> 'published'
    order by asked.number
  `;
}

/** Drafts of a process: those named, or all that may be published as they are. */
export async function draftIds(
  sql: Db,
  processId: ProcessId,
  numbers: readonly number[] | null,
): Promise<readonly DecisionId[]> {
  const rows = await sql<{ id: DecisionId }[]>`
    select decision.id
    from decisions.decision
    join processes.process on process.id = decision.process_id
    where decision.process_id = ${processId}
      and decision.state = 'draft'
      and decision.discarded_at is null
      and case
        when ${numbers === null} then decision.review = 'approved' or (decision.review = 'none' and not process.needs_second_reader)
        else decision.number = any (${numbers ?? []}::bigint[])
      end
    order by decision.number
  `;
  return rows.map(({ id }) => id);
}

/** Changes of draft editions that name this decision: they must be untied before it is deleted. */
export async function countTiedChanges(sql: Db, id: DecisionId): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*) as count
    from editions.change_decision
    where decision_id = ${id}
  `;
  return row?.count ?? 0;
}

/** Amendments taken into a draft edition by this decision, among some of its contributions or those of one batch. */
export async function countApplied(
  sql: Db,
  id: DecisionId,
  among: { readonly numbers: readonly number[] } | { readonly batchId: string },
): Promise<number> {
  const [numbers, batchId] = "numbers" in among ? [among.numbers, null] : [[], among.batchId];
  const [row] = await sql<{ count: number }[]>`
    select count(distinct contribution.id) as count
    from amendments.application
    join contributions.contribution on contribution.id = application.contribution_id
    join decisions.covering
      on covering.decision_id = application.decision_id and covering.contribution_id = contribution.id
    where application.decision_id = ${id}
      and application.outcome <> 'declined'
      and application.undone_at is null
      and (contribution.number = any (${numbers as number[]}::bigint[]) or covering.batch_id = ${batchId})
  `;
  return row?.count ?? 0;
}

export async function findNumber(sql: Db, id: DecisionId): Promise<number | null> {
  const [row] = await sql<{ number: number }[]>`
    select number
    from decisions.decision
    where id = ${id}
  `;
  return row?.number ?? null;
}

export async function coveredNumbers(sql: Db, id: DecisionId): Promise<readonly number[]> {
  const rows = await sql<{ number: number }[]>`
    select contribution.number
    from decisions.covering
    join contributions.contribution on contribution.id = covering.contribution_id
    where covering.decision_id = ${id}
    order by contribution.number
  `;
  return rows.map(({ number }) => number);
}
