/** Fewer than this is not shown in a crossed table (rule 10). */
export const SMALL_CELL = 11;

export type Cell = { readonly label: string; readonly count: number };
export type ShownCell = { readonly label: string; readonly count: number | null };

/**
 * Counts of one row whose total is shown: small ones are left out, and one more when what is left out could be found by
 * subtracting the others from the total. Zero says nothing of anybody, and is shown.
 */
export function withoutSmallCells(cells: readonly Cell[]): readonly ShownCell[] {
  const hidden = new Set(cells.filter(({ count }) => count > 0 && count < SMALL_CELL).map(({ label }) => label));
  const hiddenSum = (): number =>
    cells.filter(({ label }) => hidden.has(label)).reduce((sum, { count }) => sum + count, 0);
  while (hidden.size > 0 && (hidden.size === 1 || hiddenSum() < SMALL_CELL)) {
    const [next] = cells
      .filter(({ label, count }) => count > 0 && !hidden.has(label))
      .sort((a, b) => a.count - b.count || (a.label < b.label ? -1 : 1));
    if (!next) break;
    hidden.add(next.label);
  }
  return cells.map(({ label, count }) => ({ label, count: hidden.has(label) ? null : count }));
}
