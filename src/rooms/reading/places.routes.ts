import { Invalid, NotFound } from "#kernel/errors.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type CorpusFilter, corpusQuery, readCorpusFilter } from "#rooms/corpus";
import { type Process, processBySlug } from "#rooms/processes";
import { readerAs } from "./reader.rules.ts";

export type Place = {
  readonly process: Process;
  readonly filter: CorpusFilter;
  /** The filter as an address, without the page of the list. */
  readonly query: Readonly<Record<string, string>>;
};

/** The process of the address. */
export async function openProcess(ctx: Context): Promise<Process> {
  const process = await processBySlug(ctx.sql, ctx.params.process ?? "");
  if (!process) throw new NotFound();
  return process;
}

/** The process and the filter asked for: in the address, or in the hidden fields of a form. */
export async function openPlace(ctx: Context, typed: Typed | null = null): Promise<Place> {
  const process = await openProcess(ctx);
  const read = (name: string): string => (typed ? typedText(typed, name).trim() : ctx.queryText(name));
  const filter = readCorpusFilter(read, process.id, readerAs(ctx.viewer).personId);
  if ("fault" in filter) throw new Invalid({ query: "http.badQuery" }, { name: filter.fault });
  const { page: _, ...query } = corpusQuery(filter);
  return { process, filter, query };
}

export function typedText(typed: Typed, name: string): string {
  const value = typed[name];
  return typeof value === "string" ? value : "";
}

export function typedList(typed: Typed, name: string): readonly string[] {
  const value = typed[name] ?? [];
  return typeof value === "string" ? [value] : value;
}
