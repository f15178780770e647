import { isClosedAnswer } from "./closed-answers.ts";
import { groupPairs } from "./groups.ts";
import { type GuardFlag, guardFlags } from "./guard.ts";
import { bandPairs, minHash } from "./min-hash.ts";
import { PrefixIndex } from "./prefix-index.ts";
import { prepareText, wordsOf } from "./prepare.ts";
import { Shapes, similarityAbove } from "./shapes.ts";
import { NEAR, requiredSimilarity } from "./trigrams.ts";

export type DuplicateOptions = {
  /** Similarity from which two texts are a pair, above 0 to 1. Default 0.70. */
  readonly threshold?: number;
  /** Different texts above which candidates are drawn by MinHash instead of found exactly. Default 20,000. */
  readonly exactUpTo?: number;
};

/** `a` and `b` are places in the list, `a` before `b`. Exact: equal once prepared. */
export type Pair = {
  readonly a: number;
  readonly b: number;
  readonly similarity: number;
  readonly isExact: boolean;
  readonly flags: readonly GuardFlag[];
};
/** The head and its unflagged neighbours; `keep` is the first of them in the list, `members` all the others. */
export type Group = { readonly head: number; readonly keep: number; readonly members: readonly number[] };
export type Duplicates = {
  readonly pairs: readonly Pair[];
  readonly groups: readonly Group[];
  /** Closed answers ("oui", "RAS"): in no pair and no group. */
  readonly setAside: readonly number[];
};
export type Progress = { readonly step: "index" | "pairs"; readonly done: number; readonly total: number };

const EXACT_UP_TO = 20_000;
/** Texts between two moments when others may work. */
const STRIDE = 200;

/** Pairs of texts that say almost the same words, and their groups. The order of the list decides which text comes first. */
export function findDuplicates(texts: readonly string[], options: DuplicateOptions = {}): Duplicates {
  const search = searchDuplicates(texts, options);
  let step = search.next();
  while (!step.done) step = search.next();
  return step.value;
}

/** The same, step by step: the caller may say how far it is, and let others work. */
export function* searchDuplicates(
  texts: readonly string[],
  { threshold = NEAR, exactUpTo = EXACT_UP_TO }: DuplicateOptions = {},
): Generator<Progress, Duplicates> {
  const { firsts, prepared, pairs, setAside } = foldEqual(texts);
  yield { step: "index", done: 0, total: prepared.length };
  const { all: shapes } = new Shapes(prepared);
  yield { step: "pairs", done: 0, total: prepared.length };
  const sorted = new Map<number, string[]>();
  const sortedWords = (slot: number): string[] => {
    const known = sorted.get(slot) ?? wordsOf(prepared[slot] ?? "").sort();
    sorted.set(slot, known);
    return known;
  };
  const found = (a: number, b: number, similarity: number): void => {
    if (similarity < requiredSimilarity(prepared[a] ?? "", prepared[b] ?? "", threshold)) return;
    const flags = guardFlags(sortedWords(a), sortedWords(b));
    pairs.push({ a: firsts[a] ?? 0, b: firsts[b] ?? 0, similarity, isExact: false, flags });
  };
  const search = shapes.length > exactUpTo ? pairsByBands : pairsByPrefix;
  yield* search(shapes, threshold, found);
  pairs.sort((p, q) => q.similarity - p.similarity || p.a - q.a || p.b - q.b);
  return { pairs, groups: groupPairs(pairs), setAside };
}

type Found = (a: number, b: number, similarity: number) => void;

function* pairsByPrefix(shapes: Shapes["all"], threshold: number, found: Found): Generator<Progress, void> {
  const index = new PrefixIndex(threshold);
  for (const [slot, shape] of shapes.entries()) {
    for (const other of index.near(shape)) found(other.slot, slot, other.similarity);
    index.add(shape);
    if (slot % STRIDE === STRIDE - 1) yield { step: "pairs", done: slot + 1, total: shapes.length };
  }
}

function* pairsByBands(shapes: Shapes["all"], threshold: number, found: Found): Generator<Progress, void> {
  const signatures: Uint32Array[] = [];
  // drawing the signatures is about half of the work
  for (const [slot, shape] of shapes.entries()) {
    signatures.push(minHash(shape));
    if (slot % STRIDE === STRIDE - 1) yield { step: "pairs", done: Math.floor(slot / 2), total: shapes.length };
  }
  const meet = (a: number, b: number): void => {
    const [x, y] = [shapes[a], shapes[b]];
    const similarity = x && y ? similarityAbove(threshold, x, y) : null;
    if (similarity !== null) found(a, b, similarity);
  };
  for (const share of bandPairs(signatures, meet)) {
    yield { step: "pairs", done: Math.floor((shapes.length * (1 + share)) / 2), total: shapes.length };
  }
}

/** Texts that are equal once prepared become one, with a pair between the first and each other. */
function foldEqual(texts: readonly string[]) {
  const places = new Map<string, number>();
  const [pairs, setAside]: [Pair[], number[]] = [[], []];
  for (const [place, text] of texts.entries()) {
    const prepared = prepareText(text);
    if (prepared === "") continue;
    if (isClosedAnswer(prepared)) {
      setAside.push(place);
      continue;
    }
    const first = places.get(prepared);
    if (first === undefined) places.set(prepared, place);
    else pairs.push({ a: first, b: place, similarity: 1, isExact: true, flags: [] });
  }
  return { firsts: [...places.values()], prepared: [...places.keys()], pairs, setAside };
}
