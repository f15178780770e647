import { chiSquareTails, normalTails, tTails } from "./distributions.ts";
import { midRanks } from "./mid-ranks.ts";
import { tQuantile } from "./quantiles.ts";
import type { Interval } from "./shares.ts";
import { mean, sum, variance } from "./sums.ts";

/**
 * Kruskal and Wallis's test that groups answer alike on an ordered scale (stars, grades), with the correction for ties.
 * Empty groups count for nothing; null with fewer than two groups, or when all answers are equal.
 * Source: W. Kruskal, W. Wallis, JASA 47:583, 1952.
 */
export function kruskalWallisTest(
  groups: readonly (readonly number[])[],
): { readonly h: number; readonly df: number; readonly p: number } | null {
  const filled = groups.filter((group) => group.length > 0);
  const n = sum(filled.map((group) => group.length));
  const { ranks, ties } = midRanks(filled.flat());
  const correction = 1 - ties / (n ** 3 - n);
  if (filled.length < 2 || !(correction > 0)) return null;
  let first = 0;
  const parts = filled.map((group) => {
    const total = sum(ranks.subarray(first, first + group.length));
    first += group.length;
    return total ** 2 / group.length;
  });
  const h = ((12 / (n * (n + 1))) * sum(parts) - 3 * (n + 1)) / correction;
  const df = filled.length - 1;
  return { h, df, p: chiSquareTails(h, df).above };
}

/**
 * Wilcoxon's rank-sum test of two groups, two-sided, by the normal approximation with corrections for ties and
 * continuity. `w`: pairs in which the first group is higher, equal ones counting half (Mann and Whitney's U of the first
 * group). Null when undefined.
 * Source: F. Wilcoxon, 1945; H. Mann, D. Whitney, 1947; as `wilcox.test` of R.
 */
export function rankSumTest(
  a: readonly number[],
  b: readonly number[],
): { readonly w: number; readonly p: number } | null {
  const [m, n] = [a.length, b.length];
  const { ranks, ties } = midRanks([...a, ...b]);
  const w = sum(ranks.subarray(0, m)) - (m * (m + 1)) / 2;
  const spread = Math.sqrt(((m * n) / 12) * (m + n + 1 - ties / ((m + n) * (m + n - 1))));
  if (!(spread > 0)) return null;
  const gap = w - (m * n) / 2;
  const z = (gap - Math.sign(gap) * 0.5) / spread;
  return { w, p: Math.min(1, 2 * normalTails(Math.abs(z)).above) };
}

export type Welch = Interval & {
  readonly difference: number;
  readonly t: number;
  readonly df: number;
  readonly p: number;
};

/**
 * Welch's t-test of two means, two-sided, with the interval of first minus second; variances may differ. Null with fewer
 * than two answers in a group, or without any spread. Source: B. Welch, Biometrika 34:28, 1947.
 */
export function welchTest(a: readonly number[], b: readonly number[], confidence = 0.95): Welch | null {
  if (a.length < 2 || b.length < 2) return null;
  const [one, two] = [variance(a) / a.length, variance(b) / b.length];
  const error = Math.sqrt(one + two);
  if (!(error > 0)) return null;
  const difference = mean(a) - mean(b);
  const df = (one + two) ** 2 / (one ** 2 / (a.length - 1) + two ** 2 / (b.length - 1));
  const t = difference / error;
  const half = tQuantile((1 + confidence) / 2, df) * error;
  return {
    difference,
    t,
    df,
    p: Math.min(1, 2 * tTails(Math.abs(t), df).above),
    low: difference - half,
    high: difference + half,
  };
}
