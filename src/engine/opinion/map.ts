import type { Centred } from "./centring.ts";
import type { Components } from "./components.ts";
import type { Matrix } from "./matrix.ts";

type Rows = Pick<Matrix, "rowStart" | "rowEnd" | "cell" | "isOut">;

/** Points of people: `dimensions` numbers each, in row order. */
export type Points = { readonly dimensions: number; readonly at: Float64Array };

/**
 * Where each row stands: y_i = √(C / max(1, n_i)) · Σ_j A_ij v_j, with n_i the cells of row i once the columns left out are filled
 * for everybody. The root pulls people who voted little away from the centre in proportion to what they left out.
 */
export function mapOf(matrix: Rows, { value }: Centred, { loadings }: Components): Points {
  const { rowStart, rowEnd, cell, isOut } = matrix;
  const dimensions = loadings.length;
  const rows = rowEnd.length;
  const at = new Float64Array(rows * dimensions);
  const scale = rowScales(matrix);
  for (const [r, loading] of loadings.entries()) {
    const table = value.map((one, place) => one * (loading[(place / 3) | 0] ?? 0));
    for (let row = 0; row < rows; row += 1) {
      const end = rowEnd[row] ?? 0;
      let sum = 0;
      for (let i = rowStart[row] ?? 0; i < end; i += 1) sum += table[cell[i] ?? 0] ?? 0;
      at[row * dimensions + r] = sum * (scale[row] ?? 0);
    }
  }
  return { dimensions, at: isOut.length === 0 ? new Float64Array(0) : at };
}

function rowScales({ rowStart, rowEnd, cell, isOut }: Rows): Float64Array {
  const outCount = isOut.reduce((sum, one) => sum + one, 0);
  const outOf = Uint8Array.from({ length: 3 * isOut.length }, (_, place) => isOut[(place / 3) | 0] ?? 0);
  const scale = new Float64Array(rowEnd.length);
  for (let row = 0; row < scale.length; row += 1) {
    const start = rowStart[row] ?? 0;
    const end = rowEnd[row] ?? 0;
    let present = end - start + outCount;
    if (outCount > 0) for (let i = start; i < end; i += 1) present -= outOf[cell[i] ?? 0] ?? 0;
    scale[row] = Math.sqrt(isOut.length / Math.max(1, present));
  }
  return scale;
}

/**
 * Where each statement stands: where a person would who agreed with it and voted on nothing else, √C · (1 - μ_j) · (v_1j, v_2j),
 * and how far from the centre that is (extremity). Two components in both modes, so that priorities compare.
 */
export function statementPoints({ mean }: Pick<Centred, "mean">, { loadings }: Components) {
  const root = Math.sqrt(mean.length);
  const [first, second] = loadings;
  const at = new Float64Array(2 * mean.length);
  const extremity = new Float64Array(mean.length);
  for (let j = 0; j < mean.length; j += 1) {
    const pull = root * (1 - (mean[j] ?? 0));
    const x = pull * (first?.[j] ?? 0);
    const y = pull * (second?.[j] ?? 0);
    at[2 * j] = x;
    at[2 * j + 1] = y;
    extremity[j] = Math.sqrt(x * x + y * y);
  }
  return { at, extremity };
}
