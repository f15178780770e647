import { meansOf } from "./k-means.ts";
import type { Points } from "./map.ts";
import type { Structure } from "./result.ts";

/** Groups of the people who are placed, computed from their points. */
export type Grouping = {
  /** By row: number of the group; -1 not placed. */
  readonly of: Int32Array;
  readonly k: number;
  /** Mean silhouette of each number of groups tried. */
  readonly silhouettes: ReadonlyMap<number, number>;
  readonly structure: Structure;
};

/** Groups numbered by decreasing size; ties: the group whose first member comes first. */
export function numberedBySize(of: Int32Array, k: number): Int32Array {
  const size = new Int32Array(k);
  const first = new Int32Array(k).fill(of.length);
  for (const [i, group] of of.entries()) {
    if (size[group] === 0) first[group] = i;
    size[group] = (size[group] ?? 0) + 1;
  }
  const order = Array.from(size.keys()).sort(
    (a, b) => (size[b] ?? 0) - (size[a] ?? 0) || (first[a] ?? 0) - (first[b] ?? 0),
  );
  const number = new Int32Array(k);
  for (const [place, group] of order.entries()) number[group] = place;
  return of.map((group) => number[group] ?? 0);
}

/** From the groups of the placed rows to those of all rows. */
export function spread(groups: Int32Array, placed: Int32Array, rowCount: number): Int32Array {
  const of = new Int32Array(rowCount).fill(-1);
  for (const [i, row] of placed.entries()) of[row] = groups[i] ?? 0;
  return of;
}

/** Mean point of the members of each group. */
export function groupCentres(points: Points, of: Int32Array, k: number): number[][] {
  const { dimensions } = points;
  const { at } = meansOf(points, of, { k });
  return Array.from({ length: k }, (_, g) => Array.from(at.subarray(g * dimensions, (g + 1) * dimensions)));
}
