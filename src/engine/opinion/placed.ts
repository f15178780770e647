import type { Matrix } from "./matrix.ts";

const ENOUGH_VOTES = 7;
const ENOUGH_PEOPLE = 15;

/**
 * Rows that are placed in a group, ascending: those with at least 7 votes (or all there are statements), moderated ones counted;
 * when that is fewer than 15, those with the most votes until 15 (ties: the earlier row).
 */
export function placedRows({ rowStart, statements }: Matrix): Int32Array {
  const enough = Math.min(ENOUGH_VOTES, statements.length);
  const votes = Int32Array.from(rowStart.subarray(1), (end, row) => end - (rowStart[row] ?? 0));
  const rows = Int32Array.from(votes.keys());
  const placed = rows.filter((row) => (votes[row] ?? 0) >= enough);
  if (placed.length >= ENOUGH_PEOPLE || placed.length === rows.length) return placed;
  rows.sort((a, b) => (votes[b] ?? 0) - (votes[a] ?? 0) || a - b);
  return rows.slice(0, ENOUGH_PEOPLE).sort();
}
