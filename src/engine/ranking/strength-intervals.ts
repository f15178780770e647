import { seededNumbers } from "../seeded-numbers.ts";
import { choiceSets, type PersonChoices, tally } from "./choice-sets.ts";
import { connectedItems } from "./connected-items.ts";
import { fitStrengths, plackettLuce, type StrengthOptions, type Strengths } from "./plackett-luce.ts";

export type RankedItem = {
  readonly item: number;
  readonly logStrength: number;
  readonly low: number;
  readonly high: number;
  /** Places, from 1, between which 95 % of the resamples put the item. */
  readonly bestRank: number;
  readonly worstRank: number;
  /** Not told apart from the item before it: more than 2.5 % of the resamples turn the two around. Shown as a tie. */
  readonly isTiedWithPrevious: boolean;
};

export type RankingWithIntervals = {
  /** Best first. */
  readonly items: readonly RankedItem[];
  readonly strengths: Strengths;
  readonly draws: number;
};

type Options = StrengthOptions & {
  readonly seed: string;
  readonly draws?: number;
  /** One person weighs at most this many choices: who compares a thousand times does not decide alone. */
  readonly mostPerPerson?: number;
};

const DRAWS = 200;
const MOST_PER_PERSON = 30;
const OUTSIDE = 0.05;
/** A resample is far less exact than this by chance alone. */
const SAMPLE_TOLERANCE = 1e-5;

/** Choices of all people, those of a zealous one weighing less each. */
export function capped(people: readonly PersonChoices[], most = MOST_PER_PERSON): readonly PersonChoices[] {
  return people.map((choices) => {
    const total = choices.reduce((sum, { weight = 1 }) => sum + weight, 0);
    return total <= most ? choices : choices.map((one) => ({ ...one, weight: ((one.weight ?? 1) * most) / total }));
  });
}

/**
 * A ranking by Plackett–Luce (or Bradley–Terry) with 95 % intervals by resampling *people* (percentile bootstrap): one
 * person's choices hang together, so the person is the unit. Never shown without them; items not told apart are ties.
 * Null when there is no solution.
 * Source: B. Efron, R. Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13.
 */
export function rankingWithIntervals(
  people: readonly PersonChoices[],
  itemCount: number,
  { seed, draws = DRAWS, mostPerPerson = MOST_PER_PERSON, ...options }: Options,
): RankingWithIntervals | null {
  const limited = capped(people, mostPerPerson);
  const strengths = plackettLuce(limited.flat(), itemCount, options);
  if (!strengths) return null;
  const samples = resampled(limited, strengths, { seed, draws, ...options });
  const { logStrengths } = strengths;
  const order = [...logStrengths.keys()].toSorted((a, b) => (logStrengths[b] ?? 0) - (logStrengths[a] ?? 0) || a - b);
  const ranks = samples.map(ranksOf);
  const items = order.map((item, place) => {
    const [low, high] = middleOf(samples.map((sample) => sample[item] ?? 0));
    const [bestRank, worstRank] = middleOf(ranks.map((rank) => rank[item] ?? 0));
    const previous = order[place - 1];
    return {
      item,
      logStrength: logStrengths[item] ?? 0,
      low,
      high,
      bestRank: Math.floor(bestRank),
      worstRank: Math.ceil(worstRank),
      isTiedWithPrevious: previous !== undefined && !isToldApart(samples, previous, item),
    };
  });
  return { items, strengths, draws: samples.length };
}

/** ln strengths of each draw of people; draws without a solution are left out. */
function resampled(
  people: readonly PersonChoices[],
  { logStrengths }: Strengths,
  { seed, draws, ...options }: StrengthOptions & { readonly seed: string; readonly draws: number },
): readonly (readonly number[])[] {
  const sets = choiceSets(people, logStrengths.length);
  const random = seededNumbers(seed);
  const samples: (readonly number[])[] = [];
  for (let draw = 0; draw < draws; draw += 1) {
    const times = new Uint32Array(people.length);
    for (let n = 0; n < people.length; n += 1) {
      const person = Math.floor(random() * people.length);
      times[person] = (times[person] ?? 0) + 1;
    }
    if (options.virtualWins === 0) {
      const drawn = people.flatMap((choices, person) => ((times[person] ?? 0) > 0 ? choices : []));
      if (connectedItems(drawn, logStrengths.length).length > 1) continue;
    }
    const counted = tally(sets, (person) => times[person] ?? 0);
    samples.push(
      fitStrengths(sets, counted, { tolerance: SAMPLE_TOLERANCE, start: logStrengths, ...options }).logStrengths,
    );
  }
  return samples;
}

function ranksOf(sample: readonly number[]): readonly number[] {
  const order = [...sample.keys()].toSorted((a, b) => (sample[b] ?? 0) - (sample[a] ?? 0) || a - b);
  const ranks = sample.map(() => 0);
  for (const [place, item] of order.entries()) ranks[item] = place + 1;
  return ranks;
}

/** The bounds of the middle 95 %. */
function middleOf(values: readonly number[]): readonly [low: number, high: number] {
  const sorted = values.toSorted((a, b) => a - b);
  const outside = Math.floor((sorted.length * OUTSIDE) / 2);
  return [sorted[outside] ?? Number.NaN, sorted.at(-1 - outside) ?? Number.NaN];
}

function isToldApart(samples: readonly (readonly number[])[], above: number, below: number): boolean {
  const turned = samples.filter((sample) => (sample[above] ?? 0) <= (sample[below] ?? 0)).length;
  return turned <= (samples.length * OUTSIDE) / 2;
}
