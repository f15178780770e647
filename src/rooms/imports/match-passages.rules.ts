import { isSameText } from "#engine/diff/diff.ts";
import { fold } from "#engine/text/fold.ts";
import type { PassageId } from "#kernel/ids.ts";
import type { ExistingNode, ExistingPassage, PassageChoices } from "./import-plan.rules.ts";
import type { ImportedNode } from "./imported-document.rules.ts";
import { overlaps, pairPassages } from "./pair-passages.rules.ts";

/** Which old passage each passage of a file continues, by its place in reading order. */
export type PassageMatches = {
  readonly byIndex: ReadonlyMap<number, ExistingPassage>;
  readonly taken: ReadonlySet<ExistingPassage>;
  /** The place of the first passage of each element. */
  readonly firstIndex: ReadonlyMap<ImportedNode, number>;
};

type Given = {
  /** In reading order. */
  readonly nodes: readonly ImportedNode[];
  readonly pairs: ReadonlyMap<ImportedNode, ExistingNode>;
  readonly olds: readonly ExistingNode[];
  readonly choices: PassageChoices;
};

/** From another element, words must be more alike than at their own place. */
const ALIKE_ELSEWHERE = 0.6;
/** Comparisons of words at most: beyond, only the same words are found elsewhere. */
const COMPARISONS = 400_000;

/**
 * What somebody chose first. Then each element with the one it continues. Then, through the whole text, what is left: the
 * same words wherever they stand, and words that are alike, the nearest first.
 */
export function matchPassages({ nodes, pairs, olds, choices }: Given): PassageMatches {
  const byIndex = new Map<number, ExistingPassage>();
  const taken = new Set<ExistingPassage>();
  const firstIndex = new Map<ImportedNode, number>();
  const match = (index: number, old: ExistingPassage | undefined): void => {
    if (!old || taken.has(old) || byIndex.has(index)) return;
    byIndex.set(index, old);
    taken.add(old);
  };
  const byId = new Map<PassageId, ExistingPassage>(
    olds.flatMap(({ passages }) => passages).map((old) => [old.id, old]),
  );
  for (const [index, id] of choices) if (id !== null) match(index, byId.get(id));

  let next = 0;
  const left: { readonly index: number; readonly text: string }[] = [];
  for (const node of nodes) {
    firstIndex.set(node, next);
    const open = node.passages
      .map((text, at) => ({ index: next + at, text }))
      .filter(({ index }) => !byIndex.has(index) && choices.get(index) !== null);
    next += node.passages.length;
    const free = (pairs.get(node)?.passages ?? []).filter((old) => !taken.has(old));
    const places = pairPassages(
      open.map(({ text }) => text),
      free,
    );
    for (const [at, { index, text }] of open.entries()) {
      match(index, free[places[at] ?? -1]);
      if (!byIndex.has(index)) left.push({ index, text });
    }
  }
  matchElsewhere(
    left,
    olds.flatMap(({ passages }) => passages).filter((old) => !taken.has(old)),
    match,
  );
  return { byIndex, taken, firstIndex };
}

function matchElsewhere(
  left: readonly { readonly index: number; readonly text: string }[],
  free: readonly ExistingPassage[],
  match: (index: number, old: ExistingPassage | undefined) => void,
): void {
  const byWords = Map.groupBy(free, ({ text }) => fold(text));
  for (const { index, text } of left)
    match(
      index,
      byWords.get(fold(text))?.find((old) => isSameText(old.text, text)),
    );
  if (left.length * free.length > COMPARISONS) return;
  const overlap = overlaps(
    left.map(({ text }) => text),
    free.map(({ text }) => text),
  );
  const alike = left
    .flatMap(({ index }, i) => free.map((old, j) => ({ index, old, share: overlap(i, j) })))
    .filter(({ share }) => share >= ALIKE_ELSEWHERE)
    .sort((a, b) => b.share - a.share || a.index - b.index);
  for (const { index, old } of alike) match(index, old);
}
