/** Coefficients of the series of ln Γ(x) − (x − ½) ln x + x − ½ ln 2π: B₂ₖ/(2k(2k−1)). */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156, -3617 / 122_400];
/** Above this the series is exact to the last digit; below it Γ(x + 1) = x Γ(x) leads there. */
const LARGE = 16;
const HALF_LOG_TWO_PI = 0.9189385332046727;
/** Relative size of the term at which a series or a fraction stops, and the most terms (about √x of them are needed). */
const LAST_TERM = 1e-16;
const MOST_TERMS = 100_000;

/** What Stirling's formula leaves out of ln Γ(x + 1), x > 0: small, so that large numbers lose no digits. */
function stirlingRest(x: number): number {
  if (x < LARGE) return logGamma(x + 1) - (x + 0.5) * Math.log(x) + x - HALF_LOG_TWO_PI;
  const square = 1 / (x * x);
  return STIRLING.reduceRight((rest, coefficient) => rest * square + coefficient, 0) / x;
}

/** ln Γ(x), x > 0. Source: M. Abramowitz, I. Stegun, "Handbook of Mathematical Functions", 6.1.40. */
export function logGamma(x: number): number {
  let shifted = x;
  let product = 1;
  while (shifted < LARGE) {
    product *= shifted;
    shifted += 1;
  }
  return (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LOG_TWO_PI + stirlingRest(shifted) - Math.log(product);
}

/**
 * x ln(x/m) + m − x without loss where x is close to m. Source: C. Loader, "Fast and Accurate Computation of Binomial
 * Probabilities", 2000.
 */
function deviance(x: number, m: number): number {
  if (x === 0) return m;
  const v = (x - m) / (x + m);
  if (Math.abs(v) > 0.1) return x * Math.log(x / m) + m - x;
  let total = (x - m) * v;
  let term = 2 * x * v;
  for (let odd = 3; ; odd += 2) {
    term *= v * v;
    const next = total + term / odd;
    if (next === total) return total;
    total = next;
  }
}

/** e^−m m^x / Γ(x + 1), x ≥ 0: the Poisson probability, for any real x. */
function poissonTerm(x: number, m: number): number {
  if (x === 0) return Math.exp(-m);
  return Math.exp(-stirlingRest(x) - deviance(x, m)) / Math.sqrt(2 * Math.PI * x);
}

/** Γ(n + 1)/(Γ(x + 1)Γ(n − x + 1)) pˣ qⁿ⁻ˣ for real 0 ≤ x ≤ n, p + q = 1: the binomial probability (Loader, 2000). */
export function binomialTerm(x: number, n: number, { p, q }: { readonly p: number; readonly q: number }): number {
  if (x === 0) return Math.exp(n * (p < 0.1 ? Math.log1p(-p) : Math.log(q)));
  if (x === n) return Math.exp(n * (q < 0.1 ? Math.log1p(-q) : Math.log(p)));
  const rest = stirlingRest(n) - stirlingRest(x) - stirlingRest(n - x) - deviance(x, n * p) - deviance(n - x, n * q);
  return Math.exp(rest) * Math.sqrt(n / (2 * Math.PI * x * (n - x)));
}

/**
 * Regularised incomplete gamma functions of a > 0 and x ≥ 0: `below` = P(a, x), `above` = Q(a, x) = 1 − P, each to about
 * 13 digits of its own. Source: Abramowitz and Stegun, 6.5.29 (series) and 6.5.31 (continued fraction, by Lentz's method).
 */
export function incompleteGamma(a: number, x: number): { readonly below: number; readonly above: number } {
  if (!(x > 0)) return { below: 0, above: 1 };
  if (x === Number.POSITIVE_INFINITY) return { below: 1, above: 0 };
  const lead = poissonTerm(a, x);
  if (x < a + 1) {
    const below = lead * seriesBelow(a, x);
    return { below, above: 1 - below };
  }
  const above = lead * a * fractionAbove(a, x);
  return { below: 1 - above, above };
}

/** Σ xⁿ/((a + 1)…(a + n)). */
function seriesBelow(a: number, x: number): number {
  let term = 1;
  let total = 1;
  for (let n = 1; n < MOST_TERMS && term > total * LAST_TERM; n += 1) {
    term *= x / (a + n);
    total += term;
  }
  return total;
}

/** 1/(x + 1 − a − 1(1 − a)/(x + 3 − a − …)). */
function fractionAbove(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < MOST_TERMS; n += 1) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    value *= c * d;
    if (Math.abs(c * d - 1) < LAST_TERM * 4) break;
  }
  return value;
}
