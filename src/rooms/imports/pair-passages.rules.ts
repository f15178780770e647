import { isSameText } from "#engine/diff/diff.ts";
import { fold, foldedWords } from "#engine/text/fold.ts";
import type { ExistingPassage } from "./import-plan.rules.ts";

/** Share of common words from which two paragraphs are one that was rewritten. */
const REWRITTEN = 0.5;

/** For each new paragraph, the place of the old one it continues, or null. */
export type PassagePairs = readonly (number | null)[];

/**
 * Same words first, wherever they stand. Then, among what is left, the pairs with at least half of their words in common
 * that together have the most in common without crossing: paragraphs are rewritten in place.
 */
export function pairPassages(texts: readonly string[], existing: readonly ExistingPassage[]): PassagePairs {
  const pairs: (number | null)[] = texts.map(() => null);
  const free = new Set(existing.keys());
  const byWords = Map.groupBy(free, (place) => fold(existing[place]?.text ?? ""));
  for (const [at, text] of texts.entries()) {
    const place = byWords
      .get(fold(text))
      ?.find((other) => free.has(other) && isSameText(existing[other]?.text ?? "", text));
    if (place === undefined) continue;
    pairs[at] = place;
    free.delete(place);
  }
  const news = [...texts.keys()].filter((at) => pairs[at] === null);
  const olds = [...free];
  const overlap = overlaps(
    news.map((at) => texts[at] ?? ""),
    olds.map((at) => existing[at]?.text ?? ""),
  );
  for (const [i, j] of bestInOrder(overlap, news.length, olds.length)) {
    const [at, place] = [news[i], olds[j]];
    if (at !== undefined && place !== undefined) pairs[at] = place;
  }
  return pairs;
}

/** Common words, counted as often as they occur in both, over the mean length (Dice): 0 to 1. */
export function wordOverlap(a: string, b: string): number {
  return overlaps([a], [b])(0, 0);
}

/** The same for many texts, each counted once; 0 where it cannot reach `least`. */
export function overlaps(
  news: readonly string[],
  olds: readonly string[],
  least = REWRITTEN,
): (i: number, j: number) => number {
  const [a, b] = [news.map(wordCounts), olds.map(wordCounts)];
  return (i, j) => {
    const [one, two] = [a[i], b[j]];
    if (one === undefined || two === undefined || one.total + two.total === 0) return 0;
    // The lengths alone may already rule it out.
    if ((2 * Math.min(one.total, two.total)) / (one.total + two.total) < least) return 0;
    let common = 0;
    for (const [word, count] of one.counts) common += Math.min(count, two.counts.get(word) ?? 0);
    return (2 * common) / (one.total + two.total);
  };
}

function wordCounts(text: string): { readonly counts: ReadonlyMap<string, number>; readonly total: number } {
  const words = foldedWords(text);
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { counts, total: words.length };
}

/** Pairs (i, j), both increasing, of the greatest total overlap, each at least REWRITTEN. */
function bestInOrder(
  overlap: (i: number, j: number) => number,
  rows: number,
  columns: number,
): (readonly [number, number])[] {
  const width = columns + 1;
  const best = new Float64Array((rows + 1) * width);
  const isPaired = new Uint8Array((rows + 1) * width);
  for (let i = rows - 1; i >= 0; i -= 1)
    for (let j = columns - 1; j >= 0; j -= 1) {
      const here = i * width + j;
      const skip = Math.max(best[here + 1] ?? 0, best[here + width] ?? 0);
      const share = overlap(i, j);
      const taken = share >= REWRITTEN ? share + (best[here + width + 1] ?? 0) : -1;
      best[here] = Math.max(skip, taken);
      isPaired[here] = taken > skip ? 1 : 0;
    }
  const pairs: (readonly [number, number])[] = [];
  let [i, j] = [0, 0];
  while (i < rows && j < columns) {
    const here = i * width + j;
    if (isPaired[here] === 1) pairs.push([i++, j++]);
    else if ((best[here + width] ?? 0) >= (best[here + 1] ?? 0)) i += 1;
    else j += 1;
  }
  return pairs;
}
