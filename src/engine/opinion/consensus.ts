import { agreesOn, type Counts, disagreesOn, votesOn } from "./matrix.ts";
import { oneProportion, SIGNIFICANT, smoothed } from "./proportion-tests.ts";
import type { Consensus, Direction } from "./result.ts";

const MOST = 5;

/** What everybody agrees with, and what everybody disagrees with: over all participants, placed or not; at most five each. */
export function consensusLists(
  counts: Counts,
  isOut: Uint8Array,
  ids: readonly string[],
): Record<Direction, Consensus[]> {
  return {
    agree: consensusList((column) => agreesOn(counts, column), { counts, isOut, ids }),
    disagree: consensusList((column) => disagreesOn(counts, column), { counts, isOut, ids }),
  };
}

type Votes = { readonly counts: Counts; readonly isOut: Uint8Array; readonly ids: readonly string[] };

function consensusList(successesOn: (column: number) => number, { counts, isOut, ids }: Votes): Consensus[] {
  return ids
    .map((statement, column) => {
      const successes = successesOn(column);
      const trials = votesOn(counts, column);
      return {
        statement,
        successes,
        trials,
        pSuccess: smoothed(successes, trials),
        pTest: oneProportion(successes, trials),
      };
    })
    .filter(({ pSuccess, pTest }, column) => isOut[column] === 0 && pSuccess > 0.5 && pTest > SIGNIFICANT)
    .sort((a, b) => b.pSuccess * b.pTest - a.pSuccess * a.pTest)
    .slice(0, MOST);
}
