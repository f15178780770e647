import { Conflict, Invalid, NotFound } from "#kernel/errors.ts";
import type { DecisionId } from "#kernel/ids.ts";
import type { Actor } from "#platform/http/world.ts";
import { copyBasis, insertBatch } from "./batch.store.ts";
import { copyCoverings, refreshStatistics } from "./covering.store.ts";
import { findDecision } from "./decision.queries.ts";
import { DRAFTERS, makerAs } from "./decision.rules.ts";
import { drawNumber, insertDraft } from "./draft.store.ts";
import { lockDeciding } from "./lock.queries.ts";
import { findNumber } from "./publishing.queries.ts";

export type RevisionInput = {
  readonly number: number;
  /** Drawn with the form: the same form sent twice makes one revision. */
  readonly id: DecisionId;
  /** Why what was decided is decided again: public. */
  readonly reason: string;
  /** Contributions that the new decision takes over; null takes all. */
  readonly contributions: readonly number[] | null;
  /** How the list of the revision is called: in the language of the process. */
  readonly words: string;
};

/**
 * A draft with the same words, for all the contributions of a published decision or some of them. Nothing changes for anybody
 * until it is published; then it takes over what it covers, and the earlier decision stays in force for the others.
 */
export async function draftRevision(actor: Actor, input: RevisionInput): Promise<number> {
  const maker = makerAs(actor.viewer, DRAFTERS);
  const { number, id, reason, contributions } = input;
  return await actor.sql.begin(async (tx) => {
    const found = await findDecision(tx, String(number));
    if (!found || found.state === "draft") throw new NotFound();
    await lockDeciding(tx, [found.processId]);
    const stored = await findNumber(tx, id);
    if (stored !== null) return stored;
    const old = await findDecision(tx, String(number));
    if (old?.state !== "published") throw new Conflict("decisions.error.alreadyReplaced", { number });
    const { verdict, answer, addressedTo, processId } = old;
    const words = { verdict, reason: old.reason, answer, addressedTo };
    const made = await drawNumber(tx);
    await insertDraft(
      tx,
      { id, number: made, processId, words, templateId: null, revises: { id: old.id, reason } },
      maker,
    );
    const count = contributions?.length ?? old.coverCount - old.endedCount;
    await insertBatch(tx, { id, decisionId: id, words: input.words, query: "", digest: null, count }, maker);
    const taken = await copyCoverings(tx, { from: old.id, to: id, batchId: id, numbers: contributions }, maker);
    await refreshStatistics(tx, taken);
    if (taken === 0) throw new Invalid({ contribution: "decisions.error.revisesNothing" });
    await copyBasis(tx, old.id, id, maker);
    return made;
  });
}
