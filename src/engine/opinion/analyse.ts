import type { Group, Mode, OpinionResult } from "./result.ts";
import type { StatementFacts, VoteTable } from "./vote-table.ts";

export type AnalyseOptions = {
  readonly mode: Mode;
  /** Integer from 0 to 2^32 - 1; part of the published result. Used by mode improved. */
  readonly seed: number;
  /** Participant to group: groups are taken as given, nothing is clustered. */
  readonly labels?: ReadonlyMap<string, Group | null>;
  /** Version of the package, written in the result. */
  readonly version: string;
  /** SHA-256 of the chunks one after the other in UTF-8, hexadecimal: the engine has no cryptography. */
  readonly sha256: (chunks: Iterable<string>) => string;
  /** Milliseconds, for `timings` only; absent: all timings are 0. */
  readonly now?: () => number;
};

/** The cold computation: the same votes give the same result, whatever the order of their lines. */
export function analyse(votes: VoteTable, facts: StatementFacts, options: AnalyseOptions): OpinionResult {
  throw new Error(`${votes.kind} ${facts.size} ${options.mode}`);
}
