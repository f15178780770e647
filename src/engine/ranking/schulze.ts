import { type Order, optionsOf, orderByScore } from "./ballots.ts";
import { type PairwiseTable, preferring } from "./pairwise-table.ts";

export type Schulze = {
  readonly order: Order;
  /** strengths[a][b]: the weakest link of the strongest chain of majorities from a to b. */
  readonly strengths: PairwiseTable;
};

/**
 * Schulze's method with winning votes: a is before b when the strongest chain from a to b is stronger than the one back. Options
 * are sorted by how many others they beat in this way, which keeps that relation; equal numbers are ties.
 * Source: M. Schulze, "A new monotonic, clone-independent … single-winner election method", Social Choice and Welfare 36, 2011.
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
  const beaten = options.map(
    (a) => options.filter((b) => preferring(strengths, a, b) > preferring(strengths, b, a)).length,
  );
  return { order: orderByScore(beaten), strengths };
}
