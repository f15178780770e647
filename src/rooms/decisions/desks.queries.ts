import { urls } from "#kernel/urls.ts";
import type { Desk } from "#platform/desk.ts";
import { DRAFTERS, PUBLISHERS } from "./decision.rules.ts";
import { draftSummary, reviewSummary, waitingSummary } from "./waiting.queries.ts";

/** What waits on the team's home: contributions without a decision, drafts to read again, drafts to be published. */
export const decisionsDesks: readonly Desk[] = [
  {
    roles: DRAFTERS,
    titleKey: "decisions.desk.home.waiting",
    href: (lang) => urls.teamDecisions(lang),
    waiting: async (sql) => (await waitingSummary(sql)).count,
    oldest: async (sql) => (await waitingSummary(sql)).oldest,
  },
  {
    roles: DRAFTERS,
    titleKey: "decisions.desk.home.reviews",
    href: (lang) => urls.teamDecisions(lang, { etat: "relecture" }),
    waiting: async (sql, viewer) => (await reviewSummary(sql, viewer.personId)).count,
    oldest: async (sql, viewer) => (await reviewSummary(sql, viewer.personId)).oldest,
  },
  {
    roles: PUBLISHERS,
    titleKey: "decisions.desk.home.drafts",
    href: (lang) => urls.teamDecisions(lang, { etat: "brouillons" }),
    waiting: async (sql) => (await draftSummary(sql)).count,
    oldest: async (sql) => (await draftSummary(sql)).oldest,
  },
];
