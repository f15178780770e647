/**
 * Answers: whether an answer answered its author, the public figures of answers, the feeds of decisions.
 * Who may enter: everybody reads figures and feeds; the holder of a receipt says; analysts, editors and administrators read why.
 * Tables: answers.opinion.
 * Journal entries: none.
 * Needs: contributions, decisions, processes.
 */
import { opinionRoutes } from "./opinion.routes.tsx";
import { publicAnswerRoutes } from "./public.routes.tsx";
import { teamAnswerRoutes } from "./team.routes.tsx";

export { answersDesks as desks } from "./desks.queries.ts";
export { answersInvariants as invariants } from "./invariants.queries.ts";

export const routes = [...publicAnswerRoutes, ...opinionRoutes, ...teamAnswerRoutes];
