import { distance2, pointCount } from "./k-means.ts";
import type { Points } from "./map.ts";

/**
 * Mean silhouette of each partition of the same points. For a point, a is its mean distance to the others of its group, b the smallest
 * mean distance to another group, s = (b - a) / max(a, b); 0 when it is alone, or when there is no other group.
 * Source: P. Rousseeuw, "Silhouettes: a graphical aid to the interpretation and validation of cluster analysis", 1987.
 */
export function silhouettes(
  points: Points,
  partitions: readonly { readonly k: number; readonly of: Int32Array }[],
): number[] {
  const count = pointCount(points);
  const sums = partitions.map(({ k }) => new Float64Array(count * k));
  for (let i = 0; i < count; i += 1) {
    for (let j = i + 1; j < count; j += 1) {
      const apart = Math.sqrt(distance2(points, i, points, j));
      for (let p = 0; p < partitions.length; p += 1) {
        const partition = partitions[p];
        const sum = sums[p];
        if (!partition || !sum) continue;
        const toJ = i * partition.k + (partition.of[j] ?? 0);
        const toI = j * partition.k + (partition.of[i] ?? 0);
        sum[toJ] = (sum[toJ] ?? 0) + apart;
        sum[toI] = (sum[toI] ?? 0) + apart;
      }
    }
  }
  return partitions.map((partition, p) => meanSilhouette(partition, sums[p] ?? new Float64Array(0)));
}

/** `sums[i·k + g]`: distances from point i to the members of group g, added up. */
function meanSilhouette({ k, of }: { readonly k: number; readonly of: Int32Array }, sums: Float64Array): number {
  const sizes = new Int32Array(k);
  for (const group of of) sizes[group] = (sizes[group] ?? 0) + 1;
  let total = 0;
  for (let i = 0; i < of.length; i += 1) {
    const own = of[i] ?? 0;
    const others = (sizes[own] ?? 0) - 1;
    if (others === 0) continue;
    const a = (sums[i * k + own] ?? 0) / others;
    let b = Number.POSITIVE_INFINITY;
    for (let g = 0; g < k; g += 1) {
      const size = sizes[g] ?? 0;
      if (g !== own && size > 0) b = Math.min(b, (sums[i * k + g] ?? 0) / size);
    }
    const larger = Math.max(a, b);
    if (larger > 0 && b < Number.POSITIVE_INFINITY) total += (b - a) / larger;
  }
  return of.length === 0 ? 0 : total / of.length;
}
