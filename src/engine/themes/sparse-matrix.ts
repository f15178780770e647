/** Rows of numbers, most of them 0: those of row i are `value[start[i]]` … at the columns of `column`, in growing order. */
export type SparseMatrix = {
  readonly rows: number;
  readonly columns: number;
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly value: Float32Array;
};
/** Rows of numbers one after the other. */
export type DenseMatrix = { readonly rows: number; readonly width: number; readonly values: Float32Array };
