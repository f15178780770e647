import { urls } from "#kernel/urls.ts";
import type { Desk } from "#platform/desk.ts";
import { unansweredSummary } from "./opinion.queries.ts";

/** On the team's home: authors who said in the last thirty days that an answer did not answer them. */
export const answersDesks: readonly Desk[] = [
  {
    roles: ["analyst", "editor", "administrator"],
    titleKey: "answers.team.home",
    href: (lang) => urls.teamAnswers(lang, { avis: "no" }),
    waiting: async (sql) => (await unansweredSummary(sql)).count,
    oldest: async (sql) => (await unansweredSummary(sql)).oldest,
  },
];
