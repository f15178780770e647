import { NotFound } from "#kernel/errors.ts";
import { patterns } from "#kernel/urls.ts";
import type { Viewer } from "#kernel/viewer.ts";
import type { Sql } from "#platform/db.ts";
import { type Route, route } from "#platform/http/route.ts";
import { listPhases, openPhaseFor } from "./phase.queries.ts";
import { listProcesses, mayReadProcess, processBySlug, readMeter, readProcessText } from "./process.queries.ts";
import { type ProcessPageData, ProcessView } from "./process.view.tsx";
import { ProcessListView } from "./process-list.view.tsx";
import { readRecord } from "./record.queries.ts";

export const processesRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.processes,
    who: "everyone",
    cache: "public",
    query: [],
    async handle(ctx) {
      return ctx.page(
        <ProcessListView frame={ctx.frame} processes={await ctx.shared("processes", () => listProcesses(ctx.sql))} />,
      );
    },
  }),
  route({
    method: "GET",
    path: patterns.process,
    who: "everyone",
    cache: "public",
    query: [],
    async handle(ctx) {
      const slug = ctx.params.process ?? "";
      const data = await ctx.shared(`process ${slug}`, () => wholeProcess(ctx.sql, slug, ctx.viewer));
      return ctx.page(<ProcessView frame={ctx.frame} {...data} />);
    },
  }),
];

/** All that the page of a process says to this audience. */
async function wholeProcess(sql: Sql, slug: string, viewer: Viewer | null): Promise<ProcessPageData> {
  const process = await processBySlug(sql, slug);
  if (!process) throw new NotFound();
  const [phases, meter, record, text, openPhase, isReadable] = await Promise.all([
    listPhases(sql, process.id),
    readMeter(sql, process.id),
    readRecord(sql, process.id),
    readProcessText(sql, process.id),
    openPhaseFor(sql, process.id, viewer, "contribute"),
    mayReadProcess(sql, process.id, viewer),
  ]);
  // nothing to contribute on without a published text
  const openUntil = text ? (openPhase?.closesAt ?? null) : null;
  return { process, phases, meter, record, text: isReadable ? text : null, openUntil };
}
