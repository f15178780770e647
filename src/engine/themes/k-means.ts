import type { DenseMatrix } from "./sparse-matrix.ts";

export type Clusters = { readonly centres: Float64Array; readonly assigned: Int32Array; readonly inertia: number };

const MOST_ROUNDS = 300;
/** Centres that move less than this share of the mean variance have settled. */
const SETTLED = 1e-4;

/**
 * K-means on points of any length, started by k-means++ (Arthur and Vassilvitskii 2007), with the bounds of Hamerly (2010): a point
 * whose centre cannot have changed is not compared. The best of `starts` starts is the one of the lowest inertia.
 */
export function kMeans(points: DenseMatrix, k: number, starts: number, random: () => number): Clusters {
  let best = oneStart(points, k, random);
  for (let start = 1; start < starts; start += 1) {
    const next = oneStart(points, k, random);
    if (next.inertia < best.inertia) best = next;
  }
  return best;
}

function oneStart(points: DenseMatrix, k: number, random: () => number): Clusters {
  const { rows, width } = points;
  const squares = Float64Array.from({ length: rows }, (_, row) => squareOf(points, row));
  const state = {
    points,
    k,
    squares,
    centres: spreadCentres(points, squares, k, random),
    lengths: new Float64Array(k),
    assigned: new Int32Array(rows).fill(-1),
    upper: new Float64Array(rows).fill(Number.POSITIVE_INFINITY),
    lower: new Float64Array(rows),
    apart: new Float64Array(k),
  };
  const limit = SETTLED * meanVariance(points, squares);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    measureCentres(state);
    if (assignAll(state) === 0) break;
    if (moveCentres(state) <= limit) break;
  }
  measureCentres(state);
  state.upper.fill(Number.POSITIVE_INFINITY);
  state.lower.fill(0);
  state.apart.fill(0);
  assignAll(state);
  let inertia = 0;
  for (let row = 0; row < rows; row += 1) inertia += (state.upper[row] as number) ** 2;
  return { centres: state.centres.slice(0, k * width), assigned: state.assigned, inertia };
}

type State = {
  readonly points: DenseMatrix;
  readonly k: number;
  readonly squares: Float64Array;
  readonly centres: Float64Array;
  readonly lengths: Float64Array;
  readonly assigned: Int32Array;
  /** Distance to the own centre, at most; to the second, at least. */
  readonly upper: Float64Array;
  readonly lower: Float64Array;
  /** Half the distance of each centre to the next one. */
  readonly apart: Float64Array;
};

function squareOf({ values, width }: DenseMatrix, row: number): number {
  let sum = 0;
  for (let at = row * width; at < (row + 1) * width; at += 1) sum += (values[at] as number) ** 2;
  return sum;
}

function dot({ values, width }: DenseMatrix, row: number, centres: Float64Array, centre: number): number {
  const [a, b] = [row * width, centre * width];
  let sum = 0;
  for (let i = 0; i < width; i += 1) sum += (values[a + i] as number) * (centres[b + i] as number);
  return sum;
}

function meanVariance({ values, rows, width }: DenseMatrix, squares: Float64Array): number {
  const sums = new Float64Array(width);
  for (let row = 0; row < rows; row += 1) {
    for (let i = 0; i < width; i += 1) sums[i] = (sums[i] as number) + (values[row * width + i] as number);
  }
  const all = squares.reduce((sum, square) => sum + square, 0) / Math.max(rows, 1);
  const means = sums.reduce((sum, own) => sum + (own / Math.max(rows, 1)) ** 2, 0);
  return Math.max(0, all - means) / Math.max(width, 1);
}

/** Each further centre is drawn with the square of the distance to those before; the best of a few draws, as usual. */
function spreadCentres(points: DenseMatrix, squares: Float64Array, k: number, random: () => number): Float64Array {
  const { rows, width, values } = points;
  const centres = new Float64Array(k * width);
  const tries = 2 + Math.floor(Math.log(k));
  let nearest = new Float64Array(rows).fill(Number.POSITIVE_INFINITY);
  const place = (centre: number, row: number) =>
    centres.set(values.subarray(row * width, (row + 1) * width), centre * width);
  const withRow = (row: number, centre: number) => {
    place(centre, row);
    const next = new Float64Array(rows);
    let sum = 0;
    for (let i = 0; i < rows; i += 1) {
      const square = (squares[i] as number) + (squares[row] as number) - 2 * dot(points, i, centres, centre);
      const own = Math.min(nearest[i] as number, Math.max(0, square));
      next[i] = own;
      sum += own;
    }
    return { row, next, sum };
  };
  let best = withRow(Math.floor(random() * rows), 0);
  nearest = best.next;
  for (let centre = 1; centre < k; centre += 1) {
    const total = best.sum;
    let chosen: typeof best | undefined;
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const drawn = withRow(drawRow(nearest, random() * total), centre);
      if (!chosen || drawn.sum < chosen.sum) chosen = drawn;
    }
    best = chosen ?? best;
    place(centre, best.row);
    nearest = best.next;
  }
  return centres;
}

function drawRow(weights: Float64Array, point: number): number {
  let sum = 0;
  for (let row = 0; row < weights.length; row += 1) {
    sum += weights[row] as number;
    if (sum > point) return row;
  }
  return weights.length - 1;
}

function measureCentres({ points: { width }, k, centres, lengths, apart }: State): void {
  const space = { rows: k, width, values: Float32Array.from(centres) };
  for (let a = 0; a < k; a += 1) {
    let square = 0;
    for (let i = 0; i < width; i += 1) square += (centres[a * width + i] as number) ** 2;
    lengths[a] = square;
  }
  for (let a = 0; a < k; a += 1) {
    let least = Number.POSITIVE_INFINITY;
    for (let b = 0; b < k; b += 1) {
      if (a === b) continue;
      least = Math.min(least, (lengths[a] as number) + (lengths[b] as number) - 2 * dot(space, a, centres, b));
    }
    // what single precision may have rounded up is taken off
    apart[a] = Math.max(0, Math.sqrt(Math.max(0, least)) / 2 - 1e-6);
  }
}

/** How many points changed their centre. */
function assignAll(state: State): number {
  const { points, k, squares, centres, lengths, assigned, upper, lower, apart } = state;
  let changed = 0;
  const distance = (row: number, centre: number): number =>
    Math.sqrt(
      Math.max(0, (squares[row] as number) + (lengths[centre] as number) - 2 * dot(points, row, centres, centre)),
    );
  for (let row = 0; row < points.rows; row += 1) {
    const own = assigned[row] as number;
    if (own >= 0) {
      const bound = Math.max(apart[own] as number, lower[row] as number);
      if ((upper[row] as number) < bound) continue;
      upper[row] = distance(row, own);
      if ((upper[row] as number) < bound) continue;
    }
    let [least, second, nearest] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0];
    for (let centre = 0; centre < k; centre += 1) {
      const far = distance(row, centre);
      if (far < least) [second, least, nearest] = [least, far, centre];
      else if (far < second) second = far;
    }
    upper[row] = least;
    lower[row] = second;
    if (nearest !== own) changed += 1;
    assigned[row] = nearest;
  }
  return changed;
}

/** Centres go to the mean of their points; one without points takes the point farthest from its own. The squared way they went. */
function moveCentres(state: State): number {
  const { points, k, centres, assigned, upper, lower } = state;
  const { rows, width, values } = points;
  const counts = new Int32Array(k);
  const sums = new Float64Array(k * width);
  for (let row = 0; row < rows; row += 1) {
    const base = (assigned[row] as number) * width;
    counts[assigned[row] as number] = (counts[assigned[row] as number] as number) + 1;
    for (let i = 0; i < width; i += 1)
      sums[base + i] = (sums[base + i] as number) + (values[row * width + i] as number);
  }
  const moved = new Float64Array(k);
  let all = 0;
  for (let centre = 0; centre < k; centre += 1) {
    const count = counts[centre] as number;
    const far = count === 0 ? farthest(upper) : -1;
    if (far >= 0) upper[far] = 0;
    let square = 0;
    for (let i = 0; i < width; i += 1) {
      const at = centre * width + i;
      const to = far >= 0 ? (values[far * width + i] as number) : (sums[at] as number) / count;
      square += (to - (centres[at] as number)) ** 2;
      centres[at] = to;
    }
    moved[centre] = Math.sqrt(square);
    all += square;
    if (far >= 0) {
      assigned[far] = centre;
      lower[far] = 0;
    }
  }
  loosen(moved, assigned, upper, lower);
  return all;
}

function loosen(moved: Float64Array, assigned: Int32Array, upper: Float64Array, lower: Float64Array): void {
  const most = moved.reduce((a, b) => Math.max(a, b), 0);
  for (let row = 0; row < assigned.length; row += 1) {
    upper[row] = (upper[row] as number) + (moved[assigned[row] as number] as number);
    lower[row] = (lower[row] as number) - most;
  }
}

function farthest(upper: Float64Array): number {
  let far = 0;
  for (let row = 1; row < upper.length; row += 1) if ((upper[row] as number) > (upper[far] as number)) far = row;
  return far;
}
