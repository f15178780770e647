/**
 * Moderation: reading what came in, oldest first; the form of contributions, never their opinion.
 * Who may enter: moderators and administrators; authors contest with their receipt; everybody reads the report.
 * Tables: moderation.act, mask, masked_passage, flag, checked, appeal.
 * Journal entries: contribution.published, masked, unmasked, rephrase-asked, hidden, restored, contested; appeal.upheld, overturned;
 * leaves moderation.hidden, restored, masked, contribution.edited.
 * Needs: contributions, notices, journal.
 */
import { urls } from "#kernel/urls.ts";
import type { Desk } from "#platform/desk.ts";
import { waitingAppeals } from "./appeal.queries.ts";
import { appealRoutes } from "./appeal.routes.tsx";
import { queueState } from "./moderation.queries.ts";
import { queueRoutes } from "./moderation.routes.tsx";

export { raiseFlags } from "./flag.actions.ts";
export { flagJobs as jobs } from "./flags.job.ts";
export { moderate } from "./moderate.actions.ts";
export { moderationInvariants as invariants } from "./moderation.invariants.queries.ts";
export { replayLog } from "./replay-log.actions.ts";

export const routes = [...queueRoutes, ...appealRoutes];

export const desks: readonly Desk[] = [
  {
    roles: ["moderator", "administrator"],
    titleKey: "moderation.desk",
    href: (lang) => urls.teamModeration(lang),
    waiting: async (sql) => (await queueState(sql)).count,
    oldest: async (sql) => (await queueState(sql)).oldest,
  },
  {
    roles: ["moderator", "administrator"],
    titleKey: "moderation.deskAppeals",
    href: (lang) => urls.teamAppeals(lang),
    waiting: async (sql) => (await waitingAppeals(sql)).length,
  },
];
