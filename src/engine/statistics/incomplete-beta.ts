import { binomialTerm } from "./gamma.ts";

const LAST_TERM = 4e-16;
const MOST_TERMS = 100_000;
/** In place of a zero in Lentz's method. */
const TINY = 1e-300;

/**
 * Regularised incomplete beta function: `below` = I_x(a, b), `above` = 1 − I, for a, b > 0 and 0 ≤ x ≤ 1; `y` = 1 − x is
 * given apart so that neither end loses digits. Source: W. Press et al., "Numerical Recipes", 6.4 (continued fraction of
 * Abramowitz and Stegun 26.5.8 by Lentz's method); the factor before it by Loader's binomial probability.
 */
export function incompleteBeta(
  { a, b }: { readonly a: number; readonly b: number },
  x: number,
  y: number = 1 - x,
): { readonly below: number; readonly above: number } {
  if (!(x > 0)) return { below: 0, above: 1 };
  if (!(y > 0)) return { below: 1, above: 0 };
  // xᵃ yᵇ/B(a, b) = binomial(a of a + b) · ab/(a + b)
  const lead = (binomialTerm(a, a + b, { p: x, q: y }) * a * b) / (a + b);
  if (x < (a + 1) / (a + b + 2)) {
    const below = (lead * fraction(a, b, x)) / a;
    return { below, above: 1 - below };
  }
  const above = (lead * fraction(b, a, y)) / b;
  return { below: 1 - above, above };
}

const orTiny = (value: number): number => (Math.abs(value) < TINY ? TINY : value);

function fraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / orTiny(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < MOST_TERMS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / orTiny(1 + even * d);
    c = orTiny(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / orTiny(1 + odd * d);
    c = orTiny(1 + odd / c);
    value *= d * c;
    if (Math.abs(d * c - 1) < LAST_TERM) break;
  }
  return value;
}
