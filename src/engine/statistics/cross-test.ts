import { type ChiSquare, chiSquareTest } from "./chi-square.ts";
import { fisherTest } from "./fisher.ts";
import { monteCarloTest } from "./monte-carlo.ts";
import { columnSums, rowSums, type Table } from "./sums.ts";

/** Below this expected count in any cell, χ² is not to be trusted. */
export const LEAST_EXPECTED = 5;

export type CrossTest = {
  /** Which test gave p; the page says so. */
  readonly test: "chi-square" | "fisher" | "monte-carlo";
  readonly p: number;
  /** Statistic, residuals and Cramér's V, whichever test gave p. */
  readonly chiSquare: ChiSquare;
  readonly draws: number | null;
};

/**
 * The test to use for a crossed table of people without weights: χ² when every expected count is at least five, else
 * Fisher's exact test for 2 × 2, else Monte-Carlo with the seed given. With weights use `raoScottTest`. Null when there
 * is nothing to compare.
 */
export function crossTest(table: Table, { seed }: { readonly seed: string }): CrossTest | null {
  const chiSquare = chiSquareTest(table);
  if (!chiSquare) return null;
  if (chiSquare.smallestExpected >= LEAST_EXPECTED) {
    return { test: "chi-square", p: chiSquare.p, chiSquare, draws: null };
  }
  const isTwoByTwo = [rowSums(table), columnSums(table)].every((sums) => sums.filter((one) => one > 0).length === 2);
  const exact = isTwoByTwo ? fisherTest(table) : null;
  if (exact) return { test: "fisher", p: exact.p, chiSquare, draws: null };
  const { p, draws } = monteCarloTest(table, { seed });
  return { test: "monte-carlo", p, chiSquare, draws };
}
