/**
 * Rankings: from ballots, grades and comparisons two at a time, the orders that each method gives, side by side, with
 * what tells how sure they are.
 *
 * Who may enter: all code, and every researcher through the package export `jalon/engine/statistics`; data in, data out.
 * Tables: none.
 * Journal entries: none.
 * Needs: the distributions of the engine's statistics.
 */
export { allTiers, type Ballot, type Election, type Order, orderByScore } from "./ballots.ts";
export { bradleyTerry, type Comparison } from "./bradley-terry.ts";
export type { Choice, PersonChoices } from "./choice-sets.ts";
export { type InstantRunoff, instantRunoff } from "./instant-runoff.ts";
export { type Kemeny, kemeny, kemenyScore, MOST_OPTIONS } from "./kemeny.ts";
export { type Concordance, kendallW } from "./kendall-w.ts";
export { type Grades, type MajorityJudgment, majorityJudgment } from "./majority-judgment.ts";
export { nextPair, type Pair, type PairQuestion, pairScore } from "./next-pair.ts";
export { condorcetWinner, copeland, type PairwiseTable, pairwiseTable, preferring } from "./pairwise-table.ts";
export { choicesOfRanking, plackettLuce, type StrengthOptions, type Strengths } from "./plackett-luce.ts";
export { type Positions, positions } from "./positions.ts";
export { type RankedPairs, rankedPairs } from "./ranked-pairs.ts";
export { type Schulze, schulze } from "./schulze.ts";
export {
  type RankedItem,
  type RankingWithIntervals,
  rankingWithIntervals,
} from "./strength-intervals.ts";
