import { NotFound } from "#kernel/errors.ts";
import { patterns } from "#kernel/urls.ts";
import { type Route, route } from "#platform/http/route.ts";
import { processBySlug } from "#rooms/processes";
import { listWork } from "./attachment.queries.ts";
import { listClaims, listDeskProcesses } from "./claim.queries.ts";
import { WRITERS } from "./claim.rules.ts";
import { coverageByPlace, coverageByTheme } from "./coverage.queries.ts";
import { CoverageView } from "./coverage.view.tsx";
import { DeskListView } from "./desk-list.view.tsx";
import { readCoverage } from "./publishing.queries.ts";

export const deskListRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamSyntheses,
    who: WRITERS,
    async handle(ctx) {
      return ctx.page(<DeskListView frame={ctx.frame} processes={await listDeskProcesses(ctx.sql)} />);
    },
  }),
  route({
    method: "GET",
    path: patterns.teamSynthesisCoverage,
    who: WRITERS,
    async handle(ctx) {
      const process = await processBySlug(ctx.sql, ctx.params.process ?? "");
      if (!process) throw new NotFound();
      const [coverage, places, themes, work, withdrawn] = await Promise.all([
        readCoverage(ctx.sql, process.id),
        coverageByPlace(ctx.sql, process.id),
        coverageByTheme(ctx.sql, process.id),
        listWork(ctx.sql, process.id),
        listClaims(ctx.sql, process.id, true),
      ]);
      return ctx.page(<CoverageView frame={ctx.frame} {...{ process, coverage, places, themes, work, withdrawn }} />);
    },
  }),
];
