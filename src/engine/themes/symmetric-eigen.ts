export type Eigen = {
  /** In falling order. */
  readonly values: Float64Array;
  /** Row-major, one column for each value. */
  readonly vectors: Float64Array;
};

const MOST_SWEEPS = 40;

/** Of a symmetric matrix, row-major: cyclic Jacobi rotations (C. G. J. Jacobi 1846; Golub and Van Loan, section 8.5). */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const a = matrix.slice();
  const v = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) v[i * size + i] = 1;
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep += 1) {
    if (offDiagonal(a, size) === 0) break;
    for (let p = 0; p < size; p += 1) for (let q = p + 1; q < size; q += 1) rotate(a, v, size, p, q);
  }
  const order = Array.from({ length: size }, (_, i) => i).sort(
    (x, y) => (a[y * size + y] ?? 0) - (a[x * size + x] ?? 0) || x - y,
  );
  const vectors = new Float64Array(size * size);
  for (const [to, from] of order.entries()) {
    for (let i = 0; i < size; i += 1) vectors[i * size + to] = v[i * size + from] ?? 0;
  }
  return { values: Float64Array.from(order, (i) => a[i * size + i] ?? 0), vectors };
}

/** The part off the diagonal, 0 once it is below what a double can hold beside it. */
function offDiagonal(a: Float64Array, size: number): number {
  let [off, all] = [0, 0];
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < size; j += 1) {
      const square = (a[i * size + j] ?? 0) ** 2;
      all += square;
      if (i !== j) off += square;
    }
  }
  return off <= 1e-28 * all ? 0 : off;
}

function rotate(a: Float64Array, v: Float64Array, size: number, p: number, q: number): void {
  const apq = a[p * size + q] ?? 0;
  if (apq === 0) return;
  const theta = ((a[q * size + q] ?? 0) - (a[p * size + p] ?? 0)) / (2 * apq);
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let i = 0; i < size; i += 1) turn(a, i * size + p, i * size + q, c, s);
  for (let i = 0; i < size; i += 1) turn(a, p * size + i, q * size + i, c, s);
  for (let i = 0; i < size; i += 1) turn(v, i * size + p, i * size + q, c, s);
}

function turn(m: Float64Array, x: number, y: number, c: number, s: number): void {
  const [mx, my] = [m[x] ?? 0, m[y] ?? 0];
  m[x] = c * mx - s * my;
  m[y] = s * mx + c * my;
}
