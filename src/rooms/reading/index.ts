/**
 * Reading: the analyst's desk, read marks, assignment, private notes.
 * Who may enter: analysts, editors and administrators.
 * Tables: reading.mark, assignment, note.
 * Journal entries: none; reading is inside work, its proof is the mark.
 * Needs: processes, corpus.
 */
import { urls } from "#kernel/urls.ts";
import type { Desk } from "#platform/desk.ts";
import { assignRoutes } from "./assign.routes.tsx";
import { leftTo } from "./desk.queries.ts";
import { deskRoutes } from "./desk.routes.tsx";
import { itemRoutes } from "./item.routes.tsx";
import { overviewRoutes } from "./overview.routes.tsx";
import { READERS } from "./reader.rules.ts";

export { readingInvariants as invariants } from "./invariants.queries.ts";

/** The fixed words of addresses (`couverture`) are declared before the number that could stand there. */
export const routes = [...overviewRoutes, ...assignRoutes, ...deskRoutes, ...itemRoutes];

export const desks: readonly Desk[] = [
  {
    roles: READERS,
    titleKey: "reading.desk.home",
    href: (lang) => urls.teamReading(lang),
    waiting: async (sql, viewer) => (await leftTo(sql, viewer)).count,
    oldest: async (sql, viewer) => (await leftTo(sql, viewer)).oldest,
  },
];
