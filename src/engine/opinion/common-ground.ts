import type { GroupCounts } from "./group-counts.ts";
import { agreesOn, votesOn } from "./matrix.ts";
import { smoothed } from "./proportion-tests.ts";

/**
 * Group-aware consensus by column: the product over groups of the probability to agree, Π_g (A_gj + 1)/(S_gj + 2), counted on X. It
 * shrinks with the number of groups: only ranks compare between runs.
 */
export function groupAwareConsensus(groups: readonly GroupCounts[], columnCount: number): Float64Array {
  return Float64Array.from({ length: columnCount }, (_, column) =>
    groups.reduce((product, { counts }) => product * smoothed(agreesOn(counts, column), votesOn(counts, column)), 1),
  );
}

/** Statements that are neither moderated out nor meta, by decreasing group-aware consensus (ties: id). */
export function commonGround(consensus: Float64Array, isOut: Uint8Array, ids: readonly string[]): string[] {
  return Array.from(ids.keys())
    .filter((column) => isOut[column] === 0)
    .sort((a, b) => (consensus[b] ?? 0) - (consensus[a] ?? 0) || a - b)
    .map((column) => ids[column] ?? "");
}
