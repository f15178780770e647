// Weights and weighted tables: reference values computed again.
import {
  chiSquareTails,
  fitTable,
  fTails,
  type Margin,
  rake,
  raoScottTest,
  weightedMean,
  weightedShare,
  weightSummary,
} from "#engine/statistics/index.ts";
import { type Found, type Given, type Implementations, pair, type Row } from "./vector.ts";

const margin = (name: string, categories: readonly string[], targets: Record<string, number> = {}): Margin => ({
  name,
  categories,
  targets: new Map(Object.entries(targets)),
});

function raked(margins: readonly Margin[], base: readonly number[]): readonly number[] {
  const raking = rake(margins, { base, tolerance: 1e-10, cap: null });
  if (!raking.isConverged)
    throw new Error(`raking refused: ${raking.refusal.why} of ${margins.map(({ name }) => name)}`);
  return raking.weights;
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

export const WEIGHTS: Implementations = {
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
};
