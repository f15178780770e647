/**
 * Processes: what is decided, by whom, until when; phases, circles and what each circle may do; territories, categories.
 * Who may enter: everybody reads; administrators and editors create, describe, change dates, open, close, keep the circles
 * and their rights; operators create by `jalon process create`.
 * Tables: processes.process, phase, circle, phase_circle, circle_member, territory, actor_category, logged_rules.
 * Journal entries: process.created, phase.opened, process.revised, process.circles-changed, phase.opened, phase.closed,
 * phase.answered, phase.rescheduled, phase.rights-changed; leaf config.changed.
 * Needs: journal.
 */
import { phaseClockJob } from "./phase-clock.job.ts";
import { processNewRoutes } from "./process-new.routes.tsx";
import { processesCommands } from "./processes.command.ts";
import { processesRoutes } from "./processes.routes.tsx";
import { teamProcessesRoutes } from "./team-processes.routes.tsx";

export {
  addCircleMember,
  type CreatedProcess,
  createProcess,
  importCategories,
  importTerritories,
  linkDocument,
  type ProcessInput,
} from "./create-process.actions.ts";
export { processesDesks as desks } from "./desk.queries.ts";
export { processesInvariants as invariants } from "./invariants.queries.ts";
export { type Category, type CategoryGroup, listCategories, listTerritories, type Territory } from "./lists.queries.ts";
export { logRules } from "./log-rules.actions.ts";
export { listRules } from "./logged.queries.ts";
export { inputMoment, parseMoment } from "./moment.rules.ts";
export { recordPhaseClock } from "./phase.actions.ts";
export { listPhases, type OpenPhase, openPhaseFor, openPhaseQuery, type Phase } from "./phase.queries.ts";
export { mayReadProcess, type Process, processBySlug, processOfDocument, processOfText } from "./process.queries.ts";
export type { PhaseKind, PhaseRight } from "./process.rules.ts";
export { parseProcessYaml } from "./process-file.rules.ts";
export { rulesDocument } from "./rules-document.rules.ts";

export const commands = processesCommands;
export const jobs = [phaseClockJob];
export const routes = [...processesRoutes, ...processNewRoutes, ...teamProcessesRoutes];
