// Each vector of reference values, computed again by the engine. A vector without an entry here is an error.
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import {
  type Ballot,
  benjaminiHochberg,
  chiSquareTails,
  chiSquareTest,
  clopperPearsonInterval,
  crossTest,
  type Election,
  fisherTest,
  fitTable,
  fTails,
  holm,
  type Interval,
  instantRunoff,
  kemeny,
  kemenyScore,
  kendallW,
  kruskalWallisTest,
  type Margin,
  monteCarloTest,
  netPromoterScore,
  pairwiseTable,
  positions,
  rake,
  rankedPairs,
  rankSumTest,
  raoScottTest,
  schulze,
  shareDifference,
  weightedMean,
  weightedShare,
  weightSummary,
  welchTest,
  wilsonContinuityInterval,
  wilsonInterval,
} from "#engine/statistics/index.ts";

export type Vector = {
  readonly id: string;
  readonly input: Record<string, never> | null;
  readonly expected: Expected;
  readonly tolerance: number;
};
type Expected = Record<string, unknown> | readonly Record<string, number>[];
/** What was found, in the shape of what is expected; keys left out are for reference only and named with the reason. */
type Found = unknown;
type Row = { stage: string; collection: string; profil: string; avis: string; etoiles: string; weight: string };
type Given = { readonly input: Input; readonly expected: Expected; readonly rows: readonly Row[] };
/** Inputs differ from vector to vector: each implementation names the fields it reads. */
type Input = {
  readonly table: number[][];
  readonly seed: number[][];
  readonly row_targets: number[];
  readonly column_targets: number[];
  readonly base_weight: number;
  readonly cells: readonly { stype: string; "sch.wide": string; n: number; sum_api00: number }[];
  readonly targets: Record<string, Record<string, number>>;
  readonly counts: Record<string, Record<string, number>>;
  readonly cluster: string | null;
  readonly promoters: number;
  readonly detractors: number;
  readonly n: number;
  readonly a_counts_1_to_5: number[];
  readonly b_counts_1_to_5: number[];
  readonly groups: number[][];
  readonly p: number[];
  readonly ranks: number[][];
  readonly ballots: readonly [count: number, order: string][];
};

/** Expected values that rest on data which are not in the vectors. */
export const REFERENCE_ONLY: Readonly<Record<string, readonly string[]>> = {
  "weights.rake_apiclus1": [
    "mean_standard_error_linearised",
    "mean_standard_error_jackknife",
    "total_enroll",
    "total_enroll_standard_error",
  ],
  "crosstab.rao_scott_apiclus1": ["F", "ndf", "ddf"],
};

const repeat = (counts: readonly number[]): number[] =>
  counts.flatMap((count, index) => Array.from({ length: count }, () => index + 1));
const averageOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
const pair = ({ low, high }: Interval) => [low, high];
const margin = (name: string, categories: readonly string[], targets: Record<string, number> = {}): Margin => ({
  name,
  categories,
  targets: new Map(Object.entries(targets)),
});

function eachShare(interval: (x: number, n: number) => Interval) {
  return ({ expected }: Given): Found =>
    (expected as readonly { x: number; n: number }[]).map(({ x, n }) => ({ x, n, ...interval(x, n) }));
}

function raked(margins: readonly Margin[], base: readonly number[]): readonly number[] {
  const raking = rake(margins, { base, tolerance: 1e-10, cap: null });
  if (!raking.isConverged)
    throw new Error(`raking refused: ${raking.refusal.why} of ${margins.map(({ name }) => name)}`);
  return raking.weights;
}

/** Options in the order of their names; ballots written A>B>C or ABC. */
function electionOf(ballots: Input["ballots"]): { names: readonly string[]; election: Election } {
  const read = ballots.map(([count, order]) => ({ count, order: order.includes(">") ? order.split(">") : [...order] }));
  const names = [...new Set(read.flatMap(({ order }) => order))].sort();
  const tiers = read.map(({ count, order }): Ballot => ({ count, tiers: order.map((name) => [names.indexOf(name)]) }));
  return { names, election: { optionCount: names.length, ballots: tiers } };
}

function rankings({ input }: Given): Found {
  const { names, election } = electionOf(input.ballots);
  const table = pairwiseTable(election);
  const best = kemeny(table);
  const place = positions(election);
  const name = (option: number | null) => names[option ?? -1];
  const named = (numbers: readonly number[]) => Object.fromEntries(names.map((one, index) => [one, numbers[index]]));
  if (kemenyScore(table, best?.order ?? []) !== best?.score) throw new Error("the score is not that of the order");
  return {
    pairwise_ABCDE: table,
    kemeny: best?.order.map(name),
    kemeny_score: best?.score,
    kemeny_unique: best?.isUnique,
    kemeny_second_best_score: best?.secondBestScore,
    schulze: schulze(table).order.flat().map(name),
    ranked_pairs: rankedPairs(table).order.map(name),
    borda_0based: named(place.borda),
    borda_order: place.bordaOrder.flat().map(name),
    instant_runoff_winner: name(instantRunoff(election).winner),
    mean_rank: named(place.meanRank),
    first_places: named(place.firsts),
  };
}

function raoScott({ input, rows }: Given): Found {
  const weights = rows.map(({ weight }) => Number(weight));
  const clusters = input.cluster === null ? {} : { clusters: rows.map(({ stage }) => stage) };
  const found = raoScottTest({
    rows: rows.map((row) => row.avis),
    columns: rows.map((row) => row.profil),
    weights,
    ...clusters,
  });
  const stars = weightedMean(
    rows.map((row) => Number(row.etoiles)),
    weights,
    clusters.clusters,
  );
  const yes = weightedMean(
    rows.map((row) => (row.avis === "oui" ? 1 : 0)),
    weights,
    clusters.clusters,
  );
  return {
    X2_of_weighted_table_scaled_to_n: found?.statistic,
    F: found?.f,
    ndf: found?.numeratorDf,
    ddf: found?.denominatorDf,
    p: found?.p,
    trace_delta: found?.traceDelta,
    p_of_first_order_correction: found?.firstOrderP,
    mean_etoiles: stars.mean,
    mean_etoiles_standard_error: stars.standardError,
    share_oui_standard_error: yes.standardError,
  };
}

const IMPLEMENTED: Readonly<Record<string, (given: Given) => Found>> = {
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
  "weights.ipf_4x4": ({ input }) => {
    const { table } = fitTable(input.seed, { rows: input.row_targets, columns: input.column_targets });
    const sums = (lines: readonly (readonly number[])[]) =>
      lines.map((line) => line.reduce((sum, one) => sum + one, 0));
    return {
      result: table,
      row_sums: sums(table),
      column_sums: sums(input.seed.map((_, j) => table.map((row) => row[j] ?? 0))),
    };
  },
  "weights.rake_infeasible": ({ input }) => {
    const totals = { rows: input.row_targets, columns: input.column_targets };
    const found = fitTable(input.table, totals, { mostSweeps: 50 });
    const why = found.isConverged ? null : found.refusal;
    if (why?.why !== "not-converged" || why.worst.margin !== "row") throw new Error("the refusal names no margin");
    return {
      converged: found.isConverged,
      after_50_sweeps: found.table,
      row_sums_then: found.table.map((row) => row.reduce((sum, one) => sum + one, 0)),
    };
  },
  "weights.rake_apiclus1": ({ input }) => {
    const people = input.cells.flatMap((cell) => Array.from({ length: cell.n }, () => cell));
    const weights = raked(
      [
        margin(
          "stype",
          people.map(({ stype }) => stype),
          input.targets.stype,
        ),
        margin(
          "sch.wide",
          people.map((cell) => cell["sch.wide"]),
          input.targets["sch.wide"],
        ),
      ],
      people.map(() => input.base_weight),
    );
    const summary = weightSummary(weights);
    return {
      raked_weight: input.cells.map((cell) => ({ ...cell, raked_weight: weights[people.indexOf(cell)] })),
      mean_api00: weightedMean(
        people.map(({ n, sum_api00 }) => sum_api00 / n),
        weights,
      ).mean,
      kish_effective_n: summary.effectiveN,
      design_effect_of_weights: summary.designEffect,
    };
  },
  "weights.kish": ({ rows }) => {
    const weights = rows.map(({ weight }) => Number(weight));
    const { n, effectiveN, designEffect } = weightSummary(weights);
    const yes = weightedShare(
      rows.map(({ avis }) => avis === "oui"),
      weights,
    );
    return {
      n,
      kish_effective_n: effectiveN,
      design_effect: designEffect,
      weighted_share: yes.share,
      wilson95_on_effective_n: pair(yes),
    };
  },
  "weights.rake_micro64": ({ input, expected, rows }) => {
    const weights = raked(
      [
        margin(
          "profil",
          rows.map(({ profil }) => profil),
          input.targets.profil,
        ),
        margin(
          "collection",
          rows.map(({ collection }) => collection),
          input.targets.collection,
        ),
      ],
      rows.map(() => 1),
    );
    const yes = weightedShare(
      rows.map(({ avis }) => avis === "oui"),
      weights,
    );
    const wanted = (expected as { raked_weight: readonly { profil: string; collection: string }[] }).raked_weight;
    return {
      raked_weight: wanted.map(({ profil, collection }) => {
        const isIn = (row: Row) => row.profil === profil && row.collection === collection;
        return { profil, collection, n: rows.filter(isIn).length, weight: weights[rows.findIndex(isIn)] };
      }),
      kish_effective_n: weightSummary(weights).effectiveN,
      weighted_share_avis_oui: yes.share,
      wilson95_on_effective_n: pair(yes),
    };
  },
  // the clusters are in another program: the counts and the published F are enough for X² and both p
  "crosstab.rao_scott_apiclus1": ({ input, expected }) => {
    const { F = 0, ndf = 0, ddf = 0 } = expected as Record<string, number>;
    const counts = Object.entries(input.counts).flatMap(([row, line]) =>
      Object.entries(line).flatMap(([column, n]) => Array.from({ length: n }, () => ({ row, column }))),
    );
    const weights = counts.map(() => 33.847);
    const test = raoScottTest({
      rows: counts.map(({ row }) => row),
      columns: counts.map(({ column }) => column),
      weights,
    });
    return {
      p: fTails(F, ndf, ddf).above,
      X2_of_weighted_table_scaled_to_n: test?.statistic,
      p_of_first_order_correction: chiSquareTails(2 * F, 2).above,
    };
  },
  "crosstab.rao_scott_micro64_weights_only": raoScott,
  "crosstab.rao_scott_micro64_clustered": raoScott,
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
  "ranking.kendall_w": ({ input }) => {
    const found = kendallW(input.ranks);
    return { W: found?.w, friedman_chi2: found?.chiSquare, df: found?.df, p: found?.p };
  },
  "ranking.tennessee": rankings,
  "ranking.schulze45": rankings,
  "ranking.abby": rankings,
};

/** The largest distance from the expected numbers; infinite where something is missing or another word. */
export function distance(found: unknown, wanted: unknown): number {
  if (typeof wanted === "number" && typeof found === "number") return Math.abs(found - wanted);
  if (typeof wanted !== "object" || wanted === null) return found === wanted ? 0 : Number.POSITIVE_INFINITY;
  if (typeof found !== "object" || found === null) return Number.POSITIVE_INFINITY;
  if (Array.isArray(wanted) && (!Array.isArray(found) || found.length !== wanted.length))
    return Number.POSITIVE_INFINITY;
  const given = new Map(Object.entries(found));
  const parts = Object.entries(wanted).map(([key, value]) => distance(given.get(key), value));
  return parts.reduce((most, part) => (Number.isNaN(part) ? Number.POSITIVE_INFINITY : Math.max(most, part)), 0);
}

export type Checked = {
  readonly id: string;
  readonly distance: number;
  readonly tolerance: number;
  readonly error: string | null;
};

export function checkVector(vector: Vector, rows: readonly Row[]): Checked {
  const { id, tolerance } = vector;
  const implementation = IMPLEMENTED[id];
  if (!implementation) return { id, tolerance, distance: Number.POSITIVE_INFINITY, error: "not implemented" };
  const skipped = REFERENCE_ONLY[id] ?? [];
  const wanted = Array.isArray(vector.expected)
    ? vector.expected
    : Object.fromEntries(Object.entries(vector.expected).filter(([key]) => !skipped.includes(key)));
  try {
    const found = implementation({ input: (vector.input ?? {}) as unknown as Input, expected: vector.expected, rows });
    return { id, tolerance, distance: distance(found, wanted), error: null };
  } catch (error) {
    return { id, tolerance, distance: Number.POSITIVE_INFINITY, error: String(error) };
  }
}

/** A folder with vectors.json and micro64.csv. */
export function checkFolder(folder: string): readonly Checked[] {
  const { vectors } = JSON.parse(readFileSync(path.join(folder, "vectors.json"), "utf8")) as { vectors: Vector[] };
  const rows = parse(readFileSync(path.join(folder, "micro64.csv"), "utf8"), { columns: true }) as Row[];
  return vectors.map((vector) => checkVector(vector, rows));
}
