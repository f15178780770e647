import type { ContributionId, DecisionId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { Opinion } from "./opinion.rules.ts";

export type GivenOpinion = {
  readonly contributionId: ContributionId;
  readonly decisionId: DecisionId;
  readonly value: Opinion;
  readonly why: string | null;
};

/** One opinion per contribution and decision: said again, it replaces what was said. */
export async function saveOpinion(tx: Tx, { contributionId, decisionId, value, why }: GivenOpinion): Promise<void> {
  await tx`
    insert into answers.opinion (contribution_id, decision_id, value, why)
    values (${contributionId}, ${decisionId}, ${value}, ${why})
    on conflict (contribution_id, decision_id) do update
    set value = excluded.value,
      why = excluded.why,
      changed_at = now()
    where (opinion.value, opinion.why) is distinct from (excluded.value, excluded.why)
  `;
}
