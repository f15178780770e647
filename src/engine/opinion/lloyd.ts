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
    const changes = assign(state);
    if (changes === 0) break;
    moveCentres(state);
  }
  return { centres: { dimensions: LLOYD_DIMENSIONS, at: state.centre }, of: state.of };
}

type State = {
  readonly k: number;
  readonly at: Float64Array;
  readonly centre: Float64Array;
  readonly of: Int32Array;
  /** At least the distance to the own centre. */
  readonly upper: Float64Array;
  /** At most the distance to any other centre. */
  readonly lower: Float64Array;
  /** Half the distance from each centre to the nearest other one. */
  readonly half: Float64Array;
  readonly moved: Float64Array;
  readonly slack: number;
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
    upper: new Float64Array(count).fill(Number.POSITIVE_INFINITY),
    lower: new Float64Array(count),
    half: new Float64Array(k),
    moved: new Float64Array(k),
    slack: SLACK * largest,
  };
}

/** Gives each point its nearest centre (ties: the lowest); answers how many changed. */
function assign({ k, at, centre, of, upper, lower, half, moved, slack }: State): number {
  halfDistances(centre, half);
  const farthest = Math.max(...moved);
  let changes = 0;
  for (let i = 0; i < of.length; i += 1) {
    const own = of[i] ?? 0;
    const near = (upper[i] ?? 0) + (moved[own] ?? 0);
    const far = (lower[i] ?? 0) - farthest;
    upper[i] = near;
    lower[i] = far;
    if (near + slack < far || near + slack < (half[own] ?? 0)) continue;
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
    upper[i] = Math.sqrt(least);
    lower[i] = Math.sqrt(second);
    if (best === own) continue;
    of[i] = best;
    changes += 1;
  }
  return changes;
}

function halfDistances(centre: Float64Array, half: Float64Array): void {
  half.fill(Number.POSITIVE_INFINITY);
  for (let a = 0; a < half.length; a += 1) {
    for (let b = 0; b < half.length; b += 1) {
      if (a !== b) half[a] = Math.min(half[a] ?? 0, distance(centre, a, centre, b) / 2);
    }
  }
}

function distance(a: Float64Array, i: number, b: Float64Array, j: number): number {
  let sum = 0;
  for (let d = 0; d < LLOYD_DIMENSIONS; d += 1)
    sum += ((a[i * LLOYD_DIMENSIONS + d] ?? 0) - (b[j * LLOYD_DIMENSIONS + d] ?? 0)) ** 2;
  return Math.sqrt(sum);
}

/** Centres become the means of their points (sums in point order), and `moved` how far that was. */
function moveCentres({ k, at, centre, of, moved }: State): void {
  const sums = new Float64Array(centre.length);
  const total = new Float64Array(k);
  for (let i = 0; i < of.length; i += 1) {
    const cluster = of[i] ?? 0;
    const from = LLOYD_DIMENSIONS * i;
    const to = LLOYD_DIMENSIONS * cluster;
    total[cluster] = (total[cluster] ?? 0) + 1;
    sums[to] = (sums[to] ?? 0) + (at[from] ?? 0);
    sums[to + 1] = (sums[to + 1] ?? 0) + (at[from + 1] ?? 0);
    sums[to + 2] = (sums[to + 2] ?? 0) + (at[from + 2] ?? 0);
    sums[to + 3] = (sums[to + 3] ?? 0) + (at[from + 3] ?? 0);
  }
  const means = sums.map((sum, place) => {
    const size = total[Math.floor(place / LLOYD_DIMENSIONS)] ?? 0;
    return size === 0 ? (centre[place] ?? 0) : sum / size;
  });
  for (let c = 0; c < k; c += 1) moved[c] = distance(centre, c, means, c);
  centre.set(means);
}
