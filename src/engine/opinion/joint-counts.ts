import type { Centred } from "./centring.ts";
import type { Operator } from "./lanczos.ts";
import type { Matrix } from "./matrix.ts";

/**
 * For each two columns, over the people who voted on both, four sums of integers side by side: how many, their votes on the lower
 * column, their votes on the higher, the products of their two votes. They follow each new vote exactly, and AᵀA comes from them for any
 * means, however many people there are.
 */
export type JointCounts = {
  /** Columns there is room for. */
  readonly room: number;
  readonly sums: Int32Array;
};

const WIDTH = 4;
/** With more columns the table would weigh more than the votes. */
const MOST_COLUMNS = 2_000;
/** Multiplying by AᵀA through the votes looks at each vote twice, through the table at each two columns once. */
const LOOKS = 2;

const placeOf = (room: number, column: number, other: number): number =>
  WIDTH * (column < other ? column * room + other : other * room + column);

/** Null when looking at each vote costs less than looking at each two columns. */
export function jointCounts(
  { rowStart, rowEnd, cell }: Pick<Matrix, "rowStart" | "rowEnd" | "cell">,
  columns: number,
): JointCounts | null {
  if (columns > MOST_COLUMNS || columns * columns > LOOKS * cell.length) return null;
  const room = columns + (columns >> 3) + 16;
  const sums = new Int32Array(WIDTH * room * room);
  const votes = new Int32Array(columns);
  const places = new Int32Array(columns);
  for (let row = 0; row < rowStart.length; row += 1) {
    let count = 0;
    for (let i = rowStart[row] ?? 0; i < (rowEnd[row] ?? 0); i += 1) places[count++] = cell[i] ?? 0;
    const inOrder = places.subarray(0, count).sort();
    for (let k = 0; k < count; k += 1) {
      const one = inOrder[k] ?? 0;
      const column = (one / 3) | 0;
      inOrder[k] = column;
      votes[k] = one - 3 * column - 1;
    }
    for (let k = 0; k < count; k += 1) {
      const from = (inOrder[k] ?? 0) * room;
      const vote = votes[k] ?? 0;
      for (let l = k; l < count; l += 1) {
        const at = WIDTH * (from + (inOrder[l] ?? 0));
        const other = votes[l] ?? 0;
        sums[at] = (sums[at] ?? 0) + 1;
        sums[at + 1] = (sums[at + 1] ?? 0) + vote;
        sums[at + 2] = (sums[at + 2] ?? 0) + other;
        sums[at + 3] = (sums[at + 3] ?? 0) + vote * other;
      }
    }
  }
  return { room, sums };
}

/** One cell of a row changes; the row still is as it was. */
export function shiftJoint(
  { room, sums }: JointCounts,
  row: { readonly cell: Int32Array; readonly start: number; readonly end: number },
  { before, after }: { readonly before: number; readonly after: number },
): void {
  const column = (after / 3) | 0;
  const now = after - 3 * column - 1;
  const then = before < 0 ? 0 : before - 3 * column - 1;
  const times = before < 0 ? 1 : 0;
  for (let i = row.start; i < row.end; i += 1) {
    const cell = row.cell[i] ?? 0;
    const other = (cell / 3) | 0;
    if (other === column) continue;
    const vote = cell - 3 * other - 1;
    const at = placeOf(room, column, other);
    const [own, theirs] = column < other ? [at + 1, at + 2] : [at + 2, at + 1];
    sums[at] = (sums[at] ?? 0) + times;
    sums[own] = (sums[own] ?? 0) + now - then;
    sums[theirs] = (sums[theirs] ?? 0) + times * vote;
    sums[at + 3] = (sums[at + 3] ?? 0) + (now - then) * vote;
  }
  const at = placeOf(room, column, column);
  sums[at] = (sums[at] ?? 0) + times;
  sums[at + 1] = (sums[at + 1] ?? 0) + now - then;
  sums[at + 2] = (sums[at + 2] ?? 0) + now - then;
  sums[at + 3] = (sums[at + 3] ?? 0) + now * now - then * then;
}

/** Multiplies by AᵀA of the centred votes; columns left out are 0. */
export function jointOperator({ room, sums }: JointCounts, { mean }: Centred, isOut: Uint8Array): Operator {
  const size = mean.length;
  const gram = new Float64Array(size * size);
  for (let j = 0; j < size; j += 1) {
    if (isOut[j] === 1) continue;
    const mu = mean[j] ?? 0;
    for (let l = j; l < size; l += 1) {
      if (isOut[l] === 1) continue;
      const at = WIDTH * (j * room + l);
      const other = mean[l] ?? 0;
      const votes = other * (sums[at + 1] ?? 0) + mu * (sums[at + 2] ?? 0);
      const value = (sums[at + 3] ?? 0) - votes + mu * other * (sums[at] ?? 0);
      gram[j * size + l] = value;
      gram[l * size + j] = value;
    }
  }
  return (vector, result) => {
    for (let j = 0; j < size; j += 1) {
      const from = j * size;
      let sum = 0;
      for (let l = 0; l < size; l += 1) sum += (gram[from + l] ?? 0) * (vector[l] ?? 0);
      result[j] = sum;
    }
  };
}
