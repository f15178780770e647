import { type Interval, wilsonInterval } from "./shares.ts";
import { sum } from "./sums.ts";

export type WeightSummary = {
  readonly n: number;
  /** Kish: (Σw)²/Σw²; as many equal answers would be worth as much. */
  readonly effectiveN: number;
  /** n / effective n. */
  readonly designEffect: number;
  readonly smallest: number;
  readonly largest: number;
};

/** What is printed beside every weighted figure. Source: L. Kish, "Survey Sampling", 1965, section 11.7. */
export function weightSummary(weights: readonly number[]): WeightSummary {
  const effectiveN = sum(weights) ** 2 / sum(weights.map((weight) => weight * weight));
  return {
    n: weights.length,
    effectiveN,
    designEffect: weights.length / effectiveN,
    smallest: weights.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY),
    largest: weights.reduce((most, one) => Math.max(most, one), Number.NEGATIVE_INFINITY),
  };
}

/** Weighted share of those marked, between 0 and 1, with Wilson's interval on the effective size. */
export function weightedShare(
  marked: readonly boolean[],
  weights: readonly number[],
): Interval & { readonly share: number; readonly effectiveN: number } {
  const { effectiveN } = weightSummary(weights);
  const share = sum(weights.filter((_, person) => marked[person])) / sum(weights);
  return { share, effectiveN, ...wilsonInterval(share, effectiveN) };
}

export type WeightedMean = {
  readonly mean: number;
  readonly standardError: number;
  /** Clusters, or people when there are none. */
  readonly clusterCount: number;
};

/**
 * Weighted mean with its linearised standard error, drawn with replacement: z = w(x − mean)/Σw, summed by cluster if any,
 * m of them, variance m/(m − 1)·Σ(z − z̄)². Weights are taken as given: the gain of raking is not counted (the error is
 * rather too large).
 * Source: T. Lumley, "Complex Surveys", 2010, section 2.2; same figures as `svymean` of R.
 */
export function weightedMean(
  values: readonly number[],
  weights: readonly number[],
  clusters?: readonly string[],
): WeightedMean {
  const total = sum(weights);
  const mean = sum(values.map((value, person) => value * (weights[person] ?? 0))) / total;
  const parts = values.map((value, person) => ((weights[person] ?? 0) * (value - mean)) / total);
  const sums = sumsByCluster(parts, clusters);
  const middle = sum(sums) / sums.length;
  const variance = (sums.length / (sums.length - 1)) * sum(sums.map((one) => (one - middle) ** 2));
  return { mean, standardError: Math.sqrt(variance), clusterCount: sums.length };
}

/** Sums of what belongs to one cluster, in the order clusters first come; without clusters, the numbers themselves. */
export function sumsByCluster(parts: readonly number[], clusters?: readonly string[]): readonly number[] {
  if (!clusters) return parts;
  const sums = new Map<string, number>();
  for (const [person, part] of parts.entries()) {
    const cluster = clusters[person] ?? "";
    sums.set(cluster, (sums.get(cluster) ?? 0) + part);
  }
  return [...sums.values()];
}
