/**
 * Synthesis: claims, the contributions each rests on, coverage, and publications that never change.
 * Who may enter: everybody reads what is published; editors, analysts and administrators write; editors and administrators publish.
 * Tables: synthesis.note, claim, claim_version, batch, claim_contribution, publication, published_claim, published_source.
 * Journal entries: synthesis.published.
 * Needs: journal, processes, corpus, themes.
 */
import { claimDeskRoutes } from "./claim-desk.routes.tsx";
import { deskListRoutes } from "./desk-list.routes.tsx";
import { historyRoutes } from "./history.routes.tsx";
import { noteRoutes } from "./note.routes.tsx";
import { publicRoutes } from "./public.routes.tsx";
import { publishRoutes } from "./publish.routes.tsx";
import { sourceRoutes } from "./source.routes.tsx";
import { workbenchRoutes } from "./workbench.routes.tsx";

export { synthesisDesks as desks } from "./desks.queries.ts";
export { synthesisInvariants as invariants } from "./invariants.queries.ts";
export { publishedSynthesis } from "./publication.queries.ts";
export type { PublicSource, PublishedClaim, PublishedSynthesis } from "./publication.rules.ts";
export { freezeAndSeal } from "./publish.actions.ts";
export { type Stance, stanceKey } from "./stance.rules.ts";

export const routes = [
  ...publicRoutes,
  ...deskListRoutes,
  ...workbenchRoutes,
  ...noteRoutes,
  ...publishRoutes,
  ...claimDeskRoutes,
  ...historyRoutes,
  ...sourceRoutes,
];
