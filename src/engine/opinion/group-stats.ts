import type { GroupCounts } from "./group-counts.ts";
import { agreesOn, type Counts, disagreesOn, votesOn } from "./matrix.ts";
import { oneProportion, smoothed, twoProportions } from "./proportion-tests.ts";
import type { GroupStat } from "./result.ts";

type Tally = { readonly agrees: number; readonly disagrees: number; readonly votes: number };

/** Statistics of each group (outer) on each column (inner), against all other groups together; counted on R. */
export function groupStats(groups: readonly GroupCounts[], total: Counts, isOut: Uint8Array): GroupStat[][] {
  const people = groups.reduce((sum, { size }) => sum + size, 0);
  return groups.map(({ counts, size }) =>
    Array.from(isOut, (out, column) => {
      // a column left out is a pass of everybody
      if (out === 1)
        return statOf({ agrees: 0, disagrees: 0, votes: size }, { agrees: 0, disagrees: 0, votes: people - size });
      const own = tally(counts, column);
      const all = tally(total, column);
      return statOf(own, {
        agrees: all.agrees - own.agrees,
        disagrees: all.disagrees - own.disagrees,
        votes: all.votes - own.votes,
      });
    }),
  );
}

const tally = (counts: Counts, column: number): Tally => ({
  agrees: agreesOn(counts, column),
  disagrees: disagreesOn(counts, column),
  votes: votesOn(counts, column),
});

/**
 * p: probability, pt: its test against one half; r: how many times more probable than in the other groups, rt: the test of the two.
 */
function statOf(own: Tally, others: Tally): GroupStat {
  const pa = smoothed(own.agrees, own.votes);
  const pd = smoothed(own.disagrees, own.votes);
  return {
    na: own.agrees,
    nd: own.disagrees,
    ns: own.votes,
    pa,
    pd,
    pat: oneProportion(own.agrees, own.votes),
    pdt: oneProportion(own.disagrees, own.votes),
    ra: pa / smoothed(others.agrees, others.votes),
    rd: pd / smoothed(others.disagrees, others.votes),
    rat: twoProportions(own.agrees + 1, own.votes + 1, others.agrees + 1, others.votes + 1),
    rdt: twoProportions(own.disagrees + 1, own.votes + 1, others.disagrees + 1, others.votes + 1),
  };
}
