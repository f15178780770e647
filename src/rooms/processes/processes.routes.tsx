import { NotFound } from "#kernel/errors.ts";
import { patterns } from "#kernel/urls.ts";
import { type Route, route } from "#platform/http/route.ts";
import { listPhases, openPhaseFor } from "./phase.queries.ts";
import {
  countPublishedDecisions,
  listProcesses,
  mayReadProcess,
  processBySlug,
  readMeter,
  readProcessText,
} from "./process.queries.ts";
import { ProcessView } from "./process.view.tsx";
import { ProcessListView } from "./process-list.view.tsx";

export const processesRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.processes,
    who: "everyone",
    cache: "public",
    query: [],
    async handle(ctx) {
      return ctx.page(<ProcessListView frame={ctx.frame} processes={await listProcesses(ctx.sql)} />);
    },
  }),
  route({
    method: "GET",
    path: patterns.process,
    who: "everyone",
    cache: "public",
    query: [],
    async handle(ctx) {
      const { sql, viewer } = ctx;
      const process = await processBySlug(sql, ctx.params.process ?? "");
      if (!process) throw new NotFound();
      const [phases, meter, decisionCount, text, openPhase, isReadable] = await Promise.all([
        listPhases(sql, process.id),
        readMeter(sql, process.id),
        countPublishedDecisions(sql, process.id),
        readProcessText(sql, process.id),
        openPhaseFor(sql, process.id, viewer, "contribute"),
        mayReadProcess(sql, process.id, viewer),
      ]);
      const openUntil = openPhase?.closesAt ?? null;
      const data = { process, phases, meter, decisionCount, text: isReadable ? text : null, openUntil };
      return ctx.page(<ProcessView frame={ctx.frame} {...data} />);
    },
  }),
];
