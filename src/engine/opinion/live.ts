import type { AnalyseOptions } from "./analyse.ts";
import type { OpinionResult } from "./result.ts";
import type { StatementFacts, VoteTable } from "./vote-table.ts";

/** What a live screen may show between two cold computations; never published. Same shapes as in the result. */
export type LiveResult = Pick<
  OpinionResult,
  "participants" | "groups" | "k" | "pca" | "projections" | "statements" | "groupStats" | "priorities"
>;

export type Live = {
  /** Adds votes to the counts and means only: enough to choose what to show next. */
  readonly count: (batch: VoteTable) => void;
  /** Adds votes, then follows with components, map and groups, from where they were; the number of groups is kept. */
  readonly add: (batch: VoteTable) => void;
  /** Statements and their weights in the draw, with the counts of now and the extremity of the last `add`. */
  readonly weights: () => { readonly statements: readonly string[]; readonly weights: Float64Array };
  readonly result: () => LiveResult;
};

/** A cold computation that is kept open for more votes. A batch may bring new participants and new statements. */
export function openLive(votes: VoteTable, facts: StatementFacts, options: AnalyseOptions): Live {
  throw new Error(`${votes.kind} ${facts.size} ${options.mode}`);
}
