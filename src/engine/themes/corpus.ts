import { compareIds } from "../id-order.ts";
import { type Duplicates, searchDuplicates } from "../text/near-duplicates.ts";
import { Lexicon } from "./lexicon.ts";
import { type Seeds, type Text, type ThemesProgress, UnknownExamples } from "./themes-draft.ts";

export type Fold = { readonly keep: number; readonly members: readonly number[] };
/** Texts in the order of their ids, what was read of each, and what stands for what. Rows are places in `texts`. */
export type Corpus = {
  readonly texts: readonly Text[];
  readonly empty: readonly string[];
  readonly setAside: readonly string[];
  readonly lexicon: Lexicon;
  readonly read: readonly Int32Array[];
  readonly folds: readonly Fold[];
  /** The row that stands for each row: itself, but for a folded copy. */
  readonly standIn: Int32Array;
  /** Rows that stand for themselves. */
  readonly distinct: readonly number[];
};

/** Reads the texts once. Those that people gave as examples are neither folded nor set aside. */
export function* readCorpus(
  given: readonly Text[],
  { language, seeds }: { readonly language: string; readonly seeds: Seeds | undefined },
): Generator<ThemesProgress, Corpus> {
  const sorted = given.toSorted((a, b) => compareIds(a.id, b.id));
  const filled = sorted.filter(({ text }) => text.trim() !== "");
  const examples = new Set(
    (seeds?.themes ?? []).flatMap((seed) => seed.examples.filter((one) => typeof one === "string")),
  );
  const known = new Set(filled.map(({ id }) => id));
  const unknown = [...examples].filter((id) => !known.has(id));
  if (unknown.length > 0) throw new UnknownExamples(unknown);
  const found = yield* duplicatesOf(filled);
  const aside = new Set(found.setAside.filter((row) => !examples.has(filled[row]?.id ?? "")));
  const texts = filled.filter((_, row) => !aside.has(row));
  const rowOf = new Map(texts.map(({ id }, row) => [id, row]));
  const folds = found.groups.flatMap(({ keep, members }) => {
    const rows = members.filter((member) => !examples.has(filled[member]?.id ?? ""));
    const toRow = (place: number): number => rowOf.get(filled[place]?.id ?? "") ?? -1;
    return rows.length === 0 ? [] : [{ keep: toRow(keep), members: rows.map(toRow) }];
  });
  const standIn = Int32Array.from(texts.keys());
  for (const { keep, members } of folds) for (const member of members) standIn[member] = keep;
  const lexicon = new Lexicon(language);
  const read: Int32Array[] = [];
  for (const { text } of texts) {
    read.push(lexicon.read(text));
    if (read.length % 1_000 === 0) yield { step: "vectors", done: read.length, total: texts.length };
  }
  return {
    texts,
    empty: sorted.filter(({ text }) => text.trim() === "").map(({ id }) => id),
    setAside: filled.filter((_, row) => aside.has(row)).map(({ id }) => id),
    lexicon,
    read,
    folds,
    standIn,
    distinct: [...standIn.keys()].filter((row) => standIn[row] === row),
  };
}

function* duplicatesOf(texts: readonly Text[]): Generator<ThemesProgress, Duplicates> {
  const search = searchDuplicates(texts.map(({ text }) => text));
  for (;;) {
    const { value, done } = search.next();
    if (done) return value;
    if (value.step === "pairs") yield { step: "duplicates", done: value.done, total: value.total };
  }
}
