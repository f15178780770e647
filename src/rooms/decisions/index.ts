/**
 * Decisions: the verdict on one or many contributions, its reason, and the public answer to their authors.
 * Who may enter: everybody reads what is published; editors, analysts and administrators draft; editors and administrators publish.
 * Tables: decisions.decision, covering, batch, basis, decision_claim, review, template.
 * Journal entries: decision.published, decision.revised, decision.replaced; leaves answer.published, answer.revised.
 * Needs: journal, notices, processes, corpus.
 */
import { deskRoutes } from "./desk.routes.tsx";
import { newDecisionRoutes } from "./new-decision.routes.tsx";
import { publicDecisionRoutes } from "./public.routes.tsx";
import { teamDecisionRoutes } from "./team-decision.routes.tsx";
import { templateRoutes } from "./template.routes.tsx";

export { type Announcement, announceAnswers } from "./announce-answers.actions.ts";
export { answerDocument } from "./answer-document.rules.ts";
export { type ChangeKind, changeKindKey, isChangeKind } from "./change-kind.rules.ts";
export type { ContributionLine } from "./contribution-line.rules.ts";
export { countAddresses, listCoveredBy, listDecisionsById } from "./decision.queries.ts";
export { type Decision, NotFree, type Words } from "./decision.rules.ts";
export { newWordsSchema, wordsOf } from "./decision-form.routes.ts";
export { decisionsDesks as desks } from "./desks.queries.ts";
export { addToDraftIn, draftDecisionIn } from "./draft.actions.ts";
export { draftDecisionFor } from "./draft-for.actions.ts";
export type { Group } from "./group.actions.ts";
export { decisionsInvariants as invariants } from "./invariants.queries.ts";
export { ContributionLines } from "./line.view.tsx";
export { roleKey } from "./line-words.rules.ts";
export { logAnswers } from "./log.actions.ts";
export { listAnswers } from "./logged.queries.ts";
export { type DecisionSeed, insertDecisions, publishDecisions } from "./publish.actions.ts";
export { draftIds } from "./publishing.queries.ts";
export { isVerdict, VERDICTS, type Verdict, verdictKey, verdictTone } from "./verdict.rules.ts";
export { inFieldOrder, type TypedWords, WordsFields } from "./words-fields.view.tsx";

/** The fixed word of the address (`nouvelle`) is declared before the number that could stand there. */
export const routes = [
  ...publicDecisionRoutes,
  ...deskRoutes,
  ...newDecisionRoutes,
  ...teamDecisionRoutes,
  ...templateRoutes,
];
