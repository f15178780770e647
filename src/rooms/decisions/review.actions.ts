import { Conflict, Refused } from "#kernel/errors.ts";
import type { Actor } from "#platform/http/world.ts";
import { type Decision, DRAFTERS, makerAs, SavedSince } from "./decision.rules.ts";
import { draftInUse } from "./draft.actions.ts";
import { canAskReview, canReview, canTakeBack, type ReviewAct } from "./review.rules.ts";
import { insertReview } from "./review.store.ts";

export type ReviewInput = {
  readonly number: number;
  /** The version that was on the page. */
  readonly version: number;
  readonly act: ReviewAct;
  readonly note: string;
};

/** Sends a draft to a second reader, takes it back, approves it or sends it back. An act that is done already is left alone. */
export async function reviewDraft(actor: Actor, { number, version, act, note }: ReviewInput): Promise<void> {
  const maker = makerAs(actor.viewer, DRAFTERS);
  await actor.sql.begin(async (tx) => {
    const draft = await draftInUse(tx, number);
    if (draft.version !== version) throw new SavedSince();
    if (isDone(draft, act)) return;
    if ((act === "approved" || act === "sent_back") && draft.review === "asked" && !canReview(draft, maker.personId)) {
      throw new Refused("decisions.error.ownWords");
    }
    if (!isTurnOf(draft, act, maker.personId)) throw new Conflict("decisions.error.reviewOrder");
    await insertReview(tx, { decisionId: draft.id, version, act, note }, maker);
  });
}

function isDone({ review }: Decision, act: ReviewAct): boolean {
  return review === (act === "taken_back" ? "none" : act);
}

function isTurnOf(draft: Decision, act: ReviewAct, personId: string): boolean {
  switch (act) {
    case "asked":
      return canAskReview(draft);
    case "taken_back":
      return canTakeBack(draft);
    case "approved":
    case "sent_back":
      return canReview(draft, personId);
  }
}
