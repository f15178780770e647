import { tridiagonalEigen } from "./tridiagonal.ts";
import { addTimes, dot, normalised, removeAll, scaled } from "./vectors.ts";

export type Operator = (vector: Float64Array, result: Float64Array) => void;
/** An eigenvalue and its unit eigenvector. */
export type EigenPair = { readonly value: number; readonly vector: Float64Array };

export type LanczosOptions = {
  /** How many pairs are wanted, from the largest eigenvalue on. */
  readonly wanted: number;
  readonly size: number;
  /** Sum of all eigenvalues: what is small is small beside it. */
  readonly trace: number;
  readonly start: Float64Array;
  /** Enough too: every vector is certain to be within this angle (radians, small) of the one looked for. Absent: it is not. */
  readonly angle?: number | undefined;
  /**
   * Whether to look again beside what was found: of equal eigenvalues, one starting vector meets one only. Costs a few steps; without,
   * such a second eigenvector may be missed.
   */
  readonly looksAgain: boolean;
};

/** Residual ‖Mv - λv‖ at which a pair has converged, beside its eigenvalue. */
const RESIDUAL = 1e-9;
/** What remains of a vector when only rounding does, beside the trace. */
const ROUNDING = 1e-14;
/** Part of a vector that is taken for rounding. */
const NEGLIGIBLE = 1e-12;
/** Steps after which an eigenvalue that is larger than those found would show. */
const LOOK_STEPS = 6;

/**
 * The largest eigenvalues of a symmetric matrix with no negative one, descending, with unit eigenvectors; fewer when the others are 0.
 * Lanczos with full reorthogonalisation, then again beside the vectors found until nothing larger shows. Nearly equal eigenvalues
 * take more steps, at most `size`, after which everything is exact.
 */
export function largestEigenPairs(multiply: Operator, options: LanczosOptions): EigenPair[] {
  const { wanted, size, trace, looksAgain } = options;
  let found: EigenPair[] = [];
  for (let attempt = 0; attempt <= size; attempt += 1) {
    const isComplete = found.length >= wanted;
    if (isComplete && !looksAgain) break;
    const first = startFrom(multiply, attempt === 0 ? options.start : fixedVector(size, attempt), found);
    if (!first && attempt > 0) break;
    if (!first) continue;
    const least = isComplete ? (found[wanted - 1]?.value ?? 0) : 0;
    const more = krylovPairs(multiply, { ...options, first, found, least }).filter(
      ({ value }) => value > ROUNDING * trace,
    );
    if ((more[0]?.value ?? 0) <= least) break;
    found = [...found, ...more].sort((a, b) => b.value - a.value);
  }
  return found.slice(0, wanted);
}

type Run = LanczosOptions & {
  readonly first: Float64Array;
  readonly found: readonly EigenPair[];
  /** What an eigenvalue must be above, else there is no need to go on. */
  readonly least: number;
};

/** One run from one starting vector, beside the vectors found. Source: B. Parlett, "The Symmetric Eigenvalue Problem", 1980, chapter 13. */
function krylovPairs(multiply: Operator, run: Run): EigenPair[] {
  const { wanted, size, trace, least } = run;
  const known = run.found.map(({ vector }) => vector);
  const basis: Float64Array[] = [];
  const diagonal: number[] = [];
  const beside: number[] = [];
  let vector = run.first;
  while (true) {
    basis.push(vector);
    const next = new Float64Array(size);
    multiply(vector, next);
    diagonal.push(dot(vector, next));
    removeAll(next, known);
    removeAll(next, basis);
    const length = Math.sqrt(dot(next, next));
    beside.push(length);
    const isSpent = length <= ROUNDING * trace || basis.length + known.length >= size;
    if (isSpent) return ritzPairs(basis, diagonal, { beside, wanted });
    if (least > 0 && basis.length >= LOOK_STEPS) {
      const largest = tridiagonalEigen(diagonal, beside, []).values[0] ?? 0;
      if (largest <= least * (1 + RESIDUAL)) return [];
    }
    if (isTimeToLook(basis.length, wanted) && hasConverged(diagonal, beside, run))
      return ritzPairs(basis, diagonal, { beside, wanted });
    vector = scaled(next, 1 / length);
  }
}

/** Every step from the first ones that can do, then more rarely as looking (n²) gets dearer. */
const isTimeToLook = (steps: number, wanted: number): boolean =>
  steps >= 2 * wanted + 4 && (steps < 48 || steps % (steps >> 4) === 0);

function hasConverged(
  diagonal: readonly number[],
  beside: readonly number[],
  { wanted, trace, angle = 0 }: LanczosOptions,
): boolean {
  const n = diagonal.length;
  const { values, rows } = tridiagonalEigen(diagonal, beside, [n - 1]);
  const residuals = (rows[0] ?? values).map((last) => Math.abs((beside[n - 1] ?? 0) * last));
  for (let r = 0; r < Math.min(wanted, n); r += 1) {
    const enough = Math.max(RESIDUAL * (values[r] ?? 0), ROUNDING * trace, angle * gapAround(values, residuals, r));
    if ((residuals[r] ?? 0) > enough) return false;
  }
  return true;
}

/** How far the eigenvalues beside this one are at least; the angle is at most the residual over this (Davis and Kahan, 1970). */
function gapAround(values: Float64Array, residuals: Float64Array, r: number): number {
  if (r + 1 >= values.length) return 0;
  const below = (values[r] ?? 0) - (values[r + 1] ?? 0) - (residuals[r + 1] ?? 0);
  const above = r === 0 ? below : (values[r - 1] ?? 0) - (values[r] ?? 0);
  return Math.max(0, Math.min(below, above));
}

/** The eigenvectors of the tridiagonal matrix, in the basis. */
function ritzPairs(
  basis: readonly Float64Array[],
  diagonal: readonly number[],
  { beside, wanted }: { readonly beside: readonly number[]; readonly wanted: number },
): EigenPair[] {
  const { values, rows } = tridiagonalEigen(diagonal, beside, [...diagonal.keys()]);
  return Array.from(values.subarray(0, wanted), (value, r) => {
    const vector = new Float64Array(basis[0]?.length ?? 0);
    for (const [place, one] of basis.entries()) addTimes(vector, one, rows[place]?.[r] ?? 0);
    return { value, vector: normalised(vector) };
  });
}

/** Fixed, with no pattern that votes could share: 1 + (7919·j mod 101)/1010, and others for other attempts. */
export function fixedVector(size: number, attempt = 0): Float64Array {
  if (attempt === 0) return Float64Array.from({ length: size }, (_, j) => 1 + ((7919 * j) % 101) / 1010);
  return Float64Array.from({ length: size }, (_, j) => ((7919 * (j + 1) * (attempt + 1) + j * j) % 1009) / 1009 - 0.5);
}

/**
 * What is left beside the vectors found of a vector multiplied once, at length 1; null when only rounding is. Multiplied, it has no
 * part in columns without variance, and stays exactly 0 there.
 */
function startFrom(multiply: Operator, vector: Float64Array, found: readonly EigenPair[]): Float64Array | null {
  const left = new Float64Array(vector.length);
  multiply(vector, left);
  const before = Math.sqrt(dot(left, left));
  const known = found.map((pair) => pair.vector);
  removeAll(left, known);
  const length = Math.sqrt(dot(left, left));
  return length > NEGLIGIBLE * before ? scaled(left, 1 / length) : null;
}
