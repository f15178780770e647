/**
 * One order of preference, or several people's same one: options by their index, best first, tied options together.
 * Options that are not named are tied below all that are.
 */
export type Ballot = {
  readonly tiers: readonly (readonly number[])[];
  /** How many people (or their weight); 1 unless given. */
  readonly count?: number;
};
export type Election = { readonly optionCount: number; readonly ballots: readonly Ballot[] };

/** Options, best first, tied options together in option order: what every method answers. */
export type Order = readonly (readonly number[])[];

export const countOf = ({ count = 1 }: Ballot): number => count;

/** All options of a ballot, those not named as the last tier. Refuses a ballot that names an option twice or a stranger. */
export function allTiers(ballot: Ballot, optionCount: number): Order {
  const named = new Set<number>();
  for (const option of ballot.tiers.flat()) {
    if (named.has(option)) throw new RangeError(`a ballot names option ${option} twice`);
    if (!(Number.isInteger(option) && option >= 0 && option < optionCount)) {
      throw new RangeError(`a ballot names option ${option}; options go from 0 to ${optionCount - 1}`);
    }
    named.add(option);
  }
  const unnamed = optionsOf(optionCount).filter((option) => !named.has(option));
  return [...ballot.tiers, unnamed].filter((tier) => tier.length > 0);
}

export const optionsOf = (optionCount: number): number[] => Array.from({ length: optionCount }, (_, option) => option);

/** Options by falling score, equal scores tied. */
export function orderByScore(scores: readonly number[]): Order {
  const falling = [...new Set(scores)].toSorted((a, b) => b - a);
  return falling.map((score) => optionsOf(scores.length).filter((option) => scores[option] === score));
}
