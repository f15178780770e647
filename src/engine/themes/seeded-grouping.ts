import { type Grouping, groupRound } from "./grouping.ts";
import { kMeans } from "./k-means.ts";
import type { DenseMatrix } from "./sparse-matrix.ts";

/** What the seeds of one theme are among the points: rows of its examples, vectors of examples written out, vector of its words. */
export type SeedPoints = {
  readonly examples: readonly number[];
  readonly written: readonly Float64Array[];
  readonly words: Float64Array | null;
};

const ROUNDS = 15;
/** The words of a theme weigh as much as this many examples. */
const WORDS_WEIGH = 2;
/** How much of each new centre is held where people put it. */
const HELD = 0.15;
const STARTS = 10;

/**
 * Groups round the centres that people seeded. Examples stay where they were put; texts go to the nearest centre, and centres move to
 * their texts, held by their seeds. Themes without seeds, beyond those, begin among the texts farthest from all seeds.
 */
export function groupBySeeds(
  points: DenseMatrix,
  seeds: readonly SeedPoints[],
  k: number,
  random: () => number,
): Grouping {
  const { width } = points;
  const held = new Float64Array(k * width);
  for (const [theme, seed] of seeds.entries()) held.set(seedCentre(points, seed), theme * width);
  let centres = held.slice();
  if (k > seeds.length)
    centres.set(furtherCentres(points, held, { from: seeds.length, k }, random), seeds.length * width);
  const stay = new Map(seeds.flatMap(({ examples }, theme) => examples.map((row) => [row, theme] as const)));
  let grouping = stayed(groupRound(points, centres, k), stay);
  for (let round = 0; round < ROUNDS; round += 1) {
    const { means, counts } = meansOf(points, grouping.nearest, k);
    const next = new Float64Array(k * width);
    for (let theme = 0; theme < k; theme += 1) {
      const isSeeded = theme < seeds.length;
      for (let at = theme * width; at < (theme + 1) * width; at += 1) {
        const free = (counts[theme] === 0 ? centres[at] : means[at]) as number;
        next[at] = isSeeded ? (1 - HELD) * (means[at] as number) + HELD * (held[at] as number) : free;
      }
      toUnit(next.subarray(theme * width, (theme + 1) * width));
    }
    centres = next;
    grouping = stayed(groupRound(points, centres, k), stay);
  }
  return grouping;
}

function seedCentre({ values, width }: DenseMatrix, { examples, written, words }: SeedPoints): Float64Array {
  const sum = new Float64Array(width);
  const add = (vector: ArrayLike<number>, weight: number) => {
    for (let i = 0; i < width; i += 1) sum[i] = (sum[i] as number) + weight * (vector[i] as number);
  };
  for (const row of examples) add(values.subarray(row * width, (row + 1) * width), 1);
  for (const vector of written) add(vector, 1);
  if (words) add(words, WORDS_WEIGH);
  const count = examples.length + written.length + (words ? WORDS_WEIGH : 0);
  return sum.map((value) => value / Math.max(1, count));
}

function toUnit(vector: Float64Array): Float64Array {
  let square = 0;
  for (const value of vector) square += value * value;
  const length = Math.sqrt(square);
  if (length > 0) for (let i = 0; i < vector.length; i += 1) vector[i] = (vector[i] as number) / length;
  return vector;
}

function stayed(grouping: Grouping, stay: ReadonlyMap<number, number>): Grouping {
  for (const [row, theme] of stay) grouping.nearest[row] = theme;
  return grouping;
}

/** Texts without any weight lie nowhere, and draw no centre. */
function meansOf({ rows, width, values }: DenseMatrix, nearest: Int32Array, k: number) {
  const means = new Float64Array(k * width);
  const counts = new Int32Array(k);
  for (let row = 0; row < rows; row += 1) {
    const theme = nearest[row] as number;
    let isAnywhere = 0;
    for (let i = 0; i < width; i += 1) {
      const value = values[row * width + i] as number;
      if (value !== 0) isAnywhere = 1;
      means[theme * width + i] = (means[theme * width + i] as number) + value;
    }
    counts[theme] = (counts[theme] as number) + isAnywhere;
  }
  for (let at = 0; at < means.length; at += 1) {
    means[at] = (means[at] as number) / Math.max(1, counts[Math.floor(at / width)] as number);
  }
  return { means, counts };
}

/** True when nothing that people gave lies anywhere: words that no two texts have. */
export function saysNothing(points: DenseMatrix, seed: SeedPoints): boolean {
  return seedCentre(points, seed).every((value) => value === 0);
}

/** Centres of the texts that are the least like any seeded theme: the farther third of them. */
function furtherCentres(
  points: DenseMatrix,
  held: Float64Array,
  { from, k }: { readonly from: number; readonly k: number },
  random: () => number,
): Float64Array {
  const { width, values } = points;
  const { scores, nearest } = groupRound(points, held.subarray(0, from * width), from);
  const likeness = Array.from(nearest, (theme, row) => scores.values[row * from + theme] as number);
  const order = likeness.map((_, row) => row).sort((a, b) => (likeness[a] ?? 0) - (likeness[b] ?? 0) || a - b);
  const far = order.slice(0, Math.max(k - from, Math.ceil(order.length / 3))).sort((a, b) => a - b);
  const chosen = new Float32Array(far.length * width);
  for (const [at, row] of far.entries()) chosen.set(values.subarray(row * width, (row + 1) * width), at * width);
  const { centres } = kMeans(
    { rows: far.length, width, values: chosen },
    Math.min(k - from, far.length),
    STARTS,
    random,
  );
  return centres;
}
