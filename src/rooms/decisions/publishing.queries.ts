import type { DecisionId, ProcessId } from "#kernel/ids.ts";
import type { Db, Tx } from "#platform/db.ts";
import type { Taken } from "./decision.rules.ts";

export type Publishable = {
  readonly id: DecisionId;
  readonly number: number;
  readonly processId: ProcessId;
  readonly verdict: string;
  readonly state: "draft" | "published" | "replaced";
  readonly coverCount: number;
  readonly replacesId: DecisionId | null;
  readonly replaces: number | null;
  readonly replacedState: string | null;
};

/** Decisions about to be published, and those they replace, held until the end of the transaction. */
export async function lockDecisions(tx: Tx, ids: readonly DecisionId[]): Promise<readonly Publishable[]> {
  await tx`
    select id
    from decisions.decision
    where id = any (${ids}::uuid[])
      or id in (select replaces from decisions.decision as later where later.id = any (${ids}::uuid[]))
    order by id
    for update
  `;
  return await tx<Publishable[]>`
    select decision.id, decision.number, decision.process_id as "processId", decision.verdict, decision.state,
      (
        select count(*)
        from decisions.covering
        join contributions.contribution on contribution.id = covering.contribution_id
        where covering.decision_id = decision.id
          and contribution.state = 'published'
      ) as "coverCount",
      decision.replaces as "replacesId", earlier.number as replaces, earlier.state as "replacedState"
    from decisions.decision
    left join decisions.decision as earlier on earlier.id = decision.replaces
    where decision.id = any (${ids}::uuid[])
    order by decision.number
  `;
}

/** Contributions of these decisions that another one, not replaced by them, holds in force. */
export async function heldElsewhere(tx: Tx, ids: readonly DecisionId[]): Promise<readonly Taken[]> {
  // held until the end: a covering of another decision cannot slip in between this look and the change of force
  await tx`
    select contribution.id
    from contributions.contribution
    where contribution.id in (
      select contribution_id
      from decisions.covering
      where decision_id = any (${ids}::uuid[])
        and not is_in_force
    )
    order by contribution.id
    for update
  `;
  return await tx<Taken[]>`
    select contribution.number, holder.number as decision
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
      and other.is_in_force
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

/** Published contributions without an answer, in processes where a phase is declared wholly answered. */
export async function unansweredThoughDeclared(tx: Tx, processIds: readonly ProcessId[]): Promise<number> {
  const [row] = await tx<{ count: number }[]>`
    select coalesce(sum(decisions.unanswered(process.id)), 0)::bigint as count
    from processes.process
    where process.id = any (${processIds}::uuid[])
      and exists (select from processes.phase where phase.process_id = process.id and phase.answered_at is not null)
  `;
  return row?.count ?? 0;
}

/** Drafts of a process, all or those named. */
export async function draftIds(
  sql: Db,
  processId: ProcessId,
  numbers: readonly number[] | null,
): Promise<readonly DecisionId[]> {
  const rows = await sql<{ id: DecisionId }[]>`
    select id
    from decisions.decision
    where process_id = ${processId}
      and state = 'draft'
      and (${numbers === null} or number = any (${numbers ?? []}::bigint[]))
    order by number
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
