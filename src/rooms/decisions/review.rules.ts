import type { Decision } from "./decision.rules.ts";

export const REVIEW_ACTS = ["asked", "taken_back", "approved", "sent_back"] as const;
export type ReviewAct = (typeof REVIEW_ACTS)[number];

/** Of a draft: what the last act of review says of its present version. */
export type ReviewState = "none" | "asked" | "approved" | "sent_back";

export const REVIEW_KEYS = {
  asked: "decisions.review.state.asked",
  approved: "decisions.review.state.approved",
  sent_back: "decisions.review.state.sentBack",
} as const;

export const NOTE_LIMIT = 5_000;

type Reviewed = Pick<Decision, "state" | "review" | "discardedAt" | "decidedBy" | "writtenBy">;

export function canAskReview({ state, review, discardedAt }: Reviewed): boolean {
  return state === "draft" && discardedAt === null && (review === "none" || review === "sent_back");
}

export function canTakeBack({ state, review }: Reviewed): boolean {
  return state === "draft" && (review === "asked" || review === "approved");
}

/** Nobody reviews what they wrote: neither the words nor the last list of contributions. */
export function canReview(decision: Reviewed, personId: string): boolean {
  return decision.review === "asked" && personId !== decision.decidedBy && personId !== decision.writtenBy;
}

/** What keeps a draft from being published, or null. */
export function unpublishable(
  decision: Pick<Decision, "review" | "needsSecondReader" | "coverCount" | "discardedAt">,
): "discarded" | "coversNothing" | "underReview" | "sentBack" | "notReviewed" | null {
  if (decision.discardedAt !== null) return "discarded";
  if (decision.coverCount === 0) return "coversNothing";
  if (decision.review === "asked") return "underReview";
  if (decision.review === "sent_back") return "sentBack";
  if (decision.needsSecondReader && decision.review !== "approved") return "notReviewed";
  return null;
}
