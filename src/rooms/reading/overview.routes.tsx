import { patterns } from "#kernel/urls.ts";
import { type Route, route } from "#platform/http/route.ts";
import { listCoverage } from "./coverage.queries.ts";
import { listWorkload } from "./desk.queries.ts";
import { CoverageView, WorkloadView } from "./overview.view.tsx";
import { openProcess } from "./places.routes.ts";
import { READERS } from "./reader.rules.ts";

export const overviewRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamReadingCoverage,
    who: READERS,
    query: [],
    async handle(ctx) {
      const process = await openProcess(ctx);
      const places = await listCoverage(ctx.sql, process.id);
      return ctx.page(<CoverageView frame={ctx.frame} {...{ process, places }} />);
    },
  }),
  route({
    method: "GET",
    path: patterns.teamReadingWorkload,
    who: READERS,
    query: [],
    async handle(ctx) {
      const process = await openProcess(ctx);
      const people = await listWorkload(ctx.sql, process.id);
      return ctx.page(<WorkloadView frame={ctx.frame} {...{ process, people }} />);
    },
  }),
];
