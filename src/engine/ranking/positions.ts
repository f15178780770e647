import { allTiers, countOf, type Election, type Order, optionsOf, orderByScore } from "./ballots.ts";

export type Positions = {
  /** m − 1 points for the first of m options … 0 for the last; tied options, and those left out, share what is left. */
  readonly borda: readonly number[];
  readonly bordaOrder: Order;
  /** Mean rank from 1, shared in the same way. */
  readonly meanRank: readonly number[];
  /** People who put the option first (tied firsts share one), and that as a share of all. */
  readonly firsts: readonly number[];
  readonly firstShare: readonly number[];
  /** People, or their weight. */
  readonly total: number;
};

/** What is printed first of every ranking: by position, without comparing options two by two. */
export function positions({ optionCount, ballots }: Election): Positions {
  const borda = optionsOf(optionCount).map(() => 0);
  const firsts = optionsOf(optionCount).map(() => 0);
  let total = 0;
  for (const ballot of ballots) {
    const count = countOf(ballot);
    total += count;
    let above = 0;
    for (const tier of allTiers(ballot, optionCount)) {
      for (const option of tier) {
        borda[option] = (borda[option] ?? 0) + count * (optionCount - 1 - above - (tier.length - 1) / 2);
        if (above === 0) firsts[option] = (firsts[option] ?? 0) + count / tier.length;
      }
      above += tier.length;
    }
  }
  return {
    borda,
    bordaOrder: orderByScore(borda),
    meanRank: borda.map((points) => (total === 0 ? Number.NaN : optionCount - points / total)),
    firsts,
    firstShare: firsts.map((count) => (total === 0 ? Number.NaN : count / total)),
    total,
  };
}
