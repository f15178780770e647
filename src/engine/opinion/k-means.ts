import type { Points } from "./map.ts";

/** Centres and the cluster of each point; `of[i]` is a place among the centres. */
export type Clusters = { readonly centres: Points; readonly of: Int32Array };
/** Weight of each point; absent: 1. */
export type Weights = ArrayLike<number>;

export const pointCount = ({ at, dimensions }: Points): number => (dimensions === 0 ? 0 : at.length / dimensions);

/** Squared distance as a sum of squared differences: |a|² + |b|² - 2ab merges points closer than 1e-8. */
export function distance2(a: Points, i: number, b: Points, j: number): number {
  let sum = 0;
  for (let d = 0; d < a.dimensions; d += 1) {
    const apart = (a.at[i * a.dimensions + d] ?? 0) - (b.at[j * b.dimensions + d] ?? 0);
    sum += apart * apart;
  }
  return sum;
}

/** The centre nearest to point i (ties: the lowest). */
export function nearestTo(points: Points, i: number, centres: Points): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let c = 0; c < pointCount(centres); c += 1) {
    const apart = distance2(points, i, centres, c);
    if (apart < least) {
      least = apart;
      best = c;
    }
  }
  return best;
}

/** Weighted means of the clusters, sums in point order; a cluster without points is NaN. */
export function meansOf(
  points: Points,
  of: Int32Array,
  { k, weights }: { k: number; weights?: Weights | undefined },
): Points {
  const { dimensions, at } = points;
  const sums = new Float64Array(k * dimensions);
  const total = new Float64Array(k);
  for (let i = 0; i < of.length; i += 1) {
    const cluster = of[i] ?? 0;
    const weight = weights ? (weights[i] ?? 0) : 1;
    total[cluster] = (total[cluster] ?? 0) + weight;
    for (let d = 0; d < dimensions; d += 1) {
      const place = cluster * dimensions + d;
      sums[place] = (sums[place] ?? 0) + weight * (at[i * dimensions + d] ?? 0);
    }
  }
  return { dimensions, at: sums.map((sum, place) => sum / (total[Math.floor(place / dimensions)] ?? 0)) };
}

/** Places of the first `most` distinct points. */
export function firstDistinct(points: Points, most: number): number[] {
  const found: number[] = [];
  for (let i = 0; i < pointCount(points) && found.length < most; i += 1) {
    if (found.every((other) => !isSamePoint(points, i, other))) found.push(i);
  }
  return found;
}

function isSamePoint({ at, dimensions }: Points, i: number, j: number): boolean {
  for (let d = 0; d < dimensions; d += 1) if (at[i * dimensions + d] !== at[j * dimensions + d]) return false;
  return true;
}

/** Some of the points, in the order of their places. */
export function pointsAt({ at, dimensions }: Points, places: ArrayLike<number>): Points {
  const chosen = new Float64Array(places.length * dimensions);
  for (let i = 0; i < places.length; i += 1) {
    const from = (places[i] ?? 0) * dimensions;
    for (let d = 0; d < dimensions; d += 1) chosen[i * dimensions + d] = at[from + d] ?? 0;
  }
  return { dimensions, at: chosen };
}
