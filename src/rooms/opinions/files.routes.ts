import { Readable } from "node:stream";
import { NotFound } from "#kernel/errors.ts";
import { fixedUrls, patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import type { Poll } from "#rooms/polls";
import { commentsFile, dictionaryFile, participantsFile, summaryFile } from "./files.actions.ts";
import { type FileName, isFileName } from "./files.rules.ts";
import { readablePoll, runAsked } from "./open-poll.routes.tsx";
import { lastRun, runFiles } from "./run.queries.ts";
import type { Run } from "./run.rules.ts";

const CSV_TYPE = "text/csv; charset=utf-8";

async function sendFile(ctx: Context): Promise<Response> {
  const file = ctx.params.file;
  if (!isFileName(file)) throw new NotFound();
  const poll = await readablePoll(ctx);
  const run = await runAsked(ctx, poll);
  return await answerFile(ctx, { poll, run, file });
}

/** The last result, for programs: the same bytes as its file. */
async function sendResult(ctx: Context): Promise<Response> {
  const poll = await readablePoll(ctx);
  const run = await lastRun(ctx.sql, poll.id);
  if (!run) throw new NotFound();
  return await answerFile(ctx, { poll, run, file: "result.json" });
}

type Asked = { readonly poll: Poll; readonly run: Run; readonly file: FileName };

async function answerFile(ctx: Context, { poll, run, file }: Asked): Promise<Response> {
  const headers = {
    "content-type": file === "result.json" ? "application/json" : CSV_TYPE,
    "content-disposition": `attachment; filename="question-${poll.number}-${run.number}-${file}"`,
    "cache-control": "private, no-cache",
    vary: "accept-encoding",
    "x-robots-tag": "noindex",
  };
  switch (file) {
    case "comments.csv":
      return ctx.answer(await commentsFile(ctx.sql, run), { headers });
    case "summary.csv": {
      const url = `${ctx.world.config.siteUrl}${urls.pollRun(ctx.lang, { poll: poll.number, run: run.number })}`;
      return ctx.answer(summaryFile(run, { title: poll.title, url }), { headers });
    }
    case "dictionary.csv":
      return ctx.answer(dictionaryFile(), { headers });
    case "votes.csv":
    case "result.json":
    case "participants-votes.csv":
      return await answerKept(ctx, { poll, run, file, headers });
  }
}

/** What never changes is known by its hash, and sent as it is kept: compressed for those who take it. */
async function answerKept(
  ctx: Context,
  { poll, run, file, headers }: Asked & { readonly headers: Readonly<Record<string, string>> },
): Promise<Response> {
  const etag = `"${run.number}-${run.resultHash.slice(0, 20)}-${file}"`;
  const known = { ...headers, etag };
  if (ctx.request.headers.get("if-none-match")?.includes(etag))
    return ctx.stream(null, { status: 304, headers: known });
  const files = await runFiles(ctx.sql, poll.id, run.number);
  if (!files) throw new NotFound();
  if (file === "participants-votes.csv") {
    return ctx.stream(Readable.toWeb(Readable.from(bytesOf(participantsFile(run, files)))) as ReadableStream, {
      headers: known,
    });
  }
  const packed = file === "votes.csv" ? files.votes : files.result;
  if (/\bgzip\b/.test(ctx.request.headers.get("accept-encoding") ?? "")) {
    return ctx.stream(new Blob([packed]).stream(), { headers: { ...known, "content-encoding": "gzip" } });
  }
  return ctx.stream(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip")), { headers: known });
}

async function* bytesOf(text: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const piece of text) yield Buffer.from(piece);
}

export const fileRoutes: readonly Route[] = [
  route({ method: "GET", path: patterns.pollFile, who: "everyone", query: [], handle: sendFile }),
  route({ method: "GET", path: fixedUrls.pollResult, who: "everyone", query: [], handle: sendResult }),
];
