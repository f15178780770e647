import { type Clusters, firstDistinct, meansOf, pointCount, pointsAt, type Weights } from "./k-means.ts";
import type { Points } from "./map.ts";
import { assignInPlane } from "./plane-search.ts";

/** Centres that all moved less than this have settled. */
const SETTLED = 0.01;

/**
 * k-means of mode polis, in the plane: starts from the first k distinct points, drops empty clusters, stops when the sorted centres have settled or
 * after `rounds` rounds. The centres are the (weighted) means of the last assignment.
 */
export function settledClusters(
  points: Points,
  { k, rounds, weights }: { readonly k: number; readonly rounds: number; readonly weights?: Weights },
): Clusters {
  let centres = pointsAt(points, firstDistinct(points, k));
  const of = new Int32Array(pointCount(points));
  for (let round = 0; round < rounds; round += 1) {
    assignInPlane(points, centres, of);
    const count = withoutEmpty(of, pointCount(centres));
    const before = centres;
    centres = meansOf(points, of, { k: count, weights });
    if (haveSettled(before, centres)) break;
  }
  return { centres, of };
}

/** Numbers the clusters anew, in order, without those nobody is in; answers how many are left. */
function withoutEmpty(of: Int32Array, k: number): number {
  const place = new Int32Array(k).fill(-1);
  for (const cluster of of) place[cluster] = 0;
  let count = 0;
  for (const [cluster, isUsed] of place.entries()) {
    if (isUsed < 0) continue;
    place[cluster] = count;
    count += 1;
  }
  if (count < k) for (const [i, cluster] of of.entries()) of[i] = place[cluster] ?? 0;
  return count;
}

function haveSettled(before: Points, after: Points): boolean {
  if (before.at.length !== after.at.length) return false;
  const [a, b] = [sorted(before), sorted(after)];
  return a.every((point, i) => squared(point, b[i] ?? []) < SETTLED * SETTLED);
}

function squared(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, d) => sum + (value - (b[d] ?? 0)) * (value - (b[d] ?? 0)), 0);
}

/** Points in lexicographic order. */
function sorted({ at, dimensions }: Points): number[][] {
  const points = Array.from({ length: at.length / dimensions }, (_, i) =>
    Array.from(at.subarray(i * dimensions, (i + 1) * dimensions)),
  );
  return points.sort((a, b) => {
    const d = a.findIndex((value, place) => value !== b[place]);
    return d < 0 ? 0 : (a[d] ?? 0) - (b[d] ?? 0);
  });
}
