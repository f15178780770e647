import { connectedItems } from "./connected-items.ts";

/** One choice: this item among these (the chosen one included or not), `weight` times. */
export type Choice = { readonly chosen: number; readonly others: readonly number[]; readonly weight?: number };

export type Strengths = {
  /** ln of the strength of each item, centred on 0: higher is chosen more; differences alone have a meaning. */
  readonly logStrengths: readonly number[];
  readonly isConverged: boolean;
  readonly rounds: number;
  /**
   * Items that reach each other through wins, without the virtual ones; one component: the scale rests on what people
   * said alone. With several, what is said between components comes from the virtual wins.
   */
  readonly components: readonly (readonly number[])[];
};

export type StrengthOptions = {
  /** Virtual wins of each item over one virtual item, and of it over each; 0: none (then the items must be connected). */
  readonly virtualWins?: number;
  readonly tolerance?: number;
  readonly mostRounds?: number;
};

export const VIRTUAL_WINS = 0.1;
/** Largest change of a ln strength at which the rounds stop. */
const TOLERANCE = 1e-10;
const MOST_ROUNDS = 100_000;

/** A ranking, best first, as choices: each place is a choice among what remains. Items that are not named play no part. */
export function choicesOfRanking(ranking: readonly number[], weight = 1): readonly Choice[] {
  return ranking
    .slice(0, -1)
    .map((chosen, place) => ({ chosen, others: ranking.slice(place + 1).filter((item) => item !== chosen), weight }));
}

/**
 * Plackett and Luce's model: an item is chosen with probability pᵢ/Σpⱼ over what is offered. Maximum likelihood by pᵢ ←
 * winsᵢ / Σ over choices with i of 1/Σpⱼ, until no ln p moves by more than the tolerance. Pairs alone: Bradley and
 * Terry's model. Null when without virtual wins the items are not connected: there is no finite solution.
 * Source: D. Hunter, "MM algorithms for generalized Bradley–Terry models", Annals of Statistics 32:384, 2004.
 */
export function plackettLuce(
  choices: readonly Choice[],
  itemCount: number,
  { virtualWins = VIRTUAL_WINS, tolerance = TOLERANCE, mostRounds = MOST_ROUNDS }: StrengthOptions = {},
): Strengths | null {
  const components = connectedItems(choices, itemCount);
  if (virtualWins === 0 && components.length > 1) return null;
  const sets = choicesTogether(choices);
  const wins = winsOf(sets, itemCount, virtualWins);
  let strengths = new Float64Array(itemCount + 1).fill(1);
  for (let rounds = 1; ; rounds += 1) {
    const { next, moved } = oneRound({ sets, wins, strengths, virtualWins });
    strengths = next;
    if (moved <= tolerance || rounds === mostRounds) {
      const logs = Array.from(strengths.subarray(0, itemCount), Math.log);
      const middle = logs.reduce((total, one) => total + one, 0) / Math.max(itemCount, 1);
      return { logStrengths: logs.map((one) => one - middle), isConverged: moved <= tolerance, rounds, components };
    }
  }
}

type ChoiceSet = { readonly items: readonly number[]; weight: number; readonly winners: Map<number, number> };

/** Choices among the same items, counted together: the work of a round does not grow with the number of people. */
function choicesTogether(choices: readonly Choice[]): readonly ChoiceSet[] {
  const sets = new Map<string, ChoiceSet>();
  for (const { chosen, others, weight = 1 } of choices) {
    const items = [...new Set([chosen, ...others])].sort((a, b) => a - b);
    if (items.length < 2) continue;
    const key = items.join(" ");
    const set: ChoiceSet = sets.get(key) ?? { items, weight: 0, winners: new Map() };
    set.weight += weight;
    set.winners.set(chosen, (set.winners.get(chosen) ?? 0) + weight);
    sets.set(key, set);
  }
  return [...sets.values()];
}

/** The last entry is the virtual item. */
function winsOf(sets: readonly ChoiceSet[], itemCount: number, virtualWins: number): Float64Array {
  const wins = new Float64Array(itemCount + 1).fill(virtualWins);
  wins[itemCount] = itemCount * virtualWins;
  for (const { winners } of sets) for (const [item, weight] of winners) wins[item] = (wins[item] ?? 0) + weight;
  return wins;
}

type Round = {
  readonly sets: readonly ChoiceSet[];
  readonly wins: Float64Array;
  readonly strengths: Float64Array;
  readonly virtualWins: number;
};

function oneRound({ sets, wins, strengths, virtualWins }: Round) {
  const virtual = strengths.length - 1;
  const faced = new Float64Array(strengths.length);
  const face = (item: number, share: number) => {
    faced[item] = (faced[item] ?? 0) + share;
  };
  for (const { items, weight } of sets) {
    const total = items.reduce((sum, item) => sum + (strengths[item] ?? 0), 0);
    for (const item of items) face(item, weight / total);
  }
  for (let item = 0; item < virtual && virtualWins > 0; item += 1) {
    const share = (2 * virtualWins) / ((strengths[item] ?? 0) + (strengths[virtual] ?? 0));
    face(item, share);
    face(virtual, share);
  }
  const next = strengths.map((strength, item) =>
    (faced[item] ?? 0) > 0 ? (wins[item] ?? 0) / (faced[item] ?? 1) : strength,
  );
  // only ratios matter: the geometric mean is kept at 1
  const used = [...next.keys()].filter((item) => item < virtual || virtualWins > 0);
  const scale = Math.exp(used.reduce((sum, item) => sum + Math.log(next[item] ?? 1), 0) / Math.max(used.length, 1));
  let moved = 0;
  for (const item of used) {
    next[item] = (next[item] ?? 1) / scale;
    moved = Math.max(moved, Math.abs(Math.log((next[item] ?? 1) / (strengths[item] ?? 1))));
  }
  return { next, moved };
}
