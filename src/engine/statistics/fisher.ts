import { logFactorials } from "./log-factorials.ts";
import { ascending, columnSums, requireWhole, rowSums, sum, type Table } from "./sums.ts";

/**
 * Tables are walked column by column; a node is what the rows still lack. Beyond this many visits the exact test gives
 * up.
 */
const MOST_VISITS = 1_000_000;
/** Tables as probable as the one observed, to this relative precision, count as no more probable. */
const SAME = 1e-7;

type Node = {
  /** ln of Σ 1/Πx! over all ways to fill the columns left. */
  readonly all: number;
  /** ln of 1/Πx! of the most and of the least probable of them. */
  readonly most: number;
  readonly least: number;
};

/**
 * Fisher's exact test of a table of whole counts, two-sided: the probability, given the totals, of all tables no more
 * probable than the one observed. Null when a table is too large to be walked through (MOST_VISITS, about a second;
 * measured: 2 × 5 tables of 300 people, 3 × 3 of 150 and 4 × 4 of 30 are within it): then use the Monte-Carlo test. Lines
 * without anybody count for nothing.
 * Source: C. Mehta, N. Patel, "A Network Algorithm for Performing Fisher's Exact Test in r × c Contingency Tables", JASA
 * 78, 1983.
 */
export function fisherTest(table: Table): { readonly p: number } | null {
  requireWhole(table);
  const rows = rowSums(table).filter((one) => one > 0);
  const columns = columnSums(table).filter((one) => one > 0);
  if (rows.length < 2 || columns.length < 2) return { p: 1 };
  const logs = logFactorials(sum(rows));
  const observed = -sum(table.flat().map((count) => logs[count] ?? 0));
  const [short, long] = rows.length <= columns.length ? [rows, columns] : [columns, rows];
  const walk = walkOf(long.toSorted(ascending), logs);
  const whole = walk.nodeOf(short, long.length);
  const within =
    whole && walk.within({ lacking: short, left: long.length, past: -whole.all }, observed + SAME - whole.all);
  return within === null ? null : { p: Math.min(1, within) };
}

type Place = { readonly lacking: readonly number[]; readonly left: number; readonly past: number };

function walkOf(columns: readonly number[], logs: Float64Array) {
  const nodes = new Map<string, Node>();
  let visits = 0;

  /** Calls `visit` with each way to fill the last column left: what rows lack then, and ln 1/Πx! of the column. */
  function eachColumn(
    { lacking, left }: { readonly lacking: readonly number[]; readonly left: number },
    visit: (rest: readonly number[], weight: number) => boolean,
  ): boolean {
    const rest = [...lacking];
    const below = lacking.map((_, row) => sum(lacking.slice(row + 1)));
    const fill = (row: number, missing: number, weight: number): boolean => {
      const have = lacking[row] ?? 0;
      if (row === lacking.length - 1) {
        if (missing > have) return true;
        rest[row] = have - missing;
        visits += 1;
        return visits <= MOST_VISITS && visit(rest.toSorted(ascending), weight - (logs[missing] ?? 0));
      }
      for (let x = Math.max(0, missing - (below[row] ?? 0)); x <= Math.min(have, missing); x += 1) {
        rest[row] = have - x;
        if (!fill(row + 1, missing - x, weight - (logs[x] ?? 0))) return false;
      }
      return true;
    };
    return fill(0, columns[left - 1] ?? 0, 0);
  }

  function nodeOf(lacking: readonly number[], left: number): Node | null {
    if (left === 1) {
      const only = -sum(lacking.map((x) => logs[x] ?? 0));
      return { all: only, most: only, least: only };
    }
    const key = `${left}|${lacking.toSorted(ascending).join(",")}`;
    const known = nodes.get(key);
    if (known) return known;
    // ln of the multinomial sum: Σ Π 1/x! = n!/(Π rows! Π columns!) over what is left
    const all =
      (logs[sum(lacking)] ?? 0) -
      sum(lacking.map((x) => logs[x] ?? 0)) -
      sum(columns.slice(0, left).map((x) => logs[x] ?? 0));
    let most = Number.NEGATIVE_INFINITY;
    let least = Number.POSITIVE_INFINITY;
    const isDone = eachColumn({ lacking, left }, (rest, weight) => {
      const next = nodeOf(rest, left - 1);
      if (!next) return false;
      most = Math.max(most, weight + next.most);
      least = Math.min(least, weight + next.least);
      return true;
    });
    if (!isDone) return null;
    const node = { all, most, least };
    nodes.set(key, node);
    return node;
  }

  /** Σ 1/Πx! over the tables through this place whose whole ln 1/Πx! is at most `limit`; null when there are too many. */
  function within({ lacking, left, past }: Place, limit: number): number | null {
    const node = nodeOf(lacking, left);
    if (!node) return null;
    if (past + node.most <= limit) return Math.exp(past + node.all);
    if (past + node.least > limit) return 0;
    let total = 0;
    const isDone = eachColumn({ lacking, left }, (rest, weight) => {
      const found = within({ lacking: rest, left: left - 1, past: past + weight }, limit);
      if (found === null) return false;
      total += found;
      return true;
    });
    return isDone ? total : null;
  }

  return { nodeOf, within };
}
