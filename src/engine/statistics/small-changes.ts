import {
  type CrossedTable,
  type ShownTable,
  SMALLEST_GROUP,
  withholdInLine,
  withholdSmallCells,
} from "./small-cells.ts";

/** One number of two publications of a table: people, and whether each publication prints it. */
type Twice = { readonly before: number; readonly after: number; readonly isShown: boolean };

const isSmall = (difference: number, floor: number): boolean => difference !== 0 && Math.abs(difference) < floor;
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/**
 * What the difference of two publications of one line with its total tells: each number shown twice, and the rest
 * together.
 */
function tellsOfFew(line: readonly Twice[], floor: number): boolean {
  const rest = line.filter(({ isShown }) => !isShown);
  const together = sum(rest.map(({ before, after }) => after - before));
  return (
    isSmall(together, floor) || line.some(({ isShown, before, after }) => isShown && isSmall(after - before, floor))
  );
}

/**
 * May both publications of a line be known? No number, and not what is withheld in one or the other taken together, may
 * differ by a few people: they would be counted by subtraction. Line by line in the same order, options as in
 * `withholdInLine`.
 */
export function mayFollowInLine(
  before: readonly number[],
  after: readonly number[],
  options: Pick<CrossedTable, "zeros" | "total" | "floor"> = {},
): boolean {
  const [old, young] = [withholdInLine(before, options), withholdInLine(after, options)];
  const line = before.map((count, index) => ({
    before: count,
    after: after[index] ?? 0,
    isShown: old[index] !== null && young[index] !== null,
  }));
  return !tellsOfFew(line, Math.max(options.floor ?? 0, SMALLEST_GROUP));
}

const columnOf = <Value>(rows: readonly (readonly Value[])[], column: number): Value[] =>
  rows.flatMap((row) => row.slice(column, column + 1));

/** Counts with their sums: one more row and one more column. */
function withSums(counts: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const bottom = (counts[0] ?? []).map((_, column) => sum(columnOf(counts, column)));
  return [...counts, bottom].map((row) => [...row, sum(row)]);
}

const withTotals = ({ cells, rowTotals, columnTotals, total }: ShownTable): readonly (readonly (number | null)[])[] => [
  ...cells.map((row, index) => [...row, rowTotals[index] ?? null]),
  [...columnTotals, total],
];

/** The same for two publications of a crossed table of the same shape (two days, two exports): every row and every column. */
export function mayFollow(before: CrossedTable, after: CrossedTable): boolean {
  const floor = Math.max(before.floor ?? 0, after.floor ?? 0, SMALLEST_GROUP);
  const [old, young] = [withTotals(withholdSmallCells(before)), withTotals(withholdSmallCells(after))];
  const [oldCounts, youngCounts] = [withSums(before.counts), withSums(after.counts)];
  const grid = oldCounts.map((row, i) =>
    row.map((count, j) => ({
      before: count,
      after: youngCounts[i]?.[j] ?? 0,
      isShown: old[i]?.[j] !== null && young[i]?.[j] !== null,
    })),
  );
  const lines = [...grid, ...(grid[0] ?? []).map((_, column) => columnOf(grid, column))];
  return lines.every((line) => {
    const total = line.at(-1);
    const parts = line.slice(0, -1);
    // without a printed total nothing is deduced of what is withheld together
    return !tellsOfFew(total?.isShown ? parts : line.filter(({ isShown }) => isShown), floor);
  });
}
