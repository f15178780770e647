import { NotFound } from "#kernel/errors.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { CORPUS_PARAMETERS, type CorpusFilter, corpusQuery, readCorpusFilter } from "#rooms/corpus";
import { typedText } from "./decision-form.routes.ts";
import { type DeskProcess, listDeskProcesses } from "./waiting.queries.ts";

export type Desk = {
  readonly process: DeskProcess;
  readonly processes: readonly DeskProcess[];
  readonly filter: CorpusFilter;
};

/** Counted once for all who look, until anything is decided or published. */
export async function deskProcesses(ctx: Context): Promise<readonly DeskProcess[]> {
  return await ctx.shared("processes of the decisions desk", async () => await listDeskProcesses(ctx.sql));
}

/** The desk of the process asked for; of the one where most waits when none is. Null when there is no process at all. */
export async function openDesk(ctx: Context, typed: Typed | null = null): Promise<Desk | null> {
  const read = (name: string) => (typed ? typedText(typed, name).trim() : ctx.queryText(name));
  const processes = await deskProcesses(ctx);
  const process = processes.find(({ slug }) => slug === read("demarche")) ?? processes[0];
  if (!process) return null;
  return { process, processes, filter: deskFilter(ctx, process, read) };
}

/** Oldest first unless asked otherwise: nobody waits for ever. What waits, unless another verdict is asked for. */
export function deskFilter(ctx: Context, process: DeskProcess, read: (name: string) => string): CorpusFilter {
  const defaults: Readonly<Record<string, string>> = { ordre: "anciennes", verdict: "attente" };
  const filter = readCorpusFilter(
    (name) => read(name) || defaults[name] || "",
    process.id,
    ctx.viewer?.personId ?? null,
  );
  if ("fault" in filter) throw new NotFound();
  return filter;
}

/** A decision is for those who wait: what is decided is left out of any group, however it is chosen. */
export function undecided(filter: CorpusFilter): CorpusFilter {
  return { ...filter, verdict: "attente", hasDraft: false, order: "hasard", page: 1 };
}

/** The filter as one text, carried by a form. */
export function queryText(filter: CorpusFilter): string {
  const pairs = Object.entries(corpusQuery(filter)).filter(([name, value]) => value !== "" && name !== "page");
  return new URLSearchParams(pairs).toString();
}

export function filterFromText(ctx: Context, process: DeskProcess, text: string): CorpusFilter | null {
  const query = new URLSearchParams(text);
  const known: readonly string[] = CORPUS_PARAMETERS;
  if ([...query.keys()].some((name) => !known.includes(name))) return null;
  const filter = readCorpusFilter((name) => query.get(name) ?? "", process.id, ctx.viewer?.personId ?? null);
  return "fault" in filter ? null : undecided(filter);
}
