import type { Decomposition } from "./decomposition.ts";
import { type Grouping, largestOf, unitRows } from "./grouping.ts";
import type { SparseMatrix } from "./sparse-matrix.ts";

const MOST_ROUNDS = 200;
/** Settled once a round changes this share of what the first one changed. */
const SETTLED = 1e-4;

/** Rows of `k` numbers, none below 0. */
type Factor = Float64Array;

/**
 * Groups by non-negative factorisation: each text is a sum of themes, its theme the largest part. Coordinate descent (Cichocki and
 * Phan 2009) from the start of Boutsidis and Gallopoulos (NNDSVD, 2008), which rolls no dice.
 */
export function groupByFactors(matrix: SparseMatrix, start: Decomposition, k: number): Grouping {
  const texts = halvesOf(start, k, "texts");
  const terms = halvesOf(start, k, "terms");
  let first = 0;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    let change = descend(texts, timesTerms(matrix, terms, k), terms, k);
    change += descend(terms, timesTexts(matrix, texts, k), texts, k);
    if (round === 0) first = change;
    if (change <= SETTLED * first) break;
  }
  const scores = { rows: matrix.rows, width: k, values: Float32Array.from(texts) };
  const lengths = columnLengths(terms, k);
  for (let at = 0; at < texts.length; at += 1) scores.values[at] = (texts[at] as number) * (lengths[at % k] as number);
  unitRows(scores);
  return { k, scores, nearest: largestOf(scores) };
}

/** Of each pair of singular vectors, the stronger of the parts above 0 and below 0. */
function halvesOf({ texts, terms, singular }: Decomposition, k: number, side: "texts" | "terms"): Factor {
  const own = side === "texts" ? texts : terms;
  const factor = new Float64Array(own.rows * k);
  for (let j = 0; j < Math.min(k, singular.length); j += 1) {
    const sigma = singular[j] as number;
    const [ofTexts, ofTerms] = [halfLengths(texts, j), halfLengths(terms, j)];
    const above = (ofTexts.above * ofTerms.above) / sigma;
    const below = (ofTexts.below * ofTerms.below) / sigma;
    const sign = above >= below ? 1 : -1;
    const lengths = side === "texts" ? ofTexts : ofTerms;
    const length = sign > 0 ? lengths.above : lengths.below;
    if (length === 0) continue;
    const scale = Math.sqrt(sigma * Math.max(above, below)) / length;
    for (let row = 0; row < own.rows; row += 1) {
      const value = sign * (own.values[row * own.width + j] as number);
      factor[row * k + j] = value > 0 ? value * scale : 0;
    }
  }
  return factor;
}

function halfLengths({ rows, width, values }: Decomposition["texts"], column: number) {
  let [above, below] = [0, 0];
  for (let row = 0; row < rows; row += 1) {
    const value = values[row * width + column] as number;
    if (value > 0) above += value * value;
    else below += value * value;
  }
  return { above: Math.sqrt(above), below: Math.sqrt(below) };
}

function timesTerms(matrix: SparseMatrix, terms: Factor, k: number): Float64Array {
  const result = new Float64Array(matrix.rows * k);
  eachEntry(matrix, (row, column, weight) => {
    for (let j = 0; j < k; j += 1) {
      result[row * k + j] = (result[row * k + j] as number) + weight * (terms[column * k + j] as number);
    }
  });
  return result;
}

function timesTexts(matrix: SparseMatrix, texts: Factor, k: number): Float64Array {
  const result = new Float64Array(matrix.columns * k);
  eachEntry(matrix, (row, column, weight) => {
    for (let j = 0; j < k; j += 1) {
      result[column * k + j] = (result[column * k + j] as number) + weight * (texts[row * k + j] as number);
    }
  });
  return result;
}

function eachEntry(matrix: SparseMatrix, use: (row: number, column: number, weight: number) => void): void {
  for (let row = 0; row < matrix.rows; row += 1) {
    const end = matrix.start[row + 1] as number;
    for (let at = matrix.start[row] as number; at < end; at += 1) {
      use(row, matrix.column[at] as number, matrix.value[at] as number);
    }
  }
}

/** One round on a factor, the other one being held; how much it changed. */
function descend(factor: Factor, target: Float64Array, other: Factor, k: number): number {
  const gram = new Float64Array(k * k);
  for (let base = 0; base < other.length; base += k) {
    for (let i = 0; i < k; i += 1) {
      for (let j = 0; j < k; j += 1) {
        gram[i * k + j] = (gram[i * k + j] as number) + (other[base + i] as number) * (other[base + j] as number);
      }
    }
  }
  let change = 0;
  for (let base = 0; base < factor.length; base += k) {
    for (let j = 0; j < k; j += 1) {
      const weight = gram[j * k + j] as number;
      if (weight === 0) continue;
      let rest = target[base + j] as number;
      for (let i = 0; i < k; i += 1) rest -= (factor[base + i] as number) * (gram[i * k + j] as number);
      const before = factor[base + j] as number;
      const after = Math.max(0, before + rest / weight);
      factor[base + j] = after;
      change += Math.abs(after - before);
    }
  }
  return change;
}

function columnLengths(factor: Factor, k: number): Float64Array {
  const squares = new Float64Array(k);
  for (let at = 0; at < factor.length; at += 1)
    squares[at % k] = (squares[at % k] as number) + (factor[at] as number) ** 2;
  return squares.map(Math.sqrt);
}
