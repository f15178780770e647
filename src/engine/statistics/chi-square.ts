import { chiSquareTails } from "./distributions.ts";
import { columnSums, rowSums, sum, type Table } from "./sums.ts";

export type ChiSquare = {
  readonly statistic: number;
  readonly df: number;
  readonly p: number;
  readonly expected: Table;
  readonly smallestExpected: number;
  /** Adjusted: (O − E)/√(E (1 − row share)(1 − column share)), about a standard normal each; 0 in an empty line. */
  readonly residuals: Table;
  /** √(X²/(n·(min(rows, columns) − 1))), without continuity correction. */
  readonly cramersV: number;
};

/** n·row share·column share of each cell. */
export function expectedCounts(table: Table): number[][] {
  const [rows, columns] = [rowSums(table), columnSums(table)];
  const n = sum(rows);
  return rows.map((row) => columns.map((column) => (n === 0 ? 0 : (row * column) / n)));
}

/**
 * Pearson's χ² of a table of independent people, with what goes beside it. Lines without anybody count for nothing: not
 * for the degrees of freedom, not for the smallest expected count. `continuity`: Yates's correction, for 2 × 2 tables
 * only. Null when fewer than two rows or two columns have anybody: there is nothing to compare.
 * Sources: K. Pearson, 1900; F. Yates, 1934; A. Agresti, "An Introduction to Categorical Data Analysis", 2007, section 2.4.5.
 */
export function chiSquareTest(table: Table, { continuity = false } = {}): ChiSquare | null {
  const expected = expectedCounts(table);
  const [rows, columns] = [rowSums(table), columnSums(table)];
  const [filledRows, filledColumns] = [rows.filter((one) => one > 0), columns.filter((one) => one > 0)];
  const least = Math.min(filledRows.length, filledColumns.length);
  if (least < 2) return null;
  const n = sum(rows);
  const isTwoByTwo = filledRows.length === 2 && filledColumns.length === 2;
  const gaps = table.flatMap((row, i) => row.map((count, j) => Math.abs(count - (expected[i]?.[j] ?? 0))));
  const shift = continuity && isTwoByTwo ? Math.min(0.5, ...gaps.filter((gap) => gap > 0)) : 0;
  const chiSquare = (correction: number): number =>
    sum(
      table.flatMap((row, i) =>
        row.map((count, j) => {
          const wanted = expected[i]?.[j] ?? 0;
          return wanted === 0 ? 0 : Math.max(0, Math.abs(count - wanted) - correction) ** 2 / wanted;
        }),
      ),
    );
  const statistic = chiSquare(shift);
  const df = (filledRows.length - 1) * (filledColumns.length - 1);
  return {
    statistic,
    df,
    p: chiSquareTails(statistic, df).above,
    expected,
    smallestExpected: Math.min(...expected.flat().filter((one) => one > 0)),
    residuals: table.map((row, i) =>
      row.map((count, j) => {
        const wanted = expected[i]?.[j] ?? 0;
        const spread = wanted * (1 - (rows[i] ?? 0) / n) * (1 - (columns[j] ?? 0) / n);
        return spread > 0 ? (count - wanted) / Math.sqrt(spread) : 0;
      }),
    ),
    cramersV: Math.sqrt(chiSquare(0) / (n * (least - 1))),
  };
}
