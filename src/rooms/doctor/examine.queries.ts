import type { Sql } from "#platform/db.ts";
import type { Invariant } from "#platform/invariant.ts";

/** What an examination found about one invariant. */
export type Finding = {
  readonly id: string;
  readonly rule: number;
  readonly sentence: string;
  readonly offenders: readonly string[];
};

/** Checks every invariant, one after the other; one that cannot be checked counts as broken. */
export async function* examine(sql: Sql, invariants: readonly Invariant[]): AsyncGenerator<Finding> {
  const inOrder = invariants.toSorted((a, b) => a.rule - b.rule || a.id.localeCompare(b.id));
  for (const { id, rule, sentence, check } of inOrder) {
    const offenders = await check(sql).catch((error: unknown) => [
      `not checked: ${error instanceof Error ? error.message : String(error)}`,
    ]);
    yield { id, rule, sentence, offenders };
  }
}

export type Totals = {
  /** In any state. */
  readonly contributions: number;
  /** Shown to the public. */
  readonly published: number;
  /** Shown to the public, with a published answer in force. */
  readonly answered: number;
};

export async function countRecord(sql: Sql): Promise<Totals> {
  const [row] = await sql<Totals[]>`
    select
      (select count(*) from contributions.contribution) as contributions,
      (select count(*) from contributions.public_contribution) as published,
      (
        select count(*)
        from contributions.public_contribution as contribution
        join decisions.covering on covering.contribution_id = contribution.id and covering.is_in_force
        join decisions.decision on decision.id = covering.decision_id and decision.state = 'published'
      ) as answered
  `;
  return row ?? { contributions: 0, published: 0, answered: 0 };
}
