/**
 * Editions: preparing the next edition, tying each change to its decisions, publishing edition and answers in one act.
 * Who may enter: everybody reads the changes of published editions; editors and administrators prepare and publish.
 * Tables: editions.change, change_decision.
 * Journal entries: none of its own (edition.published by documents, decision.published by decisions).
 * Needs: decisions, documents, processes.
 */
import { editionDeskRoutes } from "./desk.routes.tsx";
import { draftNodeRoutes } from "./node.routes.tsx";
import { draftPassageRoutes } from "./passage.routes.tsx";
import { publicEditionRoutes } from "./public.routes.tsx";
import { publishEditionRoutes } from "./publish.routes.tsx";

import { reasonsRoutes } from "./reasons.routes.tsx";

export { type ChangeMaker, type ChangeSeed, insertChanges, tieChange, untieChange } from "./change.actions.ts";
export { editionsDesks as desks } from "./desks.queries.ts";
export { listDifferences } from "./difference.queries.ts";
export type { ChangeKind, Difference } from "./difference.rules.ts";
export { editionsInvariants as invariants } from "./invariants.queries.ts";
export { type Publication, type PublicationInput, publishWithAnswers } from "./publish.actions.ts";

export const routes = [
  ...publicEditionRoutes,
  ...editionDeskRoutes,
  ...publishEditionRoutes,
  ...reasonsRoutes,
  ...draftPassageRoutes,
  ...draftNodeRoutes,
];
