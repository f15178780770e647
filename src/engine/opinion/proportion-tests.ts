/** 90 % point of the normal law, one-sided. */
export const SIGNIFICANT = 1.2816;

/** Probability of a success, with one more success and one more failure than seen (Laplace). */
export const smoothed = (successes: number, trials: number): number => (successes + 1) / (trials + 2);

/** How far a proportion stands from one half, in standard errors: 2·√(N+1)·((n+1)/(N+1) - ½). */
export const oneProportion = (successes: number, trials: number): number =>
  2 * Math.sqrt(trials + 1) * ((successes + 1) / (trials + 1) - 0.5);

/** How far apart two proportions stand, in standard errors, pooled: 0 when everybody in both agrees. */
export function twoProportions(successes: number, trials: number, otherSuccesses: number, otherTrials: number): number {
  const pooled = (successes + otherSuccesses) / (trials + otherTrials);
  if (pooled === 1) return 0;
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / trials + 1 / otherTrials));
  return (successes / trials - otherSuccesses / otherTrials) / error;
}
