// Shares, crossed tables, comparisons of groups: reference values computed again.
import {
  benjaminiHochberg,
  chiSquareTest,
  clopperPearsonInterval,
  crossTest,
  fisherTest,
  holm,
  type Interval,
  kruskalWallisTest,
  monteCarloTest,
  netPromoterScore,
  rankSumTest,
  shareDifference,
  welchTest,
  wilsonContinuityInterval,
  wilsonInterval,
} from "#engine/statistics/index.ts";
import { averageOf, type Found, type Given, type Implementations, pair } from "./vector.ts";

const repeat = (counts: readonly number[]): number[] =>
  counts.flatMap((count, index) => Array.from({ length: count }, () => index + 1));

function eachShare(interval: (x: number, n: number) => Interval) {
  return ({ expected }: Given): Found =>
    (expected as readonly { x: number; n: number }[]).map(({ x, n }) => ({ x, n, ...interval(x, n) }));
}

export const SHARES: Implementations = {
  "proportion.wilson95": eachShare((x, n) => wilsonInterval(x / n, n)),
  "proportion.wilson95_continuity": eachShare(wilsonContinuityInterval),
  "proportion.clopper_pearson95": eachShare(clopperPearsonInterval),
  "difference.newcombe95": ({ expected }) =>
    (expected as readonly Record<"x1" | "n1" | "x2" | "n2", number>[]).map(({ x1, n1, x2, n2 }) => ({
      x1,
      n1,
      x2,
      n2,
      ...shareDifference({ x: x1, n: n1 }, { x: x2, n: n2 }),
    })),
  "crosstab.chi2": ({ input }) => {
    const found = chiSquareTest(input.table);
    return {
      X2: found?.statistic,
      df: found?.df,
      p: crossTest(input.table, { seed: "1" })?.p,
      expected: found?.expected,
      standardised_residuals_row1: found?.residuals[0],
      standardised_residuals_row2: found?.residuals[1],
      cramers_v: found?.cramersV,
    };
  },
  "crosstab.fisher_2x2": ({ input }) => ({
    fisher_p: crossTest(input.table, { seed: "1" })?.p,
    chi2_yates_p: chiSquareTest(input.table, { continuity: true })?.p,
    chi2_p: chiSquareTest(input.table)?.p,
  }),
  "crosstab.fisher_2x3": ({ input }) => {
    const found = chiSquareTest(input.table);
    const exact = fisherTest(input.table)?.p ?? Number.NaN;
    const drawn = monteCarloTest(input.table, { seed: "1" }).p;
    if (!(Math.abs(drawn - exact) < 0.005)) throw new Error(`Monte-Carlo gives ${drawn}`);
    return { fisher_p: exact, chi2: found?.statistic, chi2_p: found?.p, min_expected: found?.smallestExpected };
  },
  nps: ({ input }) => {
    const { score, standardError, ...interval } = netPromoterScore(input);
    return { nps: score, standard_error: standardError, ci95: pair(interval) };
  },
  "stages.stars_two": ({ input }) => {
    const [a, b] = [repeat(input.a_counts_1_to_5), repeat(input.b_counts_1_to_5)];
    const [kruskal, ranks, welch] = [kruskalWallisTest([a, b]), rankSumTest(a, b), welchTest(a, b)];
    const spread = (all: readonly number[]) =>
      Math.sqrt(averageOf(all.map((one) => (one - averageOf(all)) ** 2)) * (all.length / (all.length - 1)));
    return {
      mean_a: averageOf(a),
      mean_b: averageOf(b),
      sd_a: spread(a),
      sd_b: spread(b),
      kruskal_H: kruskal?.h,
      kruskal_p: kruskal?.p,
      wilcoxon_W: ranks?.w,
      wilcoxon_p: ranks?.p,
      welch_t: welch?.t,
      welch_df: welch?.df,
      welch_p: welch?.p,
      welch_ci95: welch && pair(welch),
    };
  },
  "stages.stars_three": ({ input }) => {
    const found = kruskalWallisTest(input.groups);
    return { kruskal_H: found?.h, df: found?.df, p: found?.p };
  },
  "stages.stars_micro64": ({ rows }) => {
    const stages = [...new Set(rows.map(({ stage }) => stage))].sort();
    const groups = stages.map((stage) => rows.filter((row) => row.stage === stage).map((row) => Number(row.etoiles)));
    const found = kruskalWallisTest(groups);
    return {
      kruskal_H: found?.h,
      df: found?.df,
      p: found?.p,
      groups: groups.map((group, index) => ({ stage: stages[index], n: group.length, mean: averageOf(group) })),
    };
  },
  "multiplicity.holm_bh": ({ input }) => ({ holm: holm(input.p), bh: benjaminiHochberg(input.p) }),
};
