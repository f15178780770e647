/**
 * Thread: every link from a contribution to a measure, walked both ways: a page, an answer for programs, open data.
 * Who may enter: everybody, for what the process lets them read.
 * Tables: none; the view thread.link reads those of the other rooms.
 * Journal entries: none.
 * Needs: decisions, processes.
 */
import { threadRoutes } from "./thread.routes.tsx";

export { findKnot, strandsOf } from "./thread.queries.ts";
export { KINDS as THREAD_KINDS, type Kind as ThreadKind, type Link as ThreadLink } from "./thread.rules.ts";

export const routes = threadRoutes;
