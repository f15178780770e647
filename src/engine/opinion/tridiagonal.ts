/** Iterations per eigenvalue after which it is taken as it is; two or three are usual. */
const MAX_ITERATIONS = 60;

/** Eigenvalues in descending order, and of each eigenvector the rows that were asked for: `rows[place][r]`. */
export type Eigen = { readonly values: Float64Array; readonly rows: readonly Float64Array[] };

/**
 * Eigenvalues of the symmetric tridiagonal matrix with `diagonal` and `beside` (beside[i] couples i and i + 1), and the rows
 * `wanted` of the matrix of its eigenvectors (columns). One row costs n², all of them n³.
 * Implicit QL with Wilkinson shifts: G. Golub, C. Van Loan, "Matrix Computations", 4th edition, section 8.3.
 */
export function tridiagonalEigen(
  diagonal: ArrayLike<number>,
  beside: ArrayLike<number>,
  wanted: readonly number[],
): Eigen {
  const n = diagonal.length;
  const d = Float64Array.from(diagonal);
  const e = new Float64Array(n);
  for (let i = 0; i + 1 < n; i += 1) e[i] = beside[i] ?? 0;
  const rows = wanted.map((row) => Float64Array.from({ length: n }, (_, column) => (column === row ? 1 : 0)));
  for (let low = 0; low < n; low += 1) {
    for (let iteration = 0; iteration < MAX_ITERATIONS; iteration += 1) {
      const high = endOfBlock(d, e, low);
      if (high === low) break;
      sweep(d, e, { low, high, rows });
    }
  }
  const order = Array.from(d.keys()).sort((a, b) => (d[b] ?? 0) - (d[a] ?? 0) || a - b);
  const inOrder = (row: Float64Array) => Float64Array.from(order, (place) => row[place] ?? 0);
  return { values: inOrder(d), rows: rows.map(inOrder) };
}

/** The first place from `low` on that nothing couples to the next. */
function endOfBlock(d: Float64Array, e: Float64Array, low: number): number {
  let high = low;
  for (; high + 1 < d.length; high += 1) {
    const size = Math.abs(d[high] ?? 0) + Math.abs(d[high + 1] ?? 0);
    if (Math.abs(e[high] ?? 0) <= Number.EPSILON * size) break;
  }
  return high;
}

/** One QL step with shift on the block low..high: a chain of plane rotations from the bottom up. */
function sweep(
  d: Float64Array,
  e: Float64Array,
  { low, high, rows }: { readonly low: number; readonly high: number; readonly rows: readonly Float64Array[] },
): void {
  const coupling = e[low] ?? 0;
  const half = ((d[low + 1] ?? 0) - (d[low] ?? 0)) / (2 * coupling);
  const root = Math.sqrt(half * half + 1);
  let g = (d[high] ?? 0) - (d[low] ?? 0) + coupling / (half + (half < 0 ? -root : root));
  let [sine, cosine, shift] = [1, 1, 0];
  for (let i = high - 1; i >= low; i -= 1) {
    const f = sine * (e[i] ?? 0);
    const b = cosine * (e[i] ?? 0);
    const length = Math.sqrt(f * f + g * g);
    e[i + 1] = length;
    if (length === 0) {
      d[i + 1] = (d[i + 1] ?? 0) - shift;
      e[high] = 0;
      return;
    }
    sine = f / length;
    cosine = g / length;
    const before = (d[i + 1] ?? 0) - shift;
    const turned = ((d[i] ?? 0) - before) * sine + 2 * cosine * b;
    shift = sine * turned;
    d[i + 1] = before + shift;
    g = cosine * turned - b;
    for (const row of rows) {
      const next = row[i + 1] ?? 0;
      const here = row[i] ?? 0;
      row[i + 1] = sine * here + cosine * next;
      row[i] = cosine * here - sine * next;
    }
  }
  d[low] = (d[low] ?? 0) - shift;
  e[low] = g;
  e[high] = 0;
}
