import { type Clusters, distance2, pointCount, pointsAt } from "./k-means.ts";
import { lloyd } from "./lloyd.ts";
import type { Points } from "./map.ts";

const STARTS = 10;

/** Numbers from 0 to 1 (excluded), one after the other. */
export type Random = () => number;

/**
 * Exact k-means (Lloyd until nothing changes) from ten k-means++ starts; the one with the lowest within-group sum of squares. Null
 * when there are fewer than k distinct points. Points have four dimensions (`lloyd`).
 * Source: D. Arthur, S. Vassilvitskii, "k-means++: the advantages of careful seeding", 2007.
 */
export function seededClusters(points: Points, k: number, random: Random): Clusters | null {
  let best: Clusters | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let start = 0; start < STARTS; start += 1) {
    const first = spreadCentres(points, k, random);
    if (!first) return null;
    const clusters = lloyd(points, first);
    const within = withinSquares(points, clusters);
    if (within >= least) continue;
    least = within;
    best = clusters;
  }
  return best;
}

/** Each next centre is drawn with probability proportional to its squared distance to the nearest one so far. */
function spreadCentres(points: Points, k: number, random: Random): Points | null {
  const count = pointCount(points);
  const chosen = [Math.floor(random() * count)];
  const least = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  while (chosen.length < k) {
    const latest = chosen[chosen.length - 1] ?? 0;
    let total = 0;
    for (let i = 0; i < count; i += 1) {
      const apart = distance2(points, i, points, latest);
      if (apart < (least[i] ?? 0)) least[i] = apart;
      total += least[i] ?? 0;
    }
    if (total === 0) return null;
    chosen.push(drawn(least, random() * total));
  }
  return pointsAt(points, chosen);
}

/** The place where the running sum of weights passes `target`. */
function drawn(weights: Float64Array, target: number): number {
  let left = target;
  let last = 0;
  for (let i = 0; i < weights.length; i += 1) {
    const weight = weights[i] ?? 0;
    if (weight === 0) continue;
    last = i;
    left -= weight;
    if (left < 0) break;
  }
  return last;
}

function withinSquares(points: Points, { centres, of }: Clusters): number {
  let sum = 0;
  for (let i = 0; i < of.length; i += 1) sum += distance2(points, i, centres, of[i] ?? 0);
  return sum;
}
