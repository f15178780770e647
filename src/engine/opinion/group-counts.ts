import type { Counts, Matrix } from "./matrix.ts";

/** What the members of one group voted, on X, and how many they are. */
export type GroupCounts = { readonly size: number; readonly counts: Counts };

/** `of`: group by row, -1 for none. */
export function groupCounts(
  { rowStart, rowEnd, cell, isOut }: Pick<Matrix, "rowStart" | "rowEnd" | "cell" | "isOut">,
  of: Int32Array,
  k: number,
): GroupCounts[] {
  const size = new Int32Array(k);
  const counts = Array.from({ length: k }, () => new Int32Array(3 * isOut.length));
  for (let row = 0; row < of.length; row += 1) {
    const group = of[row] ?? -1;
    const own = counts[group];
    if (!own) continue;
    size[group] = (size[group] ?? 0) + 1;
    const end = rowEnd[row] ?? 0;
    for (let i = rowStart[row] ?? 0; i < end; i += 1) {
      const place = cell[i] ?? 0;
      own[place] = (own[place] ?? 0) + 1;
    }
  }
  return counts.map((own, group) => ({ size: size[group] ?? 0, counts: own }));
}

/** Counts of all groups together: people without a group do not count. */
export function summed(groups: readonly GroupCounts[], length: number): Counts {
  const total = new Int32Array(length);
  for (const { counts } of groups) for (let i = 0; i < length; i += 1) total[i] = (total[i] ?? 0) + (counts[i] ?? 0);
  return total;
}
