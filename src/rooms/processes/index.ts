/**
 * Processes: what is decided, by whom, until when; phases, circles and what each circle may do; territories, categories.
 * Who may enter: everybody reads; administrators and editors change dates, open, close, and keep the circles.
 * Tables: processes.process, phase, circle, phase_circle, circle_member, territory, actor_category.
 * Journal entries: process.created, phase.opened, phase.closed, phase.answered, phase.rescheduled.
 * Needs: journal.
 */
export { type Category, type CategoryGroup, listCategories, listTerritories, type Territory } from "./lists.queries.ts";
export { type OpenPhase, openPhaseFor } from "./phase.queries.ts";
export { mayReadProcess, type Process, processBySlug, processOfDocument } from "./process.queries.ts";
export type { PhaseKind, PhaseRight } from "./process.rules.ts";
export { processesRoutes as routes } from "./processes.routes.tsx";
