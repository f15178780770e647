import { betaTails, chiSquareTails, fTails, normalTails, type Tails, tTails } from "./distributions.ts";

/** Halvings of an interval: more than enough to reach neighbouring numbers. */
const MOST_STEPS = 300;

/** Where the smaller of two tails is reached: compared there, so that p = 10⁻¹⁰ is as exact as p = ½. */
function isBelow(tails: Tails, p: number): boolean {
  return p <= 0.5 ? tails.below < p : tails.above > 1 - p;
}

/**
 * x with `p` below it, of a distribution that grows from `low` to `high`; halves the interval until no number lies
 * between.
 */
function invert(tailsOf: (x: number) => Tails, p: number, [low, high]: readonly [number, number]): number {
  let [least, most] = [low, high];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const middle = least + (most - least) / 2;
    if (middle <= least || middle >= most) break;
    if (isBelow(tailsOf(middle), p)) least = middle;
    else most = middle;
  }
  return least + (most - least) / 2;
}

/** A bound beyond which less than the wanted share lies. */
function boundAbove(tailsOf: (x: number) => Tails, p: number): number {
  let bound = 1;
  while (Number.isFinite(bound) && isBelow(tailsOf(bound), p)) bound *= 4;
  return bound;
}

function positive(tailsOf: (x: number) => Tails, p: number): number {
  if (!(p >= 0 && p <= 1) || Number.isNaN(tailsOf(1).below)) return Number.NaN;
  if (p === 0) return 0;
  if (p === 1) return Number.POSITIVE_INFINITY;
  return invert(tailsOf, p, [0, boundAbove(tailsOf, p)]);
}

function symmetric(tailsOf: (x: number) => Tails, p: number): number {
  if (!(p >= 0 && p <= 1) || Number.isNaN(tailsOf(1).below)) return Number.NaN;
  if (p === 0.5) return 0;
  if (p === 0 || p === 1) return p === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const bound = boundAbove(tailsOf, Math.max(p, 1 - p));
  return p < 0.5 ? invert(tailsOf, p, [-4 * bound, 0]) : invert(tailsOf, p, [0, 4 * bound]);
}

/** z with probability `p` below: 1.959963984540054 for 0.975. */
export const normalQuantile = (p: number): number => symmetric(normalTails, p);
export const tQuantile = (p: number, df: number): number => symmetric((x) => tTails(x, df), p);
export const chiSquareQuantile = (p: number, df: number): number => positive((x) => chiSquareTails(x, df), p);
export const fQuantile = (p: number, d1: number, d2: number): number => positive((x) => fTails(x, d1, d2), p);

export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1 && a > 0 && b > 0)) return Number.NaN;
  if (p === 0 || p === 1) return p;
  return invert((x) => betaTails(x, a, b), p, [0, 1]);
}
