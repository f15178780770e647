import type { Form } from "./lexicon.ts";
import type { SparseMatrix } from "./sparse-matrix.ts";

export type Weights = {
  readonly matrix: SparseMatrix;
  /** The column of each key of the lexicon, -1 for a key without weight. */
  readonly columnOf: Int32Array;
  /** The key of each column. */
  readonly keyOf: Int32Array;
  readonly idf: Float64Array;
};

/**
 * Texts as vectors of unit length: 1 + ln(times), by ln((1 + texts) / (1 + texts with the term)) + 1. A term of one text only, or
 * of more than half of them, has no weight (K. Spärck Jones, 1972; smoothing as in scikit-learn). Nor has a bare number: without
 * them, 3,139 German texts on cycling agreed better with their categories (NMI 0.23 instead of 0.21).
 */
export function weigh(read: readonly Int32Array[], forms: readonly Form[], keyCount: number): Weights {
  const counts = countKeys(read, forms, keyCount);
  const textsWith = new Int32Array(keyCount);
  for (const key of counts.column) textsWith[key] = (textsWith[key] ?? 0) + 1;
  const columnOf = new Int32Array(keyCount).fill(-1);
  const keys: number[] = [];
  for (let key = 0; key < keyCount; key += 1) {
    const texts = textsWith[key] ?? 0;
    if (texts < 2 || texts > read.length / 2) continue;
    columnOf[key] = keys.length;
    keys.push(key);
  }
  const idf = Float64Array.from(keys, (key) => Math.log((1 + read.length) / (1 + (textsWith[key] ?? 0))) + 1);
  return { matrix: weighted(counts, columnOf, idf), columnOf, keyOf: Int32Array.from(keys), idf };
}

/** The vector of one more text, in the columns of `weights`; of unit length, or all 0. */
export function vectorOf(text: Int32Array, forms: readonly Form[], { columnOf, idf }: Weights): Map<number, number> {
  const times = new Map<number, number>();
  for (const id of text) {
    for (const key of forms[id]?.terms ?? []) {
      const column = columnOf[key] ?? -1;
      if (column >= 0) times.set(column, (times.get(column) ?? 0) + 1);
    }
  }
  let squares = 0;
  for (const [column, count] of times) {
    const weight = (1 + Math.log(count)) * (idf[column] ?? 0);
    times.set(column, weight);
    squares += weight * weight;
  }
  const length = Math.sqrt(squares);
  return new Map([...times].map(([column, weight]) => [column, weight / length]));
}

/** How often each key is in each text; keys of one text in growing order. */
function countKeys(read: readonly Int32Array[], forms: readonly Form[], keyCount: number): SparseMatrix {
  const times = new Int32Array(keyCount);
  const start = new Int32Array(read.length + 1);
  let column = new Int32Array(1_024);
  let value = new Float32Array(1_024);
  let filled = 0;
  for (const [row, text] of read.entries()) {
    const met: number[] = [];
    for (const id of text) {
      for (const key of forms[id]?.terms ?? []) {
        if (times[key] === 0) met.push(key);
        times[key] = (times[key] ?? 0) + 1;
      }
    }
    met.sort((a, b) => a - b);
    while (filled + met.length > column.length) {
      column = grown(column, new Int32Array(2 * column.length));
      value = grown(value, new Float32Array(2 * value.length));
    }
    for (const key of met) {
      column[filled] = key;
      value[filled] = times[key] ?? 0;
      times[key] = 0;
      filled += 1;
    }
    start[row + 1] = filled;
  }
  return {
    rows: read.length,
    columns: keyCount,
    start,
    column: column.slice(0, filled),
    value: value.slice(0, filled),
  };
}

function grown<A extends Int32Array | Float32Array>(from: A, to: A): A {
  to.set(from);
  return to;
}

function weighted(counts: SparseMatrix, columnOf: Int32Array, idf: Float64Array): SparseMatrix {
  const start = new Int32Array(counts.rows + 1);
  const column = new Int32Array(counts.column.length);
  const value = new Float32Array(counts.column.length);
  let filled = 0;
  for (let row = 0; row < counts.rows; row += 1) {
    const first = filled;
    let squares = 0;
    for (let at = counts.start[row] ?? 0; at < (counts.start[row + 1] ?? 0); at += 1) {
      const own = columnOf[counts.column[at] ?? 0] ?? -1;
      if (own < 0) continue;
      const weight = (1 + Math.log(counts.value[at] ?? 1)) * (idf[own] ?? 0);
      column[filled] = own;
      value[filled] = weight;
      squares += weight * weight;
      filled += 1;
    }
    const length = Math.sqrt(squares);
    for (let at = first; at < filled; at += 1) value[at] = (value[at] ?? 0) / length;
    start[row + 1] = filled;
  }
  return {
    rows: counts.rows,
    columns: idf.length,
    start,
    column: column.slice(0, filled),
    value: value.slice(0, filled),
  };
}
