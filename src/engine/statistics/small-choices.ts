import { type ShownTable, SMALLEST_GROUP, type Special, withholdInLine, withholdMore } from "./small-cells.ts";

export type ChoiceTable = {
  /** People of each group who answered the question. */
  readonly bases: readonly number[];
  /** Groups × options: people of the group who chose the option; a person may choose several. */
  readonly counts: readonly (readonly number[])[];
  /** The line of everybody: printed with the table, known from the page of the question, or not given. */
  readonly totals?: "none" | "printed" | "known";
  /** Can be raised, never lowered. */
  readonly floor?: number;
};

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/**
 * What may be printed of a question where several options may be chosen, by group. Rows do not add up, but with the base who
 * did *not* choose is known too: each option is a table of its own, chosen or not, and both are protected. A group whose base
 * is withheld has no printed line. `rowTotals` of the answer are the bases, `total` is everybody who answered.
 */
export function withholdSmallChoices({ bases, counts, totals = "printed", floor = 0 }: ChoiceTable): ShownTable {
  const shownBases = withholdInLine(bases, { total: totals, floor });
  const special: Special = (row, column) => {
    if (row === bases.length) return column === 2 && totals !== "none" ? "known" : null;
    if (shownBases[row] === null) return "withheld";
    return column === 2 ? "known" : null;
  };
  const options = (counts[0] ?? []).map((_, option) => {
    const chosen = counts.map((row, group) => [row[option] ?? 0, (bases[group] ?? 0) - (row[option] ?? 0)]);
    return withholdMore({ counts: chosen, columnTotals: totals, total: totals, floor }, special);
  });
  const all = sum(bases);
  const isShown = totals !== "none" && all >= Math.max(floor, SMALLEST_GROUP);
  return {
    cells: bases.map((_, group) => options.map(({ cells }) => cells[group]?.[0] ?? null)),
    rowTotals: shownBases,
    columnTotals: options.map(({ columnTotals }) => (isShown ? (columnTotals[0] ?? null) : null)),
    total: isShown ? all : null,
  };
}
