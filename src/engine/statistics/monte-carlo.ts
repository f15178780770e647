import { seededNumbers } from "../seeded-numbers.ts";
import { logFactorials } from "./log-factorials.ts";
import { columnSums, requireWhole, rowSums, sum, type Table } from "./sums.ts";

export const DRAWS = 20_000;
const SAME = 1e-7;

/**
 * Fisher's test of a large table by drawing tables with the same totals: p = (1 + draws no more probable than the
 * table)/(1 + draws), so never 0. The seed is fixed and printed beside p. `standardError` is of p itself, from the draws.
 * Source: A. Agresti, D. Wackerly, J. Boyett, Psychometrika 44, 1979; tables drawn cell by cell (hypergeometric), as in
 * W. Patefield, 1981.
 */
export function monteCarloTest(
  table: Table,
  { seed, draws = DRAWS }: { readonly seed: string; readonly draws?: number },
): { readonly p: number; readonly standardError: number; readonly draws: number; readonly seed: string } {
  requireWhole(table);
  const rows = rowSums(table).filter((one) => one > 0);
  const columns = columnSums(table).filter((one) => one > 0);
  const logs = logFactorials(sum(rows));
  const weightOf = (counts: readonly number[]) => -counts.reduce((total, count) => total + (logs[count] ?? 0), 0);
  const observed = weightOf(table.flat());
  const random = seededNumbers(seed);
  let asRare = 0;
  for (let draw = 0; draw < draws; draw += 1) {
    if (weightOf(drawTable({ rows, columns, logs, random })) <= observed + SAME) asRare += 1;
  }
  const p = (1 + asRare) / (1 + draws);
  return { p, standardError: Math.sqrt((p * (1 - p)) / draws), draws, seed };
}

type Totals = {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly logs: Float64Array;
  readonly random: () => number;
};

/** A random table with these totals, as a list of cells. */
function drawTable({ rows, columns, logs, random }: Totals): number[] {
  const left = [...columns];
  const cells: number[] = [];
  for (const row of rows.slice(0, -1)) {
    let toPlace = row;
    let after = left.reduce((total, one) => total + one, 0);
    for (let column = 0; column < left.length; column += 1) {
      const here = left[column] ?? 0;
      after -= here;
      const x = drawHypergeometric({ marked: here, others: after, drawn: toPlace, logs, random });
      cells.push(x);
      left[column] = here - x;
      toPlace -= x;
    }
  }
  return [...cells, ...left];
}

type Urn = {
  readonly marked: number;
  readonly others: number;
  readonly drawn: number;
  readonly logs: Float64Array;
  readonly random: () => number;
};

/** Marked ones among those drawn from an urn: walks away from the most probable number until the random number is used up. */
function drawHypergeometric({ marked, others, drawn, logs, random }: Urn): number {
  const low = Math.max(0, drawn - others);
  const high = Math.min(marked, drawn);
  if (low === high) return low;
  const mode = Math.min(high, Math.max(low, Math.floor(((drawn + 1) * (marked + 1)) / (marked + others + 2))));
  const log = (n: number) => logs[n] ?? 0;
  const choose = (n: number, k: number) => log(n) - log(k) - log(n - k);
  const peak = Math.exp(choose(marked, mode) + choose(others, drawn - mode) - choose(marked + others, drawn));
  let left = random() - peak;
  let [up, down] = [mode, mode];
  let [above, below] = [peak, peak];
  while (left >= 0 && (up < high || down > low)) {
    if (up < high) {
      above *= ((marked - up) * (drawn - up)) / ((up + 1) * (others - drawn + up + 1));
      up += 1;
      left -= above;
      if (left < 0) return up;
    }
    if (down > low) {
      below *= (down * (others - drawn + down)) / ((marked - down + 1) * (drawn - down + 1));
      down -= 1;
      left -= below;
      if (left < 0) return down;
    }
  }
  return mode;
}
