import { type Order, optionsOf } from "./ballots.ts";
import { type PairwiseTable, preferring } from "./pairwise-table.ts";

export type Schulze = {
  readonly order: Order;
  /** strengths[a][b]: the weakest link of the strongest chain of majorities from a to b. */
  readonly strengths: PairwiseTable;
};

/**
 * Schulze's method with winning votes: a is before b when the strongest chain from a to b is stronger than the one back.
 * First come the options that nobody is before, tied if several; then those that nobody left is before, and so on.
 * Source: M. Schulze, "A new monotonic, clone-independent … single-winner election method", Social Choice and Welfare 36,
 * 2011.
 */
export function schulze(table: PairwiseTable): Schulze {
  const options = optionsOf(table.length);
  const strengths = options.map((a) =>
    options.map((b) => (preferring(table, a, b) > preferring(table, b, a) ? preferring(table, a, b) : 0)),
  );
  for (const through of options) {
    const after = strengths[through] ?? [];
    for (const a of options) {
      const row = strengths[a] ?? [];
      if (a === through) continue;
      for (const b of options) {
        if (b === a || b === through) continue;
        row[b] = Math.max(row[b] ?? 0, Math.min(row[through] ?? 0, after[b] ?? 0));
      }
    }
  }
  const isBefore = (a: number, b: number) => preferring(strengths, a, b) > preferring(strengths, b, a);
  const order: number[][] = [];
  for (let left = options; left.length > 0; ) {
    const first = left.filter((option) => !left.some((other) => isBefore(other, option)));
    order.push(first);
    left = left.filter((option) => !first.includes(option));
  }
  return { order, strengths };
}
