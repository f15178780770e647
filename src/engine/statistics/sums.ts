/** Sums that lose no digits to their order (Neumaier's compensated sum). */
export function sum(numbers: Iterable<number>): number {
  let total = 0;
  let lost = 0;
  for (const one of numbers) {
    const next = total + one;
    lost += Math.abs(total) >= Math.abs(one) ? total - next + one : one - next + total;
    total = next;
  }
  return Number.isFinite(lost) ? total + lost : total;
}

export const mean = (numbers: readonly number[]): number => sum(numbers) / numbers.length;

/** Sample variance, divided by n − 1. */
export function variance(numbers: readonly number[]): number {
  const middle = mean(numbers);
  return sum(numbers.map((one) => (one - middle) ** 2)) / (numbers.length - 1);
}

/** Counts in rows and columns. */
export type Table = readonly (readonly number[])[];

export const rowSums = (table: Table): number[] => table.map(sum);
export const columnSums = (table: Table): number[] =>
  (table[0] ?? []).map((_, column) => sum(table.map((row) => row[column] ?? 0)));

/** A stable order: first the smallest. */
export const ascending = (a: number, b: number): number => a - b;

/** Exact tests count people: weighted counts would give a wrong p in silence. */
export function requireWhole(table: Table): void {
  if (table.flat().every((count) => Number.isInteger(count) && count >= 0)) return;
  throw new RangeError("counts of people must be whole numbers of 0 or more; weighted tables go to raoScottTest");
}
