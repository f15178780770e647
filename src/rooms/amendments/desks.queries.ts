import { urls } from "#kernel/urls.ts";
import type { Desk } from "#platform/desk.ts";
import { listDeskProcesses } from "./desk.queries.ts";

/** What waits on the team's home: amendments that nothing was done with in the edition being prepared. */
export const amendmentsDesks: readonly Desk[] = [
  {
    roles: ["editor", "administrator"],
    titleKey: "amendments.desk.home",
    href: (lang) => urls.teamAmendments(lang),
    waiting: async (sql) => (await listDeskProcesses(sql)).reduce((sum, { openCount }) => sum + openCount, 0),
  },
];
