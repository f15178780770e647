import { tridiagonalEigen } from "./tridiagonal.ts";

export type Operator = (vector: Float64Array, result: Float64Array) => void;
export type EigenPairs = { readonly values: Float64Array; readonly vectors: readonly Float64Array[] };

export type LanczosOptions = {
  /** How many pairs are wanted, from the largest eigenvalue on. */
  readonly wanted: number;
  readonly size: number;
  /** Sum of all eigenvalues: what is small is small beside it. */
  readonly trace: number;
  readonly start: Float64Array;
  /** Enough too: every vector is certain to be within this angle (radians, small) of the one looked for. Absent: it is not. */
  readonly angle?: number | undefined;
  /** Goes on until nothing is left: finds equal eigenvalues too, which one starting vector alone cannot tell apart. */
  readonly isExhaustive: boolean;
};

/** Residual ‖Mv - λv‖ at which a pair has converged, beside its eigenvalue. */
const RESIDUAL = 1e-9;
/** What remains of a vector when only rounding does, beside the trace. */
const ROUNDING = 1e-14;
/** Part of a vector that is taken for rounding. */
const NEGLIGIBLE = 1e-12;
/** Fixed vectors tried before the space is taken for exhausted. */
const ATTEMPTS = 3;
/** Steps after a restart before its pairs are believed. */
const SETTLED_STEPS = 20;

/**
 * The largest eigenvalues of a symmetric matrix with no negative one, and unit eigenvectors. Lanczos with full
 * reorthogonalisation (twice: B. Parlett, "The Symmetric Eigenvalue Problem", 1980, sections 6.9 and 13.8); where the space of the
 * starting vector is exhausted, another vector starts beside it. Nearly equal eigenvalues only take more steps, at most `size`,
 * after which everything is exact.
 */
export function largestEigenPairs(multiply: Operator, options: LanczosOptions): EigenPairs {
  const { wanted, size, trace, isExhaustive } = options;
  const basis: Float64Array[] = [];
  const diagonal: number[] = [];
  const beside: number[] = [];
  const isFull = () => basis.length >= size;
  let vector = startFrom(multiply, options.start, basis) ?? freshVector(multiply, size, basis);
  let stepsSinceRestart = 0;
  let hasRestarted = false;
  while (vector) {
    basis.push(vector);
    const next: Float64Array = new Float64Array(size);
    multiply(vector, next);
    diagonal.push(dot(vector, next));
    removeAll(next, basis);
    const length = Math.sqrt(dot(next, next));
    const isSpent = length <= ROUNDING * trace;
    beside.push(isSpent ? 0 : length);
    stepsSinceRestart += 1;
    const mayStop = !isExhaustive && (!hasRestarted || stepsSinceRestart > SETTLED_STEPS);
    if (mayStop && isTimeToLook(basis.length, wanted) && hasConverged(diagonal, beside, options)) break;
    if (isSpent) {
      vector = isFull() ? null : freshVector(multiply, size, basis);
      stepsSinceRestart = 0;
      hasRestarted = true;
    } else vector = isFull() ? null : scaled(next, 1 / length);
  }
  return pairsOf(basis, diagonal, { beside, wanted });
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

/** Ritz vectors: the eigenvectors of the tridiagonal matrix, in the basis. */
function pairsOf(
  basis: readonly Float64Array[],
  diagonal: readonly number[],
  { beside, wanted }: { readonly beside: readonly number[]; readonly wanted: number },
): EigenPairs {
  const { values, rows } = tridiagonalEigen(diagonal, beside, [...diagonal.keys()]);
  const vectors = Array.from(values.subarray(0, wanted), (_, r) => {
    const vector = new Float64Array(basis[0]?.length ?? 0);
    for (const [place, one] of basis.entries()) addTimes(vector, one, rows[place]?.[r] ?? 0);
    return scaled(vector, 1 / Math.sqrt(dot(vector, vector)));
  });
  return { values: values.slice(0, wanted), vectors };
}

/** A unit vector orthogonal to the basis, from fixed vectors; null when the basis spans all that is not multiplied to zero. */
function freshVector(multiply: Operator, size: number, basis: readonly Float64Array[]): Float64Array | null {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const vector = startFrom(multiply, fixedVector(size, attempt), basis);
    if (vector) return vector;
  }
  return null;
}

/** Fixed, with no pattern that votes could share: 1 + (7919·j mod 101)/1010, and others for other attempts. */
export function fixedVector(size: number, attempt = 0): Float64Array {
  if (attempt === 0) return Float64Array.from({ length: size }, (_, j) => 1 + ((7919 * j) % 101) / 1010);
  return Float64Array.from({ length: size }, (_, j) => ((7919 * (j + 1) * (attempt + 1) + j * j) % 1009) / 1009 - 0.5);
}

/**
 * What is left beside the basis of a vector multiplied once, at length 1; null when only rounding is. Multiplied, it has no part
 * in columns without variance, and stays exactly 0 there.
 */
function startFrom(multiply: Operator, vector: Float64Array, basis: readonly Float64Array[]): Float64Array | null {
  const left: Float64Array = new Float64Array(vector.length);
  multiply(vector, left);
  const before = Math.sqrt(dot(left, left));
  removeAll(left, basis);
  const length = Math.sqrt(dot(left, left));
  return length > NEGLIGIBLE * before ? scaled(left, 1 / length) : null;
}

function removeAll(vector: Float64Array, basis: readonly Float64Array[]): void {
  for (let pass = 0; pass < 2; pass += 1) for (const one of basis) addTimes(vector, one, -dot(one, vector));
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j += 1) sum += (a[j] ?? 0) * (b[j] ?? 0);
  return sum;
}

function addTimes(vector: Float64Array, other: Float64Array, times: number): void {
  for (let j = 0; j < vector.length; j += 1) vector[j] = (vector[j] ?? 0) + times * (other[j] ?? 0);
}

const scaled = (vector: Float64Array, times: number): Float64Array => vector.map((value) => value * times);
