/** One choice: this item among these (the chosen one included or not), `weight` times. */
export type Choice = { readonly chosen: number; readonly others: readonly number[]; readonly weight?: number };

/** All that one person chose. */
export type PersonChoices = readonly Choice[];

/** Choices by the sets of items they were made among, once for many fits: set s holds items[offsets[s]] … items[offsets[s + 1] − 1]. */
export type ChoiceSets = {
  readonly itemCount: number;
  readonly offsets: Int32Array;
  readonly items: Int32Array;
  /** Per person, what was chosen in which set. */
  readonly made: readonly (readonly { readonly set: number; readonly chosen: number; readonly weight: number }[])[];
};

/** How often each set was offered and each item chosen. */
export type Tally = { readonly offered: Float64Array; readonly wins: Float64Array };

export function choiceSets(people: readonly PersonChoices[], itemCount: number): ChoiceSets {
  const known = new Map<string, number>();
  const sets: (readonly number[])[] = [];
  const setOf = (among: readonly number[]): number => {
    const items = [...new Set(among)].sort((a, b) => a - b);
    const key = items.join();
    const set = known.get(key) ?? sets.push(items) - 1;
    known.set(key, set);
    return set;
  };
  const made = people.map((choices) =>
    choices
      .filter(({ chosen, others }) => others.some((other) => other !== chosen))
      .map(({ chosen, others, weight = 1 }) => ({ set: setOf([chosen, ...others]), chosen, weight })),
  );
  const offsets = new Int32Array(sets.length + 1);
  for (const [set, items] of sets.entries()) offsets[set + 1] = (offsets[set] ?? 0) + items.length;
  return { itemCount, offsets, items: Int32Array.from(sets.flat()), made };
}

/** Each person counts as often as `timesOf` says: once, or as often as they were drawn. */
export function tally({ itemCount, offsets, made }: ChoiceSets, timesOf: (person: number) => number): Tally {
  const offered = new Float64Array(offsets.length - 1);
  const wins = new Float64Array(itemCount);
  for (const [person, choices] of made.entries()) {
    const times = timesOf(person);
    if (times === 0) continue;
    for (const { set, chosen, weight } of choices) {
      offered[set] = (offered[set] ?? 0) + times * weight;
      wins[chosen] = (wins[chosen] ?? 0) + times * weight;
    }
  }
  return { offered, wins };
}
