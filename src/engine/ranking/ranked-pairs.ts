import { optionsOf } from "./ballots.ts";
import { type PairwiseTable, preferring } from "./pairwise-table.ts";

export type RankedPairs = {
  readonly order: readonly number[];
  /** Two majorities were of the same size, or a pair had none: option order decided, and the page says so. */
  readonly hasTies: boolean;
};

/**
 * Ranked pairs with winning votes: majorities are kept from the largest down, but for those that would close a circle.
 * Equal majorities: first the one with fewer votes against, then option order.
 * Source: T. Tideman, "Independence of clones as a criterion for voting rules", Social Choice and Welfare 4, 1987.
 */
export function rankedPairs(table: PairwiseTable): RankedPairs {
  const options = optionsOf(table.length);
  const majorities = options
    .flatMap((winner) => options.map((loser) => ({ winner, loser })))
    .filter(
      ({ winner, loser }) => winner !== loser && preferring(table, winner, loser) >= preferring(table, loser, winner),
    )
    .map((pair) => ({
      ...pair,
      votes: preferring(table, pair.winner, pair.loser),
      against: preferring(table, pair.loser, pair.winner),
    }))
    .filter(({ winner, loser, votes, against }) => votes > against || winner < loser)
    .toSorted((a, b) => b.votes - a.votes || a.against - b.against || a.winner - b.winner || a.loser - b.loser);
  const isBefore = options.map(() => options.map(() => false));
  for (const { winner, loser } of majorities) {
    if (isBefore[loser]?.[winner]) continue;
    const above = options.filter((one) => one === winner || isBefore[one]?.[winner]);
    const below = options.filter((one) => one === loser || isBefore[loser]?.[one]);
    for (const a of above) for (const b of below) (isBefore[a] ?? [])[b] = true;
  }
  const beaten = options.map((a) => options.filter((b) => isBefore[a]?.[b]).length);
  const hasTies = majorities.some((one, index) => {
    const next = majorities[index + 1];
    return one.votes === one.against || (next?.votes === one.votes && next.against === one.against);
  });
  return { order: options.toSorted((a, b) => (beaten[b] ?? 0) - (beaten[a] ?? 0)), hasTies };
}
