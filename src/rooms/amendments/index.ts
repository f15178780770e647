/**
 * Amendments: conflicts, and what of an amendment enters the draft edition.
 * Who may enter: everybody reads; editors and administrators apply and undo.
 * Tables: amendments.conflict, to_compare, application.
 * Journal entries: none of its own (decision.published by decisions, edition.published by documents).
 * Needs: contributions, decisions, documents, editions, processes.
 */
import { compareJob } from "./compare.job.ts";
import { deskRoutes } from "./desk.routes.tsx";
import { listRoutes } from "./list.routes.tsx";
import { teamAmendmentRoutes } from "./team-amendment.routes.tsx";

export { compareAmendments } from "./compare.actions.ts";
export { amendmentsDesks as desks } from "./desks.queries.ts";
export { amendmentsInvariants as invariants } from "./invariants.queries.ts";

export const routes = [...listRoutes, ...deskRoutes, ...teamAmendmentRoutes];
export const jobs = [compareJob];
