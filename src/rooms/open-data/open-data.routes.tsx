import { NotFound } from "#kernel/errors.ts";
import { fixedUrls, patterns } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { DATASETS, MEDIA_TYPES, parseFileName } from "./dataset.rules.ts";
import { OpenDataView } from "./open-data.view.tsx";
import { packedFile } from "./packed-file.actions.ts";
import {
  findOpenProcess,
  listOpenProcesses,
  listPollResults,
  measureRows,
  readRevision,
  readSchema,
} from "./record.queries.ts";

/** The files of one process at a time: the youngest, or the one asked for. */
async function showFiles(ctx: Context): Promise<Response> {
  const [processes, schema] = await Promise.all([listOpenProcesses(ctx.sql), readSchema(ctx.sql)]);
  const asked = ctx.queryText("demarche");
  const chosen = asked === "" ? processes[0] : processes.find(({ slug }) => slug === asked);
  if (asked !== "" && !chosen) throw new NotFound();
  const sizes = chosen ? await Promise.all(DATASETS.map((dataset) => measureRows(ctx.sql, dataset, chosen.slug))) : [];
  const files = DATASETS.map((dataset, index) => ({
    dataset,
    columns: schema[dataset].map((column) => column.name).join(", "),
    ...(sizes[index] ?? { rows: 0, bytes: 0 }),
  }));
  const polls = chosen ? await listPollResults(ctx.sql, chosen.slug) : [];
  return ctx.page(<OpenDataView frame={ctx.frame} {...{ processes, files, polls, chosen: chosen ?? null }} />);
}

/** Browsers keep a file until the next public write. */
async function sendFile(ctx: Context): Promise<Response> {
  const wanted = parseFileName(ctx.params.file ?? "");
  if (!wanted) throw new NotFound();
  const [process, revision] = await Promise.all([
    findOpenProcess(ctx.sql, ctx.params.process ?? ""),
    readRevision(ctx.sql),
  ]);
  if (process.slug !== ctx.params.process) throw new NotFound();
  const headers = {
    "content-type": MEDIA_TYPES[wanted.format],
    "content-disposition": `attachment; filename="${process.slug}-${ctx.params.file}"`,
    "cache-control": "public, no-cache",
    etag: `W/"${revision}"`,
    vary: "accept-encoding",
  };
  if (ctx.request.headers.get("if-none-match")?.includes(headers.etag))
    return ctx.stream(null, { status: 304, headers });
  const schema = await readSchema(ctx.sql);
  const packed = await packedFile(ctx.sql, { process: process.slug, ...wanted, schema }, revision);
  if (/\bgzip\b/.test(ctx.request.headers.get("accept-encoding") ?? "")) {
    return ctx.answer(packed, { headers: { ...headers, "content-encoding": "gzip" } });
  }
  return ctx.stream(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip")), { headers });
}

/** Consultations whose files are here, for programs that read them all: jalon verify site. */
async function sendProcesses(ctx: Context): Promise<Response> {
  const processes = await listOpenProcesses(ctx.sql);
  return ctx.json(processes.map(({ id, slug, title }) => ({ process: slug, id, title })));
}

export const openDataRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.openData,
    who: "everyone",
    cache: "public",
    query: ["demarche"],
    handle: showFiles,
  }),
  route({
    method: "GET",
    path: fixedUrls.openDataProcesses,
    who: "everyone",
    cache: "open",
    query: [],
    handle: sendProcesses,
  }),
  route({ method: "GET", path: patterns.openDataFile, who: "everyone", query: [], handle: sendFile }),
];
