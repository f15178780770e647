import { optionsOf } from "./ballots.ts";
import { type PairwiseTable, preferring } from "./pairwise-table.ts";

/** The work doubles with each option (2ᵐ·m²), and a reader cannot weigh longer orders: more is not offered. */
export const MOST_OPTIONS = 8;

export type Kemeny = {
  /** The best order; of several, the first in option order. */
  readonly order: readonly number[];
  /** Agreements of people with the order, over all pairs. */
  readonly score: number;
  /** Orders with that score. */
  readonly bestCount: number;
  readonly isUnique: boolean;
  /** The best score of an order that is worse; null when all orders are equal. */
  readonly secondBestScore: number | null;
};

/**
 * Of a set of options: the best scores of its orders, how many orders have the best, and the first option of the first of
 * them.
 */
type Best = {
  readonly score: number;
  readonly count: number;
  readonly second: number;
  readonly head: number;
};

const NOTHING: Best = { score: 0, count: 1, second: Number.NEGATIVE_INFINITY, head: -1 };

/**
 * Kemeny's method: the order with which people agree most, pair by pair. Exact, by dynamic programming over sets of
 * options: the best order of a set is one option on top of the best order of the others. Null above MOST_OPTIONS.
 * Source: J. Kemeny, Daedalus 88, 1959; set-wise as in M. Held, R. Karp, 1962.
 */
export function kemeny(table: PairwiseTable): Kemeny | null {
  const size = table.length;
  if (size > MOST_OPTIONS) return null;
  const options = optionsOf(size);
  const bests: Best[] = [NOTHING];
  for (let set = 1; set < 2 ** size; set += 1) {
    const members = options.filter((option) => (set & (1 << option)) !== 0);
    bests[set] = members
      .map((head) => onTop(table, { head, members, rest: bests[set ^ (1 << head)] ?? NOTHING }))
      .reduce(better);
  }
  const best = bests.at(-1) ?? NOTHING;
  const order: number[] = [];
  for (let set = 2 ** size - 1; set > 0; set ^= 1 << (order.at(-1) ?? 0)) order.push(bests[set]?.head ?? 0);
  return {
    order,
    score: best.score,
    bestCount: best.count,
    isUnique: best.count === 1,
    secondBestScore: Number.isFinite(best.second) ? best.second : null,
  };
}

type Top = { readonly head: number; readonly members: readonly number[]; readonly rest: Best };

function onTop(table: PairwiseTable, { head, members, rest }: Top): Best {
  const gained = members.reduce((total, other) => total + (other === head ? 0 : preferring(table, head, other)), 0);
  return { score: rest.score + gained, count: rest.count, second: rest.second + gained, head };
}

/** The orders of both together. */
function better(a: Best, b: Best): Best {
  const [first, other] = a.score >= b.score ? [a, b] : [b, a];
  if (first.score === other.score) {
    return { ...first, count: first.count + other.count, second: Math.max(first.second, other.second) };
  }
  return { ...first, second: Math.max(first.second, other.score) };
}

/** Agreements of people with a whole order. */
export function kemenyScore(table: PairwiseTable, order: readonly number[]): number {
  return order.reduce(
    (total, better, place) =>
      order.slice(place + 1).reduce((sum, worse) => sum + preferring(table, better, worse), total),
    0,
  );
}
