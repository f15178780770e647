import { type Choice, type ChoiceSets, choiceSets, type Tally, tally } from "./choice-sets.ts";
import { connectedItems } from "./connected-items.ts";

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
  options: StrengthOptions = {},
): Strengths | null {
  const components = connectedItems(choices, itemCount);
  if (options.virtualWins === 0 && components.length > 1) return null;
  const sets = choiceSets([choices], itemCount);
  const fitted = fitStrengths(
    sets,
    tally(sets, () => 1),
    options,
  );
  return { ...fitted, components };
}

/** The same from sets and a tally; `start`: ln strengths to begin with. The components are the caller's affair. */
export function fitStrengths(
  sets: ChoiceSets,
  counted: Tally,
  {
    virtualWins = VIRTUAL_WINS,
    tolerance = TOLERANCE,
    mostRounds = MOST_ROUNDS,
    start,
  }: StrengthOptions & { readonly start?: readonly number[] } = {},
): Omit<Strengths, "components"> {
  const { itemCount } = sets;
  // the last one is the virtual item
  const wins = Float64Array.from([...counted.wins, 0], (won, item) =>
    item < itemCount ? won + virtualWins : itemCount * virtualWins,
  );
  const strengths = Float64Array.from(wins, (_, item) => Math.exp(start?.[item] ?? 0));
  const faced = new Float64Array(itemCount + 1);
  for (let rounds = 1; ; rounds += 1) {
    faced.fill(0);
    faceOthers(sets, { offered: counted.offered, strengths, faced });
    if (virtualWins > 0) faceVirtual({ strengths, faced }, 2 * virtualWins);
    const moved = update({ strengths, faced }, wins, virtualWins > 0 ? itemCount + 1 : itemCount);
    if (moved > tolerance && rounds < mostRounds) continue;
    const logs = Array.from(strengths.subarray(0, itemCount), Math.log);
    const middle = logs.reduce((total, one) => total + one, 0) / Math.max(itemCount, 1);
    return { logStrengths: logs.map((one) => one - middle), isConverged: moved <= tolerance, rounds };
  }
}

/** `faced`: Σ over choices with the item of 1/Σp. */
type State = { readonly strengths: Float64Array; readonly faced: Float64Array };

function faceOthers(
  { offsets, items }: ChoiceSets,
  { offered, strengths, faced }: State & { readonly offered: Float64Array },
): void {
  for (let set = 0; set < offered.length; set += 1) {
    const [first, end] = [offsets[set] ?? 0, offsets[set + 1] ?? 0];
    const times = offered[set] ?? 0;
    if (times === 0) continue;
    let total = 0;
    for (let place = first; place < end; place += 1) total += strengths[items[place] ?? 0] ?? 0;
    const share = times / total;
    for (let place = first; place < end; place += 1) {
      const item = items[place] ?? 0;
      faced[item] = (faced[item] ?? 0) + share;
    }
  }
}

function faceVirtual({ strengths, faced }: State, times: number): void {
  const virtual = strengths.length - 1;
  for (let item = 0; item < virtual; item += 1) {
    const share = times / ((strengths[item] ?? 0) + (strengths[virtual] ?? 0));
    faced[item] = (faced[item] ?? 0) + share;
    faced[virtual] = (faced[virtual] ?? 0) + share;
  }
}

/** New strengths of the first `used`; the largest change of a ln. Only ratios matter: their geometric mean is kept at 1. */
function update({ strengths, faced }: State, wins: Float64Array, used: number): number {
  const before = Float64Array.from(strengths);
  let logs = 0;
  for (let item = 0; item < used; item += 1) {
    const share = faced[item] ?? 0;
    if (share > 0) strengths[item] = (wins[item] ?? 0) / share;
    logs += Math.log(strengths[item] ?? 1);
  }
  const scale = Math.exp(logs / Math.max(used, 1));
  let moved = 0;
  for (let item = 0; item < used; item += 1) {
    strengths[item] = (strengths[item] ?? 1) / scale;
    moved = Math.max(moved, Math.abs(Math.log((strengths[item] ?? 1) / (before[item] ?? 1))));
  }
  return moved;
}
