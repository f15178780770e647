import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { saysSomething } from "#engine/text/says-something.ts";
import { Invalid } from "#kernel/errors.ts";
import { asId, isUuid, type PollId } from "#kernel/ids.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Role } from "#kernel/viewer.ts";
import { Failure } from "#platform/failure.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { parseMoment } from "#rooms/processes";
import type { FieldError } from "#ui/frame.ts";
import { isMessageKey } from "#ui/messages.ts";
import { type Conversation, importPoll, readConversation } from "./import-poll.actions.ts";
import { type ImportProcess, listImportProcesses } from "./import-poll.queries.ts";
import { ImportPollView } from "./import-poll.view.tsx";

const WHO: readonly Role[] = ["administrator", "editor"];
const FIELDS = ["process", "title", "from", "language", "closes"] as const;
type Fields = Readonly<Record<(typeof FIELDS)[number], string>>;
/** Faults of a file that are said at once; the others come with the next try. */
const MOST_FAULTS = 20;

const textOf = (typed: Typed, name: string): string => {
  const value = typed[name];
  return typeof value === "string" ? value : "";
};

type Answer = { readonly typed?: Typed; readonly errors?: readonly FieldError[] };

async function importPage(ctx: Context, { typed = { language: "fr" }, errors = [] }: Answer = {}): Promise<Response> {
  const processes = await listImportProcesses(ctx.sql);
  const fields = Object.fromEntries(FIELDS.map((name) => [name, textOf(typed, name)])) as Fields;
  const id = textOf(typed, "id");
  return ctx.page(
    <ImportPollView frame={ctx.frame} id={isUuid(id) ? id : randomUUID()} typed={fields} {...{ processes, errors }} />,
    { status: errors.length > 0 ? 422 : 200 },
  );
}

type Checked = { readonly process: ImportProcess; readonly closesAt: Date; readonly language: "fr" | "en" };

/** Throws with every field at fault. */
async function readFields(ctx: Context, typed: Typed): Promise<Checked> {
  const faults: Record<string, string> = {};
  const process = (await listImportProcesses(ctx.sql)).find(({ slug }) => slug === textOf(typed, "process"));
  const closesAt = parseMoment(textOf(typed, "closes"));
  const language = (["fr", "en"] as const).find((one) => one === textOf(typed, "language"));
  const [title, from] = [textOf(typed, "title"), textOf(typed, "from")];
  if (!process) faults.process = "polls.error.process";
  if (!closesAt) faults.closes = "polls.error.moment";
  if (!language) faults.language = "polls.error.language";
  if ([...title].length > 200) faults.title = "polls.error.titleLong";
  if (title.trim() !== "" && !saysSomething(title)) faults.title = "polls.error.words";
  if (!saysSomething(from) || [...from].length > 200) faults.from = "poll-import.error.from";
  if (!isUuid(textOf(typed, "id"))) faults.process ??= "polls.error.form";
  if (Object.keys(faults).length > 0 || !process || !closesAt || !language) throw new Invalid(faults);
  return { process, closesAt, language };
}

/** The first cell of a log or of a matrix tells which it is. */
async function nameOf(file: File): Promise<string> {
  const header = (await file.slice(0, 4_096).text()).split("\n")[0] ?? "";
  return /(^|[,"\uFEFF])(vote|voter-id)("|,|\r|$)/.test(header) ? "votes.csv" : "participants-votes.csv";
}

/** Reads the files from a folder of their own, gone afterwards; what is wrong with them is said at the field. */
async function readFiles(ctx: Context, files: Readonly<Record<string, File>>): Promise<Conversation> {
  const { votes, comments, summary } = files;
  const faults: Record<string, string> = {};
  if (!votes?.size) faults.votes = "poll-import.error.votes";
  if (!comments?.size) faults.comments = "poll-import.error.comments";
  if (!votes?.size || !comments?.size) throw new Invalid(faults);
  const folder = await mkdtemp(path.join(tmpdir(), "jalon-import-"));
  try {
    const bytes = async (file: File) => new Uint8Array(await file.arrayBuffer());
    await writeFile(path.join(folder, await nameOf(votes)), await bytes(votes));
    await writeFile(path.join(folder, "comments.csv"), await bytes(comments));
    if (summary?.size) await writeFile(path.join(folder, "summary.csv"), await bytes(summary));
    const read = readConversation(folder);
    if (!("faults" in read)) return read;
    throw new UnfitFiles(
      read.faults.slice(0, MOST_FAULTS).map(({ messageKey, params }) => ({
        field: "comments",
        message: isMessageKey(messageKey) ? ctx.t(messageKey, params) : messageKey,
      })),
    );
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== "inputUnreadable") throw error;
    const message = error.message.replaceAll(`${folder}/`, "");
    throw new UnfitFiles([{ field: /\bcomments\.csv/.test(message) ? "comments" : "votes", message }]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

class UnfitFiles extends Error {
  readonly errors: readonly FieldError[];
  constructor(errors: readonly FieldError[]) {
    super("unfit files");
    this.errors = errors;
  }
}

export const importPollRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamPollImport,
    who: WHO,
    query: [],
    handle: async (ctx) => await importPage(ctx),
  }),
  route({
    method: "POST",
    path: patterns.teamPollImport,
    who: WHO,
    async handle(ctx) {
      const { fields, files } = await ctx.form();
      try {
        const twice = Object.keys(fields).find((name) => typeof fields[name] !== "string");
        if (twice !== undefined) throw new Invalid({ [twice.slice(0, 40)]: "polls.error.form" });
        const { process, closesAt, language } = await readFields(ctx, fields);
        const conversation = await readFiles(ctx, files);
        const words = { title: textOf(fields, "title").trim(), from: textOf(fields, "from").trim(), introduction: "" };
        const input = { id: asId<PollId>(textOf(fields, "id")), processId: process.id, closesAt, language, ...words };
        const poll = await importPoll(ctx.actor, input, conversation);
        const to = poll === null ? urls.teamPolls(ctx.lang) : urls.teamPoll(ctx.lang, { poll });
        return ctx.redirect(to, { notice: "poll-import.done" });
      } catch (error) {
        if (error instanceof UnfitFiles) return await importPage(ctx, { typed: fields, errors: error.errors });
        if (!(error instanceof Invalid)) throw error;
        return await importPage(ctx, { typed: fields, errors: ctx.fieldErrors(error) });
      }
    },
  }),
];
