import { withholdInLine } from "#engine/statistics/small-cells.ts";

export type Cell = { readonly label: string; readonly count: number };
export type ShownCell = { readonly label: string; readonly count: number | null };

/**
 * Counts of one row whose total is shown: small ones are left out, and one more when what is left out could be found by
 * subtracting the others from the total. Zero says nothing of anybody, and is shown.
 */
export function withoutSmallCells(cells: readonly Cell[]): readonly ShownCell[] {
  const shown = withholdInLine(
    cells.map(({ count }) => count),
    { zeros: "printed" },
  );
  return cells.map(({ label }, index) => ({ label, count: shown[index] ?? null }));
}
