import { type Ballot, countOf, type Election, optionsOf } from "./ballots.ts";

export type Round = {
  /** First places among the options left; 0 for those that are out. */
  readonly firsts: readonly number[];
  /** Ballots that name no option left. */
  readonly exhausted: number;
  /** Who leaves after this round; null in the last. */
  readonly out: number | null;
};
export type InstantRunoff = {
  readonly winner: number | null;
  readonly rounds: readonly Round[];
  /** Somewhere the fewest first places were shared: earlier rounds decided, then option order (the last one leaves). */
  readonly hasTies: boolean;
};

/**
 * Instant run-off: while nobody has more than half of the ballots that still count, the option with the fewest first
 * places leaves. Tied firsts share the ballot. For comparison only: its winner is printed beside the others, never alone.
 */
export function instantRunoff({ optionCount, ballots }: Election): InstantRunoff {
  let left = optionsOf(optionCount);
  const rounds: Round[] = [];
  let hasTies = false;
  while (left.length > 0) {
    const { firsts, exhausted } = countFirsts(ballots, left, optionCount);
    const counted = firsts.reduce((total, one) => total + one, 0);
    const leader = left.reduce((best, option) => ((firsts[option] ?? 0) > (firsts[best] ?? 0) ? option : best));
    if (counted === 0) return { winner: null, rounds: [...rounds, { firsts, exhausted, out: null }], hasTies };
    if (2 * (firsts[leader] ?? 0) > counted || left.length === 1) {
      return { winner: leader, rounds: [...rounds, { firsts, exhausted, out: null }], hasTies };
    }
    const weakest = fewest(left, firsts);
    const decided = rounds.toReversed().reduce((tied, round) => fewest(tied, round.firsts), weakest);
    hasTies ||= weakest.length > 1;
    const out = decided.at(-1) ?? leader;
    rounds.push({ firsts, exhausted, out });
    left = left.filter((option) => option !== out);
  }
  return { winner: null, rounds, hasTies };
}

function fewest(options: readonly number[], firsts: readonly number[]): readonly number[] {
  const least = Math.min(...options.map((option) => firsts[option] ?? 0));
  return options.filter((option) => (firsts[option] ?? 0) === least);
}

function countFirsts(ballots: readonly Ballot[], left: readonly number[], optionCount: number) {
  const firsts = optionsOf(optionCount).map(() => 0);
  let exhausted = 0;
  for (const ballot of ballots) {
    const top = ballot.tiers
      .map((tier) => tier.filter((option) => left.includes(option)))
      .find((tier) => tier.length > 0);
    if (!top) exhausted += countOf(ballot);
    for (const option of top ?? []) firsts[option] = (firsts[option] ?? 0) + countOf(ballot) / (top?.length ?? 1);
  }
  return { firsts, exhausted };
}
