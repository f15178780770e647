/**
 * Contributions: what people say on a text, their receipts, the public list, the page of each, and support.
 * Who may enter: everybody contributes and supports while a phase lets their circle; everybody reads what is published.
 * Tables: contributions.draft, contribution, amended_passage, rewording, reworded_passage, contact, support, synthetic_label.
 * Journal entries: contribution.submitted, contribution.reworded, contribution.withdrawn, contribution.erased,
 * contribution.detached, contribution.rectified; leaves contribution.submitted, edited, withdrawn, author.detached, erasure.performed.
 * Needs: journal, notices, processes.
 */

import { purgeContactsJob } from "./contacts.job.ts";
import { contributeRoutes } from "./contribute.routes.tsx";
import { contributionsRoutes } from "./contributions.routes.tsx";
import { discussionRoutes } from "./discussion.routes.tsx";
import { purgeDraftsJob } from "./drafts.job.ts";
import { partsRoutes } from "./parts.routes.tsx";
import { receiptRoutes } from "./receipt.routes.tsx";

export { openArguments } from "./amendment.queries.ts";
export { contributionByNumber, meter, publicCounts } from "./contribution.queries.ts";
export type { Channel, Kind, Operation, Stance, State, SupportValue, Verdict } from "./contribution.rules.ts";
export {
  type Inserted,
  insertContribution,
  insertContributions,
  type NewContribution,
  type SyntheticLabel,
  setContributionState,
} from "./corpus.actions.ts";
export type { ErasureBasis, NewLabel } from "./erased.rules.ts";
export { detachAuthor, eraseContribution, forgetAgain, rectifyAuthor } from "./forget.actions.ts";
export { contributionsInvariants as invariants } from "./invariants.queries.ts";
export { adoptContributions, logContribution } from "./log.actions.ts";
export { listLogged } from "./logged.queries.ts";
export {
  type ActedBy,
  type ContributionAct,
  type LoggedContribution,
  loggedState,
  opensTo,
} from "./logged-act.rules.ts";
export { findByReceipt } from "./receipt.actions.ts";
export { type Contact, contactOf } from "./receipt.queries.ts";
export { hashOfReceipt } from "./receipt-code.actions.ts";

/** The fixed word of the address (`passages`) is declared before the step that could stand there. */
export const routes = [
  ...partsRoutes,
  ...contributeRoutes,
  ...receiptRoutes,
  ...contributionsRoutes,
  ...discussionRoutes,
];
export const jobs = [purgeDraftsJob, purgeContactsJob];
