import { seededNumbers } from "../seeded-numbers.ts";

/** 100·(wins + 1)/(wins + losses + 2): 50 before any comparison; always shown with the number of comparisons. */
export const pairScore = (wins: number, losses: number): number => (100 * (wins + 1)) / (wins + losses + 2);

/** Two items side by side; sides are drawn, and recorded with the answer. */
export type Pair = { readonly left: number; readonly right: number };

export type PairQuestion = {
  readonly itemCount: number;
  /** How often two items were shown together to anybody; the first is the smaller index. */
  readonly timesShown: (first: number, second: number) => number;
  /** Pairs this person has seen, in either order. */
  readonly seen: readonly Pair[];
  /** Of this person and exercise: a reload shows the same pair, an answer leads to the next. */
  readonly seed: string;
};

/** No pair weighs more than this, however rarely it was shown: nobody can foresee the next pair. */
const MOST_WEIGHT = 0.05;
/** Above this many items, all pairs weigh the same: weighing half a million pairs is not worth it. */
const MOST_WEIGHED_ITEMS = 1_000;

/** One number for a pair in either order. */
const keyOf = (itemCount: number, a: number, b: number): number => Math.min(a, b) * itemCount + Math.max(a, b);

/**
 * The next pair to show: drawn by weight min(1/(1 + times shown), 0.05) over pairs this person has not seen. Null when
 * all were seen.
 * Source: M. Salganik, K. Levy, "Wiki Surveys", PLOS ONE 10, 2015.
 */
export function nextPair({ itemCount, timesShown, seen, seed }: PairQuestion): Pair | null {
  const done = new Set(
    seen.filter(({ left, right }) => left !== right).map(({ left, right }) => keyOf(itemCount, left, right)),
  );
  const pairCount = (itemCount * (itemCount - 1)) / 2;
  if (done.size >= pairCount) return null;
  const random = seededNumbers(`${seed} ${done.size}`);
  const found =
    itemCount > MOST_WEIGHED_ITEMS
      ? evenDraw({ itemCount, done, random })
      : weightedDraw({ itemCount, done, random, timesShown });
  return random() < 0.5 ? found : { left: found.right, right: found.left };
}

type Draw = { readonly itemCount: number; readonly done: ReadonlySet<number>; readonly random: () => number };

/** Few of so many pairs were seen: another draw soon finds one that was not. */
function evenDraw({ itemCount, done, random }: Draw): Pair {
  for (;;) {
    const left = Math.floor(random() * itemCount);
    const right = Math.floor(random() * itemCount);
    if (left !== right && !done.has(keyOf(itemCount, left, right))) return { left, right };
  }
}

function weightedDraw({ itemCount, done, random, timesShown }: Draw & Pick<PairQuestion, "timesShown">): Pair {
  const weightOf = (left: number, right: number): number =>
    done.has(keyOf(itemCount, left, right)) ? 0 : Math.min(1 / (1 + timesShown(left, right)), MOST_WEIGHT);
  let total = 0;
  eachPair(itemCount, (left, right) => {
    total += weightOf(left, right);
    return false;
  });
  const wanted = random() * total;
  let found: Pair = { left: 0, right: 1 };
  let passed = 0;
  eachPair(itemCount, (left, right) => {
    const weight = weightOf(left, right);
    if (weight > 0) found = { left, right };
    passed += weight;
    return passed > wanted;
  });
  return found;
}

/** Calls `visit` with every pair until it says that it has found what it wanted. */
function eachPair(itemCount: number, visit: (left: number, right: number) => boolean): void {
  for (let left = 0; left < itemCount; left += 1) {
    for (let right = left + 1; right < itemCount; right += 1) {
      if (visit(left, right)) return;
    }
  }
}
