import { isLang } from "#kernel/lang.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type CorpusFilter, countLines, fingerprint, lineNumbers } from "#rooms/corpus";
import { translator } from "#ui/messages.ts";
import { typedText } from "./decision-form.routes.ts";
import { filterFromText, queryText, undecided } from "./desk-filters.routes.ts";
import type { Selection } from "./draft-form.view.tsx";
import type { Group } from "./group.actions.ts";
import type { Basis } from "./group.rules.ts";
import { groupWords } from "./group-words.queries.ts";
import { readNumbers, SELECTION_LIMIT, writeNumbers } from "./number-list.rules.ts";
import { type DeskProcess, linesOf, listWaiting } from "./waiting.queries.ts";

/** Contributions shown again beside the form; the others stand in the list they were chosen from. */
const SHOWN = 20;

type Head = { readonly id: string; readonly process: DeskProcess };

export async function pickedSelection(
  ctx: Context,
  { id, process }: Head,
  numbers: readonly number[],
): Promise<Selection> {
  const lines = await linesOf(ctx.sql, process.id, numbers, SHOWN);
  return { id, process, numbers: writeNumbers(numbers), filter: null, count: numbers.length, lines };
}

/** All that a filter finds at this moment and nobody has decided: the page says how many, and the act is for those. */
export async function filterSelection(ctx: Context, { id, process }: Head, filter: CorpusFilter): Promise<Selection> {
  const group = undecided(filter);
  const [seen, found, { words }, lines] = await Promise.all([
    fingerprint(ctx.sql, group),
    countLines(ctx.sql, { ...group, verdict: null }),
    groupWords(ctx.sql, group, process.language),
    listWaiting(ctx.sql, { ...group, order: "anciennes" }, 1),
  ]);
  const asked = { query: queryText(group), words, seen, decided: found - seen.count };
  const isTooMany = seen.count > SELECTION_LIMIT;
  return {
    id,
    process,
    numbers: "",
    filter: asked,
    count: isTooMany ? 0 : seen.count,
    lines: isTooMany ? [] : lines.slice(0, SHOWN),
  };
}

/** The selection that a form carries, as it is now. */
export async function typedSelection(ctx: Context, head: Head, typed: Typed): Promise<Selection> {
  if (typedText(typed, "seenDigest") === "") {
    return await pickedSelection(ctx, head, readNumbers(typedText(typed, "contributions")) ?? []);
  }
  const filter = filterFromText(ctx, head.process, typedText(typed, "filter"));
  return filter ? await filterSelection(ctx, head, filter) : await pickedSelection(ctx, head, []);
}

export type GroupInput = {
  readonly contributions: readonly number[];
  readonly filter: string;
  readonly seenCount: number;
  readonly seenDigest: string;
};

/** What is kept is written in the language of the process. */
export const wordsIn = ({ language }: Pick<DeskProcess, "language">) => translator(isLang(language) ? language : "fr");

/** What an action takes; null when the filter of the form is none of ours. */
export async function groupOf(
  ctx: Context,
  { batchId, process }: { readonly batchId: string; readonly process: DeskProcess },
  input: GroupInput,
): Promise<Group | null> {
  if (input.seenDigest === "") {
    const numbers = input.contributions;
    const basis = await amendmentBasis(ctx, process, numbers);
    return { by: "numbers", batchId, numbers, words: wordsIn(process)("decisions.batch.picked"), basis, claim: null };
  }
  const filter = filterFromText(ctx, process, input.filter);
  if (!filter) return null;
  const { words, basis } = await groupWords(ctx.sql, filter, process.language);
  const seen = { count: input.seenCount, digest: input.seenDigest };
  return { by: "filter", batchId, filter, query: queryText(filter), seen, words, basis, claim: filter.claim };
}

/** One amendment alone is its own reason to decide. */
async function amendmentBasis(ctx: Context, process: DeskProcess, numbers: readonly number[]): Promise<Basis | null> {
  if (numbers.length !== 1) return null;
  const [line] = await linesOf(ctx.sql, process.id, numbers, 1);
  if (line?.kind !== "amendment") return null;
  const words = wordsIn(process)("decisions.line.name", { number: line.number });
  return { kind: "amendment", reference: String(line.number), words };
}

/** The numbers of a selection, for what must be known of all of them. */
export async function numbersOf(ctx: Context, process: DeskProcess, selection: Selection): Promise<readonly number[]> {
  if (selection.filter === null) return readNumbers(selection.numbers) ?? [];
  const filter = filterFromText(ctx, process, selection.filter.query);
  return filter ? await lineNumbers(ctx.sql, filter, SELECTION_LIMIT) : [];
}
