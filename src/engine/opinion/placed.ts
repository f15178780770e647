import type { Matrix } from "./matrix.ts";

const ENOUGH_VOTES = 7;
const ENOUGH_PEOPLE = 15;

/**
 * Rows that are placed in a group, ascending: those with at least 7 votes (or all there are statements), moderated ones counted;
 * when that is fewer than 15, those with the most votes until 15 (ties: the earlier row).
 */
export function placedRows({ rowStart, rowEnd, statements }: Matrix): Int32Array {
  const enough = Math.min(ENOUGH_VOTES, statements.length);
  const votesOf = (row: number) => (rowEnd[row] ?? 0) - (rowStart[row] ?? 0);
  const rowCount = rowEnd.length;
  const placed = new Int32Array(rowCount);
  let count = 0;
  for (let row = 0; row < rowCount; row += 1) if (votesOf(row) >= enough) placed[count++] = row;
  if (count >= Math.min(ENOUGH_PEOPLE, rowCount)) return placed.subarray(0, count);
  const rows = Int32Array.from({ length: rowCount }, (_, row) => row);
  rows.sort((a, b) => votesOf(b) - votesOf(a) || a - b);
  return rows.slice(0, ENOUGH_PEOPLE).sort();
}
