/**
 * Data rights: a person's request from form to proof: export my data, rectify, detach my name, erase.
 * Who may enter: who holds an account or a receipt; the data-protection officer (an administrator) answers the others.
 * Tables: data_rights.request, request_object, act.
 * Journal entries: request.received, request.answered; by the door of contributions: contribution.erased, contribution.detached.
 * Needs: journal, notices, processes, contributions, ballots, votes.
 */
import { urls } from "#kernel/urls.ts";
import type { Desk } from "#platform/desk.ts";
import type { Job } from "#platform/job.ts";
import { letterRoutes } from "./letter.routes.tsx";
import { mineRoutes } from "./mine.routes.tsx";
import { ownRoutes } from "./own.routes.tsx";
import { proofRoutes } from "./proof.routes.tsx";
import { rectifyRoutes } from "./rectify.routes.tsx";
import { countRequests } from "./request.queries.ts";
import { purgeRequestsJob } from "./requests.job.ts";
import { OFFICERS, teamRoutes } from "./team.routes.tsx";

export { dataRightsInvariants as invariants } from "./invariants.queries.ts";
export { type LoggedLeaf, type Replayed, replayAtStart, replayErasures } from "./replay.actions.ts";

export const routes = [...mineRoutes, ...letterRoutes, ...ownRoutes, ...rectifyRoutes, ...proofRoutes, ...teamRoutes];
export const jobs: readonly Job[] = [purgeRequestsJob];

export const desks: readonly Desk[] = [
  {
    roles: OFFICERS,
    titleKey: "data-rights.team.title",
    href: (lang) => urls.teamDataRequests(lang),
    waiting: async (sql) => (await countRequests(sql)).waiting,
    oldest: async (sql) => (await countRequests(sql)).oldest,
  },
];
