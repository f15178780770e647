import { incompleteGamma } from "./gamma.ts";
import { incompleteBeta } from "./incomplete-beta.ts";

/**
 * The probability of a value or less, and of more: each is accurate where it is small. NaN for parameters that make no
 * sense.
 */
export type Tails = { readonly below: number; readonly above: number };

const turned = ({ below, above }: Tails): Tails => ({ below: above, above: below });
const UNDEFINED: Tails = { below: Number.NaN, above: Number.NaN };

/** Standard normal distribution at z. */
export function normalTails(z: number): Tails {
  if (Number.isNaN(z)) return UNDEFINED;
  const { above, below } = incompleteGamma(0.5, (z * z) / 2);
  const tails = { below: above < 0.5 ? 1 - above / 2 : 0.5 + below / 2, above: above / 2 };
  return z >= 0 ? tails : turned(tails);
}

/** χ² of `df` > 0 degrees of freedom at x ≥ 0. */
export function chiSquareTails(x: number, df: number): Tails {
  return df > 0 && !Number.isNaN(x) ? incompleteGamma(df / 2, Math.max(x, 0) / 2) : UNDEFINED;
}

/** Beta(a, b) at x between 0 and 1. */
export function betaTails(x: number, a: number, b: number): Tails {
  return a > 0 && b > 0 && !Number.isNaN(x) ? incompleteBeta({ a, b }, Math.min(Math.max(x, 0), 1)) : UNDEFINED;
}

/** Fisher's F of `d1` and `d2` > 0 degrees of freedom (any real numbers) at x ≥ 0. */
export function fTails(x: number, d1: number, d2: number): Tails {
  if (!(d1 > 0 && d2 > 0) || Number.isNaN(x)) return UNDEFINED;
  if (x <= 0) return { below: 0, above: 1 };
  if (x === Number.POSITIVE_INFINITY) return { below: 1, above: 0 };
  const whole = d1 * x + d2;
  return incompleteBeta({ a: d1 / 2, b: d2 / 2 }, (d1 * x) / whole, d2 / whole);
}

/** Student's t of `df` > 0 degrees of freedom (any real number) at t. */
export function tTails(t: number, df: number): Tails {
  if (!(df > 0) || Number.isNaN(t)) return UNDEFINED;
  if (!Number.isFinite(t)) return t > 0 ? { below: 1, above: 0 } : { below: 0, above: 1 };
  const whole = df + t * t;
  const beyond = incompleteBeta({ a: df / 2, b: 0.5 }, df / whole, (t * t) / whole);
  const tails = { below: 0.5 + beyond.above / 2, above: beyond.below / 2 };
  return t >= 0 ? tails : turned(tails);
}
