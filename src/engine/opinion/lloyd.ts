import type { Clusters } from "./k-means.ts";
import type { Points } from "./map.ts";

const ROUNDS = 100;
/** What bounds may have gathered of rounding, beside the largest coordinate. */
const SLACK = 1e-9;
/** Points have four dimensions here, those missing being 0. */
export const LLOYD_DIMENSIONS = 4;

/**
 * Exact k-means from given centres, until nothing changes or after `rounds` rounds; a cluster that loses its last point keeps its
 * centre. A point whose centre is nearer than any other can be, by what centres have moved since it was last looked at, is
 * skipped: the result is that of looking at all.
 * Source: G. Hamerly, "Making k-means even faster", 2010.
 */
export function lloyd(points: Points, first: Points, rounds = ROUNDS): Clusters {
  const state = opened(points, first);
  for (let round = 0; round < rounds; round += 1) {
    if (assign(state) > 0) moveCentres(state);
    else if (!state.isExact) sumAnew(state);
    else break;
  }
  return { centres: { dimensions: LLOYD_DIMENSIONS, at: state.centre }, of: state.of };
}

/** Zeros for the dimensions there are not: distances stay the same. */
export function inFourDimensions({ at, dimensions }: Points): Points {
  if (dimensions === LLOYD_DIMENSIONS) return { at, dimensions };
  const wide = new Float64Array(dimensions === 0 ? 0 : (at.length / dimensions) * LLOYD_DIMENSIONS);
  for (let place = 0; place < at.length; place += 1)
    wide[Math.floor(place / dimensions) * LLOYD_DIMENSIONS + (place % dimensions)] = at[place] ?? 0;
  return { at: wide, dimensions: LLOYD_DIMENSIONS };
}

type State = {
  readonly k: number;
  readonly at: Float64Array;
  readonly centre: Float64Array;
  readonly of: Int32Array;
  /** Of each cluster: the sum of its points, and how many they are. */
  readonly sums: Float64Array;
  readonly size: Int32Array;
  /** At least the distance to the own centre, less all that this centre had moved by then. */
  readonly upper: Float64Array;
  /** At most the distance to any other centre, plus all that the farthest moving centres had moved by then. */
  readonly lower: Float64Array;
  /** All that each centre has moved; at the end, the sum of the largest move of each round. */
  readonly moved: Float64Array;
  readonly slack: number;
  /** Whether the sums were added up in point order, and not kept by adding and subtracting. */
  isExact: boolean;
};

function opened({ at }: Points, first: Points): State {
  const count = at.length / LLOYD_DIMENSIONS;
  const k = first.at.length / LLOYD_DIMENSIONS;
  let largest = 0;
  for (let i = 0; i < at.length; i += 1) largest = Math.max(largest, Math.abs(at[i] ?? 0));
  return {
    k,
    at,
    centre: first.at.slice(),
    of: new Int32Array(count).fill(-1),
    sums: new Float64Array(first.at.length),
    size: new Int32Array(k),
    upper: new Float64Array(count).fill(Number.POSITIVE_INFINITY),
    lower: new Float64Array(count),
    moved: new Float64Array(k + 1),
    slack: SLACK * largest,
    isExact: false,
  };
}

/** Gives each point its nearest centre (ties: the lowest); answers how many changed. */
function assign(state: State): number {
  const { k, at, centre, of, upper, lower, moved, slack } = state;
  const reach = halfDistances(centre, k);
  const farthest = (moved[k] ?? 0) + slack;
  let changes = 0;
  for (let i = 0; i < of.length; i += 1) {
    const own = of[i] ?? 0;
    const near = (upper[i] ?? 0) + (moved[own] ?? 0);
    if (near < (lower[i] ?? 0) - farthest || near < (reach[own] ?? 0) - slack) continue;
    const place = LLOYD_DIMENSIONS * i;
    const x = at[place] ?? 0;
    const y = at[place + 1] ?? 0;
    const z = at[place + 2] ?? 0;
    const w = at[place + 3] ?? 0;
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    let second = Number.POSITIVE_INFINITY;
    for (let c = 0; c < k; c += 1) {
      const base = LLOYD_DIMENSIONS * c;
      const dx = x - (centre[base] ?? 0);
      const dy = y - (centre[base + 1] ?? 0);
      const dz = z - (centre[base + 2] ?? 0);
      const dw = w - (centre[base + 3] ?? 0);
      const apart = dx * dx + dy * dy + dz * dz + dw * dw;
      if (apart < least) {
        second = least;
        least = apart;
        best = c;
      } else if (apart < second) second = apart;
    }
    upper[i] = Math.sqrt(least) - (moved[best] ?? 0);
    lower[i] = Math.sqrt(second) + (moved[k] ?? 0);
    if (best === own) continue;
    if (own >= 0) add(state, i, { cluster: own, times: -1 });
    add(state, i, { cluster: best, times: 1 });
    of[i] = best;
    changes += 1;
  }
  if (changes > 0) state.isExact = false;
  return changes;
}

function add(
  { at, sums, size }: State,
  i: number,
  { cluster, times }: { readonly cluster: number; readonly times: 1 | -1 },
): void {
  const from = LLOYD_DIMENSIONS * i;
  const to = LLOYD_DIMENSIONS * cluster;
  size[cluster] = (size[cluster] ?? 0) + times;
  for (let d = 0; d < LLOYD_DIMENSIONS; d += 1) sums[to + d] = (sums[to + d] ?? 0) + times * (at[from + d] ?? 0);
}

/** Half the distance from each centre to the nearest other one: a point within it has no nearer centre. */
function halfDistances(centre: Float64Array, k: number): Float64Array {
  const half = new Float64Array(k).fill(Number.POSITIVE_INFINITY);
  for (let a = 0; a < k; a += 1) {
    for (let b = 0; b < k; b += 1) {
      if (a !== b) half[a] = Math.min(half[a] ?? 0, distance(centre, a, { other: centre, place: b }) / 2);
    }
  }
  return half;
}

function distance(
  centre: Float64Array,
  c: number,
  { other, place }: { readonly other: Float64Array; readonly place: number },
): number {
  let sum = 0;
  for (let d = 0; d < LLOYD_DIMENSIONS; d += 1) {
    const apart = (centre[c * LLOYD_DIMENSIONS + d] ?? 0) - (other[place * LLOYD_DIMENSIONS + d] ?? 0);
    sum += apart * apart;
  }
  return Math.sqrt(sum);
}

/** Adds the sums up again, in point order: what adding and subtracting left of rounding goes, and one more look is taken. */
function sumAnew(state: State): void {
  state.sums.fill(0);
  state.size.fill(0);
  for (let i = 0; i < state.of.length; i += 1) add(state, i, { cluster: state.of[i] ?? 0, times: 1 });
  moveCentres(state);
  state.isExact = true;
}

/** Centres become the means of their points. */
function moveCentres({ k, centre, sums, size, moved }: State): void {
  const means = sums.map((sum, place) => {
    const points = size[Math.floor(place / LLOYD_DIMENSIONS)] ?? 0;
    return points === 0 ? (centre[place] ?? 0) : sum / points;
  });
  let farthest = 0;
  for (let c = 0; c < k; c += 1) {
    const move = distance(centre, c, { other: means, place: c });
    moved[c] = (moved[c] ?? 0) + move;
    farthest = Math.max(farthest, move);
  }
  moved[k] = (moved[k] ?? 0) + farthest;
  centre.set(means);
}
