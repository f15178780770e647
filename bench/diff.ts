// npm run bench -- diff: two editions of 40,000 words compared word by word, beside the package "diff" on the same texts in the same
// run; growth from 4,000 to 40,000 words; texts made to be slow. Times are of the processor, so that what else the machine does
// is not counted. Fails when a growth is more than linear x 1.5.
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { diffWordsWithSpace, diffWords as packageWords } from "diff";
import { diffWords, summarise } from "../src/engine/diff/diff.ts";
import { cpuNow } from "../test/fixtures/cpu-time.ts";

const SMALL = 4_000;
const TIMES = 10;
const LARGE = SMALL * TIMES;
const LIMIT = TIMES * 1.5;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 7);
/** The package is given up after this long on one pair of texts; on the first, which gives the ratio, later. */
const PATIENCE = 20_000;
const LONG_PATIENCE = 90_000;

type Pair = readonly [before: string, after: string];

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** French that nobody wrote, word after word as the demonstration's contributions follow each other: passages of 30 to 110 words. */
function bookWriter(): (words: number, seed: number) => string {
  const file = readFileSync(path.join(import.meta.dirname, "../db/seed/contributions.csv"), "utf8");
  const rows: readonly Record<string, string>[] = parse(file, { columns: true, bom: true });
  const all = rows.flatMap((row) => Object.values(row).filter((cell) => cell.length > 80)).join(" ");
  const words = all.split(/\s+/).filter((word) => word !== "");
  const after = new Map<string, string[]>();
  for (const [at, word] of words.entries()) {
    const key = `${words[at - 2]} ${words[at - 1]}`;
    after.set(key, [...(after.get(key) ?? []), word]);
  }
  return (count, seed) => {
    const random = randomFrom(seed);
    const passages: string[] = [];
    for (let written = 0; written < count; ) {
      const length = Math.min(count - written, 30 + Math.floor(random() * 80));
      const passage = ["", ""];
      while (passage.length < length + 2) {
        const next = after.get(passage.slice(-2).join(" "));
        passage.push(next?.[Math.floor(random() * next.length)] ?? words[Math.floor(random() * words.length)] ?? "");
      }
      passages.push(`${passage.slice(2).join(" ")}.`);
      written += length;
    }
    return passages.join("\n");
  };
}

/** The next edition: one passage in three rewritten, some added or removed, and the typesetter's signs everywhere. */
function nextEdition(before: string, clauses: string, seed: number): string {
  const random = randomFrom(seed);
  const stock = clauses.split(/\s+/);
  const clause = (length: number) => {
    const at = Math.floor(random() * (stock.length - length));
    return stock.slice(at, at + length).join(" ");
  };
  const passages = before.split("\n").flatMap((passage) => {
    const chance = random();
    if (chance < 0.04) return [];
    if (chance < 0.09) return [passage, `${clause(60)}.`];
    if (chance > 0.42) return [passage];
    const words = passage.split(" ");
    for (let edits = 1 + Math.floor(random() * 4); edits > 0; edits -= 1) {
      const at = Math.floor(random() * words.length);
      words.splice(at, Math.floor(random() * 5), ...(random() < 0.7 ? [clause(1 + Math.floor(random() * 8))] : []));
    }
    return [words.join(" ")];
  });
  return typeset(passages.join("\n"));
}

const typeset = (text: string) =>
  text
    .replaceAll("'", "’")
    .replace(/ ([:;?!»])/g, "\u00a0$1")
    .replaceAll("« ", "«\u00a0");

/** One passage in fifty elsewhere. */
function rearranged(text: string, seed: number): string {
  const random = randomFrom(seed);
  const passages = text.split("\n");
  for (let moves = Math.ceil(passages.length / 50); moves > 0; moves -= 1) {
    const [passage] = passages.splice(Math.floor(random() * passages.length), 1);
    if (passage) passages.splice(Math.floor(random() * passages.length), 0, passage);
  }
  return passages.join("\n");
}

const numbered = (count: number, word: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => (at % 80 === 79 ? `${word(at)}.\n` : word(at))).join(" ");
const onOneLine = (text: string) => text.replaceAll("\n", " ");
const exchanged = (text: string) => text.slice(text.length >> 1) + text.slice(0, text.length >> 1);

const write = bookWriter();
const edition = (count: number, seed: number): Pair => {
  const before = write(count, seed);
  return [before, nextEdition(before, write(4_000, 23), seed + 1)];
};
const both = ([before, after]: Pair, change: (text: string) => string): Pair => [change(before), change(after)];

type Shape = readonly [name: string, pair: (count: number, seed: number) => Pair];
const EDITIONS: Shape = ["two editions", edition];
const MOVED: Shape = [
  "two editions, one passage in fifty moved",
  (count, seed) => {
    const [before, after] = edition(count, seed);
    return [before, rearranged(after, seed + 2)];
  },
];
const HOSTILE: readonly Shape[] = [
  ["two editions, each on one line", (count, seed) => both(edition(count, seed), onOneLine)],
  [
    "all words equal, one in ten gone",
    (count) => [numbered(count, () => "le"), numbered(count - count / 10, () => "le")],
  ],
  [
    "two words in turn, out of step",
    (count) => [numbered(count, (at) => "ab"[at % 2] ?? ""), numbered(count, (at) => "ab"[(at >> 1) % 2] ?? "")],
  ],
  [
    "nothing in common",
    (count, seed) => [numbered(count, (at) => `mot${at * seed}`), numbered(count, (at) => `neuf${at * seed}`)],
  ],
  ["another text of the same words", (count, seed) => [write(count, seed), write(count, seed + 1)]],
  [
    "halves exchanged, on one line",
    (count, seed) => [onOneLine(write(count, seed)), exchanged(onOneLine(write(count, seed)))],
  ],
  [
    "passages in reverse order",
    (count, seed) => [write(count, seed), write(count, seed).split("\n").toReversed().join("\n")],
  ],
  [
    "every second word changed",
    (count, seed) => [write(count, seed), write(count, seed).replace(/(\S+ )\S+/g, "$1autre")],
  ],
];

/** The clock of the processor is too coarse for a few milliseconds: enough runs of the same work make up for it. */
function timeOf(work: () => unknown): number {
  const start = cpuNow();
  let runs = 0;
  do {
    work();
    runs += 1;
  } while (cpuNow() - start < 20);
  return (cpuNow() - start) / runs;
}

/** Milliseconds, the shortest of some runs of each, in turn. */
function shortest(...works: readonly (() => unknown)[]): readonly number[] {
  for (const work of works) work();
  const times = works.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [at, work] of works.entries()) times[at] = Math.min(times[at] ?? 0, timeOf(work));
  }
  return times;
}

/** Ten short pairs are as many words as the long one: both leave as much behind to be cleared away. */
function growthOf([, pair]: Shape): { readonly short: number; readonly long: number; readonly growth: number } {
  const shorts = Array.from({ length: TIMES }, (_, at) => pair(SMALL, 11 + 97 * at));
  const longPair = pair(LARGE, 11);
  const [sum = 0, long = 0] = shortest(
    () => shorts.map((texts) => diffWords(...texts).length),
    () => diffWords(...longPair),
  );
  return { short: sum / TIMES, long, growth: (long / sum) * TIMES };
}

const options = { timeout: PATIENCE };
const segmenter = new Intl.Segmenter("fr", { granularity: "word" });
type Rival = readonly [name: string, compare: (before: string, after: string) => unknown];
const waitedFor: Rival = ["its diffWords", (before, after) => packageWords(before, after, { timeout: LONG_PATIENCE })];
const byDefault: Rival = ["its diffWords", (before, after) => packageWords(before, after, options)];
const withSpace: Rival = ["its diffWordsWithSpace", (before, after) => diffWordsWithSpace(before, after, options)];
// at 40,000 words each segment keeps a copy of the whole text: gigabytes
const segmented: Rival = [
  "its diffWords with Intl.Segmenter",
  (before, after) => packageWords(before, after, { ...options, intlSegmenter: segmenter }),
];

function rivalTime(compare: Rival[1], pair: Pair): number | null {
  let answer: unknown;
  const time = timeOf(() => {
    answer = compare(...pair);
  });
  return answer === undefined ? null : time;
}

const counted = (text: string) => (text.match(/\S+/g) ?? []).length;

function beside([title, shape]: Shape, count: number, rivals: readonly Rival[]): void {
  const pair = shape(count, 11);
  const [ours = 0] = shortest(() => diffWords(...pair));
  const { addedWords, removedWords } = summarise(diffWords(...pair));
  const sizes = `${counted(pair[0])} words, then ${counted(pair[1])}; ${removedWords} removed, ${addedWords} added`;
  console.log(`${title} (${sizes}): ${ours.toFixed(1)} ms`);
  for (const [name, compare] of rivals) {
    const time = rivalTime(compare, pair);
    const said = time === null ? "given up, more than" : `${time.toFixed(0)} ms,`;
    console.log(`  ${name}: ${said} ${((time ?? PATIENCE) / ours).toFixed(1)} times as long`);
  }
}

const tooSteep: string[] = [];
console.log(
  `${"words".padStart(42)}${SMALL.toString().padStart(8)}${LARGE.toString().padStart(9)}   growth (at most ${LIMIT})`,
);
for (const shape of [EDITIONS, MOVED, ...HOSTILE]) {
  const { short, long, growth } = growthOf(shape);
  if (growth > LIMIT) tooSteep.push(shape[0]);
  const times = `${short.toFixed(1).padStart(8)}${long.toFixed(1).padStart(9)} ms${growth.toFixed(1).padStart(7)}`;
  console.log(`${shape[0].padStart(42)}${times}${growth > LIMIT ? "  TOO STEEP" : ""}`);
}

const { version } = JSON.parse(
  readFileSync(path.join(import.meta.dirname, "../node_modules/diff/package.json"), "utf8"),
) as { readonly version: string };
console.log(`\nbeside the package diff ${version}, on the same texts:`);
beside(EDITIONS, LARGE, [waitedFor, withSpace]);
beside(MOVED, LARGE, [byDefault]);
beside(EDITIONS, SMALL, [byDefault, withSpace, segmented]);
for (const shape of HOSTILE) beside(shape, SMALL, [byDefault]);

if (tooSteep.length > 0) {
  console.error(`\ngrowth above ${LIMIT}: ${tooSteep.join("; ")}`);
  process.exitCode = 1;
}
