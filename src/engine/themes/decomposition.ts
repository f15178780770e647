import type { DenseMatrix, SparseMatrix } from "./sparse-matrix.ts";
import { symmetricEigen } from "./symmetric-eigen.ts";

export type Decomposition = {
  /** One row for each text: left singular vectors times singular values. */
  readonly texts: DenseMatrix;
  /** One row for each column of the matrix: right singular vectors. */
  readonly terms: DenseMatrix;
  readonly singular: Float64Array;
};

/** Directions beside those asked for, and passes over the matrix: the usual choice of the source. */
const OVERSAMPLING = 10;
const PASSES = 6;

/**
 * Truncated singular value decomposition by randomised subspace iteration (Halko, Martinsson and Tropp 2011). The rows of the
 * matrix are read once in a pass and nothing of their number is kept but the result.
 */
export function decompose(matrix: SparseMatrix, dimensions: number, random: () => number): Decomposition {
  const width = Math.min(dimensions + OVERSAMPLING, matrix.rows, matrix.columns);
  let basis = new Float64Array(matrix.columns * width);
  for (let i = 0; i < basis.length; i += 1) basis[i] = random() - 0.5;
  for (let pass = 0; pass < PASSES; pass += 1) basis = orthonormal(gramTimes(matrix, basis, width), width);
  basis = orthonormal(basis, width);
  const { values, vectors } = symmetricEigen(gramOf(gramRows(matrix, basis, width), width), width);
  const kept = values.filter((value) => value > 1e-10 * (values[0] ?? 0)).length;
  const rank = Math.min(dimensions, kept);
  const terms = { rows: matrix.columns, width: rank, values: turned(basis, matrix.columns, vectors, width, rank) };
  return { texts: project(matrix, terms), terms, singular: Float64Array.from(values.slice(0, rank), Math.sqrt) };
}

/** The rows of a sparse matrix in the space of the terms. */
export function project(matrix: SparseMatrix, terms: DenseMatrix): DenseMatrix {
  const { width } = terms;
  const values = new Float32Array(matrix.rows * width);
  const sum = new Float64Array(width);
  for (let row = 0; row < matrix.rows; row += 1) {
    rowTimes(matrix, row, terms.values, sum);
    values.set(sum, row * width);
  }
  return { rows: matrix.rows, width, values };
}

function rowTimes(matrix: SparseMatrix, row: number, basis: Float64Array | Float32Array, sum: Float64Array): void {
  const width = sum.length;
  const end = matrix.start[row + 1] as number;
  sum.fill(0);
  for (let at = matrix.start[row] as number; at < end; at += 1) {
    const weight = matrix.value[at] as number;
    const base = (matrix.column[at] as number) * width;
    for (let i = 0; i < width; i += 1) sum[i] = (sum[i] as number) + weight * (basis[base + i] as number);
  }
}

/** The transposed matrix times the matrix times the basis. */
function gramTimes(matrix: SparseMatrix, basis: Float64Array, width: number): Float64Array<ArrayBuffer> {
  const result = new Float64Array(basis.length);
  const sum = new Float64Array(width);
  for (let row = 0; row < matrix.rows; row += 1) {
    rowTimes(matrix, row, basis, sum);
    const end = matrix.start[row + 1] as number;
    for (let at = matrix.start[row] as number; at < end; at += 1) {
      const weight = matrix.value[at] as number;
      const base = (matrix.column[at] as number) * width;
      for (let i = 0; i < width; i += 1) result[base + i] = (result[base + i] as number) + weight * (sum[i] as number);
    }
  }
  return result;
}

function* gramRows(matrix: SparseMatrix, basis: Float64Array, width: number): Generator<Float64Array> {
  const sum = new Float64Array(width);
  for (let row = 0; row < matrix.rows; row += 1) {
    rowTimes(matrix, row, basis, sum);
    yield sum;
  }
}

/** Sum over the rows of the row's products with itself. */
function gramOf(rows: Iterable<Float64Array>, width: number): Float64Array {
  const gram = new Float64Array(width * width);
  for (const row of rows) {
    for (let i = 0; i < width; i += 1) {
      const own = row[i] as number;
      for (let j = i; j < width; j += 1)
        gram[i * width + j] = (gram[i * width + j] as number) + own * (row[j] as number);
    }
  }
  for (let i = 0; i < width; i += 1) for (let j = 0; j < i; j += 1) gram[i * width + j] = gram[j * width + i] as number;
  return gram;
}

function* rowsOf(values: Float64Array, width: number): Generator<Float64Array> {
  for (let at = 0; at < values.length; at += width) yield values.subarray(at, at + width);
}

/** Columns made orthonormal by the Cholesky factor of their products; a column that adds no direction becomes 0. */
function orthonormal(values: Float64Array<ArrayBuffer>, width: number): Float64Array<ArrayBuffer> {
  const upper = choleskyOf(gramOf(rowsOf(values, width), width), width);
  for (let base = 0; base < values.length; base += width) {
    for (let j = 0; j < width; j += 1) {
      let rest = values[base + j] as number;
      for (let i = 0; i < j; i += 1) rest -= (values[base + i] as number) * (upper[i * width + j] as number);
      const pivot = upper[j * width + j] as number;
      values[base + j] = pivot === 0 ? 0 : rest / pivot;
    }
  }
  return values;
}

function choleskyOf(gram: Float64Array, width: number): Float64Array {
  const upper = new Float64Array(width * width);
  for (let i = 0; i < width; i += 1) {
    let square = gram[i * width + i] as number;
    for (let r = 0; r < i; r += 1) square -= (upper[r * width + i] as number) ** 2;
    if (square <= 1e-13 * (gram[i * width + i] as number)) continue;
    const pivot = Math.sqrt(square);
    upper[i * width + i] = pivot;
    for (let j = i + 1; j < width; j += 1) {
      let rest = gram[i * width + j] as number;
      for (let r = 0; r < i; r += 1) rest -= (upper[r * width + i] as number) * (upper[r * width + j] as number);
      upper[i * width + j] = rest / pivot;
    }
  }
  return upper;
}

/** The basis in the directions of the eigenvectors, the first `rank` of them. */
function turned(basis: Float64Array, rows: number, vectors: Float64Array, width: number, rank: number): Float32Array {
  const result = new Float32Array(rows * rank);
  for (let row = 0; row < rows; row += 1) {
    for (let j = 0; j < rank; j += 1) {
      let sum = 0;
      for (let i = 0; i < width; i += 1) sum += (basis[row * width + i] as number) * (vectors[i * width + j] as number);
      result[row * rank + j] = sum;
    }
  }
  return result;
}
