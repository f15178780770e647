import { allTiers, countOf, type Election, type Order, optionsOf, orderByScore } from "./ballots.ts";

/** table[a][b]: people who prefer a to b. Those who tie them are in neither of [a][b] and [b][a]. */
export type PairwiseTable = readonly (readonly number[])[];

export function pairwiseTable({ optionCount, ballots }: Election): PairwiseTable {
  const table = optionsOf(optionCount).map(() => optionsOf(optionCount).map(() => 0));
  for (const ballot of ballots) {
    const tiers = allTiers(ballot, optionCount);
    for (const [place, tier] of tiers.entries()) {
      const below = tiers.slice(place + 1).flat();
      for (const better of tier) {
        const row = table[better] ?? [];
        for (const worse of below) row[worse] = (row[worse] ?? 0) + countOf(ballot);
      }
    }
  }
  return table;
}

/** People who prefer `a` to `b`. */
export const preferring = (table: PairwiseTable, a: number, b: number): number => table[a]?.[b] ?? 0;

/** Options that win against every other one: one or none. */
export function condorcetWinner(table: PairwiseTable): number | null {
  const options = optionsOf(table.length);
  const wins = (a: number) => options.every((b) => a === b || preferring(table, a, b) > preferring(table, b, a));
  return options.find(wins) ?? null;
}

/** Copeland: pairs won, ties counting half; the order by it. */
export function copeland(table: PairwiseTable): { readonly scores: readonly number[]; readonly order: Order } {
  const options = optionsOf(table.length);
  const scores = options.map((a) =>
    options.reduce((score, b) => {
      const gap = preferring(table, a, b) - preferring(table, b, a);
      return a === b ? score : score + (Math.sign(gap) + 1) / 2;
    }, 0),
  );
  return { scores, order: orderByScore(scores) };
}
