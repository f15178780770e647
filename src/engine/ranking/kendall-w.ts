import { chiSquareTails } from "../statistics/distributions.ts";
import { midRanks } from "../statistics/mid-ranks.ts";
import { sum } from "../statistics/sums.ts";

export type Concordance = {
  /** 0: people's orders have nothing in common; 1: all the same. */
  readonly w: number;
  /** Friedman's χ² = m(n − 1)W of the test that W is 0. */
  readonly chiSquare: number;
  readonly df: number;
  readonly p: number;
};

/**
 * Kendall's coefficient of concordance of m people who each ranked the same n options, with the correction for ties. Any
 * numbers that rise from best to worst will do: they are ranked per person. Null with fewer than two people or options,
 * or when everybody ties all.
 * Source: M. Kendall, B. Babington Smith, Annals of Mathematical Statistics 10:275, 1939.
 */
export function kendallW(people: readonly (readonly number[])[]): Concordance | null {
  const m = people.length;
  const n = people[0]?.length ?? 0;
  const ranked = people.map(midRanks);
  const ties = sum(ranked.map((one) => one.ties));
  const sums = Array.from({ length: n }, (_, option) => sum(ranked.map(({ ranks }) => ranks[option] ?? 0)));
  const middle = (m * (n + 1)) / 2;
  const most = m * m * (n ** 3 - n) - m * ties;
  if (m < 2 || n < 2 || !(most > 0)) return null;
  const w = (12 * sum(sums.map((one) => (one - middle) ** 2))) / most;
  const chiSquare = m * (n - 1) * w;
  return { w, chiSquare, df: n - 1, p: chiSquareTails(chiSquare, n - 1).above };
}
