import type { DecisionId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { Maker } from "./decision.rules.ts";
import type { ReviewAct } from "./review.rules.ts";

export type NewReview = {
  readonly decisionId: DecisionId;
  /** The version that was read. */
  readonly version: number;
  readonly act: ReviewAct;
  readonly note: string;
};

/** The database holds that it is of the present version, in order, and by another person than its writer. */
export async function insertReview(tx: Tx, review: NewReview, by: Maker): Promise<void> {
  await tx`
    insert into decisions.review (decision_id, version, act, note, made_by, acting_role)
    values (${review.decisionId}, ${review.version}, ${review.act}, ${review.note}, ${by.personId}, ${by.role})
  `;
}
