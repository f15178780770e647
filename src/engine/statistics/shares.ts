import { betaQuantile, normalQuantile } from "./quantiles.ts";

/** An interval at 95 % unless another confidence is given. */
export type Interval = { readonly low: number; readonly high: number };

const CONFIDENCE = 0.95;
const zOf = (confidence: number): number => normalQuantile((1 + confidence) / 2);

/**
 * Wilson's interval of a share: `share` between 0 and 1, on n > 0 answers; n need not be whole (effective size of a weighted
 * sample). Inside [0, 1], exact at 0 and 1.
 *
 *     centre (p + z²/2n)/(1 + z²/n), half-width z/(1 + z²/n) · √(p(1 − p)/n + z²/4n²)
 *
 * Source: E. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22, 1927.
 */
export function wilsonInterval(share: number, n: number, confidence = CONFIDENCE): Interval {
  const z = zOf(confidence);
  const scale = 1 + (z * z) / n;
  const centre = (share + (z * z) / (2 * n)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return { low: share <= 0 ? 0 : Math.max(0, centre - half), high: share >= 1 ? 1 : Math.min(1, centre + half) };
}

/**
 * Wilson's interval of x out of n with continuity correction. Source: R. Newcombe, Statistics in Medicine 17:857, 1998,
 * method 4.
 */
export function wilsonContinuityInterval(x: number, n: number, confidence = CONFIDENCE): Interval {
  const z = zOf(confidence);
  const bound = (shifted: number, side: 1 | -1): number => {
    const p = shifted / n;
    const inner = (p * (1 - p)) / n + (z * z) / (4 * n * n);
    return (p + (z * z) / (2 * n) + side * z * Math.sqrt(Math.max(0, inner))) / (1 + (z * z) / n);
  };
  return {
    low: x <= 0 ? 0 : Math.max(0, bound(x - 0.5, -1)),
    high: x >= n ? 1 : Math.min(1, bound(x + 0.5, 1)),
  };
}

/**
 * The exact interval of x out of n: covers at least the confidence asked, whatever the share; wider than Wilson's.
 * Source: C. Clopper, E. Pearson, Biometrika 26:404, 1934, by quantiles of the beta distribution.
 */
export function clopperPearsonInterval(x: number, n: number, confidence = CONFIDENCE): Interval {
  const rest = (1 - confidence) / 2;
  return {
    low: x === 0 ? 0 : betaQuantile(rest, x, n - x + 1),
    high: x === n ? 1 : betaQuantile(1 - rest, x + 1, n - x),
  };
}

export type Count = { readonly x: number; readonly n: number };

/**
 * Difference of two shares, first minus second, by square-and-add of their Wilson intervals.
 * Source: R. Newcombe, Statistics in Medicine 17:873, 1998, method 10.
 */
export function shareDifference(
  first: Count,
  second: Count,
  confidence = CONFIDENCE,
): Interval & { readonly difference: number } {
  const [p, q] = [first.x / first.n, second.x / second.n];
  const [one, two] = [wilsonInterval(p, first.n, confidence), wilsonInterval(q, second.n, confidence)];
  return {
    difference: p - q,
    low: p - q - Math.hypot(p - one.low, two.high - q),
    high: p - q + Math.hypot(one.high - p, q - two.low),
  };
}

/** What a voluntary answer of 0 to 10 says: shares of 9–10 and of 0–6 among n. */
export type PromoterShares = { readonly promoters: number; readonly detractors: number; readonly n: number };

/**
 * Net promoter score, in points from −100 to 100, with its standard error and interval: a difference of two shares of one
 * multinomial sample, SE = √((p₊ + p₋ − (p₊ − p₋)²)/n).
 */
export function netPromoterScore(
  { promoters, detractors, n }: PromoterShares,
  confidence = CONFIDENCE,
): Interval & { readonly score: number; readonly standardError: number } {
  const score = promoters - detractors;
  const standardError = Math.sqrt(Math.max(0, promoters + detractors - score * score) / n);
  const half = zOf(confidence) * standardError;
  return {
    score: 100 * score,
    standardError: 100 * standardError,
    low: 100 * Math.max(-1, score - half),
    high: 100 * Math.min(1, score + half),
  };
}
