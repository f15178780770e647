/** A square or rectangular matrix, row by row. */
export type Matrix = readonly (readonly number[])[];

export function multiply(a: Matrix, b: Matrix): number[][] {
  const width = b[0]?.length ?? 0;
  return a.map((row) => {
    const out = Array.from({ length: width }, () => 0);
    for (const [k, value] of row.entries()) {
      const other = b[k] ?? [];
      for (let j = 0; j < width; j += 1) out[j] = (out[j] ?? 0) + value * (other[j] ?? 0);
    }
    return out;
  });
}

export const transpose = (a: Matrix): number[][] => (a[0] ?? []).map((_, j) => a.map((row) => row[j] ?? 0));
export const trace = (a: Matrix): number => a.reduce((total, row, i) => total + (row[i] ?? 0), 0);

/** X with A·X = B, by elimination with the largest pivot; null when A has no inverse. */
export function solve(a: Matrix, b: Matrix): number[][] | null {
  const size = a.length;
  const rows = a.map((row, i) => [...row, ...(b[i] ?? [])]);
  const scale = Math.max(...a.flat().map(Math.abs), Number.MIN_VALUE);
  for (let column = 0; column < size; column += 1) {
    let best = column;
    for (let i = column + 1; i < size; i += 1) {
      if (Math.abs(rows[i]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0)) best = i;
    }
    const pivot = rows[best] ?? [];
    const head = pivot[column] ?? 0;
    if (Math.abs(head) <= scale * 1e-14) return null;
    rows[best] = rows[column] ?? [];
    rows[column] = pivot.map((value) => value / head);
    const top = rows[column] ?? [];
    for (const [i, row] of rows.entries()) {
      const times = row[column] ?? 0;
      if (i !== column && times !== 0) rows[i] = row.map((value, j) => value - times * (top[j] ?? 0));
    }
  }
  return rows.map((row) => row.slice(size));
}
