import { urls } from "#kernel/urls.ts";
import type { Desk } from "#platform/desk.ts";
import { countDraftProblems } from "./difference.queries.ts";
import { EDITORS } from "./editors.rules.ts";

/** What waits on the team's home: differences of drafts that nothing accounts for yet. */
export const editionsDesks: readonly Desk[] = [
  {
    roles: EDITORS,
    titleKey: "editions.desk.home",
    href: (lang) => urls.teamEditions(lang),
    waiting: (sql) => countDraftProblems(sql),
  },
];
