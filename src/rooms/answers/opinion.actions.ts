import { Conflict } from "#kernel/errors.ts";
import type { Actor } from "#platform/http/world.ts";
import { findByReceipt } from "#rooms/contributions";
import { findAnswer } from "./opinion.queries.ts";
import type { Opinion } from "./opinion.rules.ts";
import { saveOpinion } from "./opinion.store.ts";

type Said = {
  /** Receipt, or id of a contribution of the account. */
  readonly code: string;
  /** The decision that was on the page: another may have replaced it meanwhile. */
  readonly decision: number;
  readonly value: Opinion;
  readonly why: string;
};

/** The author says whether the answer answered. Throws `Conflict` when another answer came since the page was shown. */
export async function giveOpinion(actor: Actor, { code, decision, value, why }: Said): Promise<void> {
  const { id } = await findByReceipt(actor, code);
  await actor.sql.begin(async (tx) => {
    const answer = await findAnswer(tx, id);
    if (answer?.decisionNumber !== decision) throw new Conflict("answers.form.replaced");
    await saveOpinion(tx, { contributionId: id, decisionId: answer.decisionId, value, why: why === "" ? null : why });
  });
}
