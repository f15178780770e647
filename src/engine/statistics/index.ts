/**
 * Statistics of answers: shares and their intervals, crossed tables, weights, comparisons of groups, rankings, and what of a
 * table may be printed. Every function names the source of its formula; all are checked against published values.
 *
 * Who may enter: all code, and every researcher through the package export `jalon/engine/statistics`; data in, data out.
 * Tables: none.
 * Journal entries: none.
 * Needs: nothing but the engine.
 */
export * from "../ranking/index.ts";
export type { VoterBallot } from "./burst-candidates.ts";
export { type Burst, type BurstOptions, findBursts } from "./bursts.ts";
export { type ChiSquare, chiSquareTest, expectedCounts } from "./chi-square.ts";
export { kruskalWallisTest, rankSumTest, type Welch, welchTest } from "./compare-groups.ts";
export { type CrossTest, crossTest, LEAST_EXPECTED } from "./cross-test.ts";
export { betaTails, chiSquareTails, fTails, normalTails, type Tails, tTails } from "./distributions.ts";
export { fisherTest } from "./fisher.ts";
export { midRanks } from "./mid-ranks.ts";
export { DRAWS, monteCarloTest } from "./monte-carlo.ts";
export {
  type Adjustment,
  benjaminiHochberg,
  comparePairs,
  holm,
  type PairComparison,
} from "./multiplicity.ts";
export { betaQuantile, chiSquareQuantile, fQuantile, normalQuantile, tQuantile } from "./quantiles.ts";
export {
  distanceFromTargets,
  fitTable,
  type Gap,
  type Margin,
  marginsWorthRaking,
  type Raking,
  type RakingOptions,
  type RakingRefusal,
  rake,
} from "./rake.ts";
export { type RaoScott, raoScottTest, type WeightedAnswers } from "./rao-scott.ts";
export {
  type Count,
  clopperPearsonInterval,
  type Interval,
  netPromoterScore,
  type PromoterShares,
  shareDifference,
  wilsonContinuityInterval,
  wilsonInterval,
} from "./shares.ts";
export {
  type CrossedTable,
  type ShownTable,
  SMALLEST_GROUP,
  type Totals,
  withholdInLine,
  withholdSmallCells,
} from "./small-cells.ts";
export { mayFollow, mayFollowInLine } from "./small-changes.ts";
export { type ChoiceTable, withholdSmallChoices } from "./small-choices.ts";
export { smallLines } from "./small-lines.ts";
export { type WeightedMean, type WeightSummary, weightedMean, weightedShare, weightSummary } from "./weights.ts";
