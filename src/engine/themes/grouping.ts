import { kMeans } from "./k-means.ts";
import type { DenseMatrix } from "./sparse-matrix.ts";

/** What every way of grouping gives: how near each text is to each theme, from -1 to 1, and its theme. */
export type Grouping = {
  readonly k: number;
  /** One row for each text, one column for each theme. */
  readonly scores: DenseMatrix;
  readonly nearest: Int32Array;
};

const STARTS = 10;

/** Groups of points of unit length, without seeds. */
export function groupByMeans(points: DenseMatrix, k: number, random: () => number): Grouping {
  const { centres } = kMeans(points, k, STARTS, random);
  return groupRound(points, centres, k);
}

/** Each point to the centre in the nearest direction. */
export function groupRound(points: DenseMatrix, centres: Float64Array, k: number): Grouping {
  const scores = cosines(points, centres, k);
  return { k, scores, nearest: largestOf(scores) };
}

export function largestOf({ rows, width, values }: DenseMatrix): Int32Array {
  const nearest = new Int32Array(rows);
  for (let row = 0; row < rows; row += 1) {
    let best = 0;
    for (let i = 1; i < width; i += 1) {
      if ((values[row * width + i] as number) > (values[row * width + best] as number)) best = i;
    }
    nearest[row] = best;
  }
  return nearest;
}

/** Of points of unit length (or 0) and centres of any length. */
export function cosines({ rows, width, values }: DenseMatrix, centres: Float64Array, k: number): DenseMatrix {
  const result = new Float32Array(rows * k);
  const lengths = Float64Array.from({ length: k }, (_, centre) => {
    let square = 0;
    for (let i = 0; i < width; i += 1) square += (centres[centre * width + i] as number) ** 2;
    return Math.sqrt(square);
  });
  for (let row = 0; row < rows; row += 1) {
    for (let centre = 0; centre < k; centre += 1) {
      let sum = 0;
      for (let i = 0; i < width; i += 1)
        sum += (values[row * width + i] as number) * (centres[centre * width + i] as number);
      const length = lengths[centre] as number;
      result[row * k + centre] = length === 0 ? 0 : sum / length;
    }
  }
  return { rows, width: k, values: result };
}

/** Rows brought to unit length; those of 0 stay. In place. */
export function unitRows(matrix: DenseMatrix): DenseMatrix {
  const { rows, width, values } = matrix;
  for (let row = 0; row < rows; row += 1) {
    let square = 0;
    for (let at = row * width; at < (row + 1) * width; at += 1) square += (values[at] as number) ** 2;
    if (square === 0) continue;
    const length = Math.sqrt(square);
    for (let at = row * width; at < (row + 1) * width; at += 1) values[at] = (values[at] as number) / length;
  }
  return matrix;
}
