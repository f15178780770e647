import type { Matrix } from "./matrix.ts";

type Rows = Pick<Matrix, "rowStart" | "rowEnd" | "cell">;

/**
 * Multiplies by AᵀA, where A holds `value[cell]` at each cell of the rows and 0 elsewhere. Values depend on column and vote only, so
 * the two passes over the cells of a row are additions: first a table of value · vector is read, then sums per cell number are kept,
 * and weighted once at the end.
 */
export function gramOperator({ rowStart, rowEnd, cell }: Rows, value: Float64Array) {
  const table = new Float64Array(value.length);
  const sums = new Float64Array(value.length);
  return (vector: Float64Array, result: Float64Array): void => {
    for (let i = 0; i < value.length; i += 1) table[i] = (value[i] ?? 0) * (vector[(i / 3) | 0] ?? 0);
    sums.fill(0);
    for (let row = 0; row < rowEnd.length; row += 1) {
      const start = rowStart[row] ?? 0;
      const end = rowEnd[row] ?? 0;
      let sum = 0;
      for (let i = start; i < end; i += 1) sum += table[cell[i] ?? 0] ?? 0;
      for (let i = start; i < end; i += 1) {
        const place = cell[i] ?? 0;
        sums[place] = (sums[place] ?? 0) + sum;
      }
    }
    for (let j = 0; j < result.length; j += 1) {
      const first = 3 * j;
      result[j] =
        (value[first] ?? 0) * (sums[first] ?? 0) +
        (value[first + 1] ?? 0) * (sums[first + 1] ?? 0) +
        (value[first + 2] ?? 0) * (sums[first + 2] ?? 0);
    }
  };
}
