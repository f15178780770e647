import type { DecisionId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { Maker } from "./decision.rules.ts";

/** A bulk act changes what the planner knows of the table by more than it can guess until it looks by itself. */
const BULK = 500;

/** After a bulk act: "who has no decision in force" stays one pass over the table, not one for each contribution. */
export async function refreshStatistics(tx: Tx, touched: number): Promise<void> {
  if (touched >= BULK) await tx`analyze decisions.covering`;
}

type Joining = {
  readonly decisionId: DecisionId;
  readonly batchId: string;
  readonly numbers: readonly number[];
};

/**
 * Covers published contributions of the process of the decision; those that another decision holds are left out. A
 * revision may take what the decision it revises holds, and takes force when it is published. Gives the numbers covered.
 * The caller holds the lock of the process, so nobody else covers anything meanwhile.
 */
export async function insertCoverings(tx: Tx, joining: Joining, by: Maker): Promise<readonly number[]> {
  const { decisionId, batchId, numbers } = joining;
  const rows = await tx<{ number: number }[]>`
    with covered as (
      insert into decisions.covering (decision_id, contribution_id, is_in_force, batch_id, made_by, acting_role)
      select decision.id, contribution.id, decision.replaces is null, ${batchId}, ${by.personId}, ${by.role}
      from decisions.decision
      join contributions.contribution on contribution.process_id = decision.process_id
      where decision.id = ${decisionId}
        and contribution.number = any (${numbers}::bigint[])
        and contribution.state = 'published'
        and not exists (
          select
          from decisions.covering as other
          where other.contribution_id = contribution.id
            and other.is_in_force
            and other.decision_id is distinct from decision.replaces
        )
      order by contribution.id
      on conflict do nothing
      returning contribution_id
    )
    select contribution.number
    from covered
    join contributions.contribution on contribution.id = covered.contribution_id
  `;
  return rows.map(({ number }) => number);
}

/** A revision takes over all that the decision still holds, or those named. Gives how many. */
export async function copyCoverings(
  tx: Tx,
  {
    from,
    to,
    batchId,
    numbers,
  }: { from: DecisionId; to: DecisionId; batchId: string; numbers: readonly number[] | null },
  by: Maker,
): Promise<number> {
  const rows = await tx`
    insert into decisions.covering (decision_id, contribution_id, is_in_force, batch_id, made_by, acting_role)
    select ${to}, covering.contribution_id, false, ${batchId}, ${by.personId}, ${by.role}
    from decisions.covering
    join contributions.contribution on contribution.id = covering.contribution_id
    where covering.decision_id = ${from}
      and covering.is_in_force
      and (${numbers === null} or contribution.number = any (${numbers ?? []}::bigint[]))
    order by covering.contribution_id
    returning contribution_id
  `;
  return rows.length;
}

export async function deleteCoverings(tx: Tx, decisionId: DecisionId, numbers: readonly number[]): Promise<number> {
  const rows = await tx`
    delete from decisions.covering
    using contributions.contribution
    where contribution.id = covering.contribution_id
      and covering.decision_id = ${decisionId}
      and contribution.number = any (${numbers}::bigint[])
    returning covering.contribution_id
  `;
  return rows.length;
}

/** All that joined by one act and is still there. */
export async function deleteBatchCoverings(tx: Tx, decisionId: DecisionId, batchId: string): Promise<number> {
  const rows = await tx`
    delete from decisions.covering
    where decision_id = ${decisionId}
      and batch_id = ${batchId}
    returning contribution_id
  `;
  return rows.length;
}
