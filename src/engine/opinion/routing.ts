/** Weight of a meta statement: the priority it has whatever its votes. */
const META_PRIORITY = 49;

/** Agrees, disagrees and votes (passes included) of each statement, summed over the groups; same length and order. */
export type RoutingCounts = {
  readonly agrees: ArrayLike<number>;
  readonly disagrees: ArrayLike<number>;
  readonly votes: ArrayLike<number>;
};

/**
 * What to show next: the weight of each statement in the draw. Q = S - A - D passes:
 *
 *     importance = (1 - (Q+1)/(S+2)) · (E+1) · (A+1)/(S+2)
 *     priority   = ( importance · (1 + 8·2^(-S/5)) )²
 *
 * The last factor explores: a statement nobody has seen weighs 5.0625, one with ten agreements and no extremity 6.35.
 */
export function routingWeights(
  counts: RoutingCounts,
  extremity: ArrayLike<number>,
  meta: ArrayLike<boolean>,
): Float64Array {
  const weights = new Float64Array(counts.votes.length);
  for (let j = 0; j < weights.length; j += 1) {
    const isMeta = meta[j] ?? false;
    weights[j] = isMeta
      ? META_PRIORITY
      : priority(counts.agrees[j] ?? 0, counts.disagrees[j] ?? 0, counts.votes[j] ?? 0, extremity[j] ?? 0);
  }
  return weights;
}

function priority(agrees: number, disagrees: number, votes: number, extremity: number): number {
  const passes = votes - agrees - disagrees;
  const importance = (1 - (passes + 1) / (votes + 2)) * (extremity + 1) * ((agrees + 1) / (votes + 2));
  const explored = importance * (1 + 8 * halvedEvery5(votes));
  return explored * explored;
}

/** 2^(-r/5) for r from 0 to 4. */
const FIFTH_ROOTS = [1, 0.8705505632961241, 0.757858283255199, 0.6597539553864471, 0.5743491774985175] as const;
/** From here on 1 + 8·2^(-S/5) is 1. */
const UNSEEN_NO_MORE = 300;

/** 2^(-votes/5), without the power of the language: its last digit may differ from one version to the next. */
function halvedEvery5(votes: number): number {
  if (votes >= UNSEEN_NO_MORE) return 0;
  let power = FIFTH_ROOTS[votes % 5] ?? 1;
  for (let left = votes; left >= 5; left -= 5) power /= 2;
  return power;
}

/**
 * The place drawn with probability proportional to its weight, from a number in [0, 1) that the caller gives; null when every
 * weight is 0. A weight of 0 is never drawn.
 */
export function draw(weights: ArrayLike<number>, random: number): number | null {
  let total = 0;
  for (let j = 0; j < weights.length; j += 1) total += weights[j] ?? 0;
  let left = random * total;
  let last: number | null = null;
  for (let j = 0; j < weights.length; j += 1) {
    const weight = weights[j] ?? 0;
    if (weight <= 0) continue;
    last = j;
    left -= weight;
    if (left < 0) return j;
  }
  return last;
}
