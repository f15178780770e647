/**
 * Opinion groups: from votes on short statements, the groups of people who vote alike, what is typical of each, what everybody
 * shares and which statement to show next, so that anyone with the published votes gets the same numbers.
 *
 * Who may enter: all code, and every researcher through the package export `jalon/engine/opinion`; data in, data out.
 * Tables: none.
 * Journal entries: none.
 * Needs: nothing but the engine.
 */
export { type AnalyseOptions, analyse } from "./analyse.ts";
export { type Live, type LiveResult, openLive } from "./live.ts";
export { matchGroups } from "./match-groups.ts";
export type {
  ComponentSummary,
  Consensus,
  Direction,
  Group,
  GroupStat,
  GroupSummary,
  Id,
  InputSummary,
  Mode,
  OpinionResult,
  Point,
  Representative,
  StatementSummary,
  Structure,
  Timings,
} from "./result.ts";
export { resultText } from "./result-text.ts";
export { draw, type RoutingCounts, routingWeights } from "./routing.ts";
export {
  type Moderation,
  type StatementFact,
  type StatementFacts,
  type VoteLine,
  type VoteTable,
  voteTable,
} from "./vote-table.ts";
