import { pointCount } from "./k-means.ts";
import type { Points } from "./map.ts";

/**
 * The nearest centre of each point in the plane (ties: the lowest), written in `of`, which holds a guess. Centres are sorted by their
 * first coordinate and looked at outwards from the guess, until that coordinate alone is further than the best so far: the same
 * answer as looking at all of them.
 */
export function assignInPlane(points: Points, centres: Points, of: Int32Array): void {
  const k = pointCount(centres);
  const order = Int32Array.from({ length: k }, (_, c) => c).sort(
    (a, b) => (centres.at[2 * a] ?? 0) - (centres.at[2 * b] ?? 0) || a - b,
  );
  const rank = new Int32Array(k);
  const xs = new Float64Array(k);
  const ys = new Float64Array(k);
  for (let r = 0; r < k; r += 1) {
    const c = order[r] ?? 0;
    rank[c] = r;
    xs[r] = centres.at[2 * c] ?? 0;
    ys[r] = centres.at[2 * c + 1] ?? 0;
  }
  const { at } = points;
  for (let i = 0; i < of.length; i += 1) {
    const x = at[2 * i] ?? 0;
    const y = at[2 * i + 1] ?? 0;
    let best = of[i] ?? 0;
    const guess = rank[best] ?? 0;
    let dx = x - (xs[guess] ?? 0);
    let dy = y - (ys[guess] ?? 0);
    let least = dx * dx + dy * dy;
    for (let r = guess + 1; r < k; r += 1) {
      dx = x - (xs[r] ?? 0);
      const along = dx * dx;
      if (along > least) {
        if (dx < 0) break;
        continue;
      }
      dy = y - (ys[r] ?? 0);
      const apart = along + dy * dy;
      if (apart > least) continue;
      const c = order[r] ?? 0;
      if (apart < least || c < best) best = c;
      least = apart;
    }
    for (let r = guess - 1; r >= 0; r -= 1) {
      dx = x - (xs[r] ?? 0);
      const along = dx * dx;
      if (along > least) {
        if (dx > 0) break;
        continue;
      }
      dy = y - (ys[r] ?? 0);
      const apart = along + dy * dy;
      if (apart > least) continue;
      const c = order[r] ?? 0;
      if (apart < least || c < best) best = c;
      least = apart;
    }
    of[i] = best;
  }
}
