import { lastVotes } from "./last-votes.ts";
import { type Matrix, matrixOf, outColumns } from "./matrix.ts";
import type { StatementFacts, VoteTable } from "./vote-table.ts";

/** The votes matrix with room for more: new columns and rows come last, cells of a row in the order they came. */
export type GrowingVotes = {
  matrix: Matrix;
  readonly columnOf: Map<string, number>;
  readonly rowOf: Map<string, number>;
};

/** One cell that a batch has set: the cell it was (-1: none) and the cell it is. */
export type Change = { readonly row: number; readonly before: number; readonly after: number };

export function openVotes(table: VoteTable, facts: StatementFacts): GrowingVotes {
  const matrix = matrixOf(lastVotes(table, { keepTimes: true }), facts);
  const places = (ids: readonly string[]) => new Map(ids.map((id, place) => [id, place]));
  return { matrix, columnOf: places(matrix.statements), rowOf: places(matrix.participants) };
}

/**
 * Adds the votes of a batch, the latest of each cell staying (the batch on equal times, and without times), and answers what
 * changed. Costs a look at the rows concerned and one copy of the matrix.
 */
export function addVotes(votes: GrowingVotes, batch: VoteTable, facts: StatementFacts): Change[] {
  const last = lastVotes(batch, { keepTimes: true });
  const columns = grown(votes.columnOf, last.statements);
  const rows = grown(votes.rowOf, last.participants);
  const matrix = votes.matrix.cell.length === 0 ? withTimes(votes.matrix, last.time) : votes.matrix;
  const changes: Change[] = [];
  const added: Added = new Map();
  for (let place = 0; place < last.statements.length; place += 1) {
    const column = columns[place] ?? 0;
    for (let i = last.columnStart[place] ?? 0; i < (last.columnStart[place + 1] ?? 0); i += 1) {
      const row = rows[last.participant[i] ?? 0] ?? 0;
      const after = 3 * column + (last.vote[i] ?? 0) + 1;
      const time = last.time?.[i] ?? null;
      const at = placeOf(matrix, row, column);
      if (at < 0) {
        const list = added.get(row);
        if (list) list.push({ cell: after, time });
        else added.set(row, [{ cell: after, time }]);
        changes.push({ row, before: -1, after });
      } else if (time === null || !matrix.time || time >= (matrix.time[at] ?? 0)) {
        changes.push({ row, before: matrix.cell[at] ?? 0, after });
        matrix.cell[at] = after;
        if (matrix.time && time !== null) matrix.time[at] = time;
      }
    }
  }
  const statements = allOf(votes.columnOf, matrix.statements);
  const participants = allOf(votes.rowOf, matrix.participants);
  const isOut = statements === matrix.statements ? matrix.isOut : outColumns(statements, facts);
  votes.matrix = { ...withRows(matrix, added, participants.length), statements, participants, isOut };
  return changes;
}

/** Without any vote there is no telling whether votes have times: the first batch tells. */
const withTimes = (matrix: Matrix, time: Float64Array | null): Matrix => ({
  ...matrix,
  time: time && new Float64Array(0),
});

/** The places of these ids, new ones coming last. */
function grown(placeOfId: Map<string, number>, ids: readonly string[]): Int32Array {
  return Int32Array.from(ids, (id) => {
    const place = placeOfId.get(id) ?? placeOfId.size;
    placeOfId.set(id, place);
    return place;
  });
}

/** Ids in order of place; the same list while none is new. */
const allOf = (placeOfId: ReadonlyMap<string, number>, ids: readonly string[]): readonly string[] =>
  placeOfId.size === ids.length ? ids : [...placeOfId.keys()];

function placeOf({ rowStart, cell }: Matrix, row: number, column: number): number {
  const end = rowStart[row + 1] ?? 0;
  for (let i = rowStart[row] ?? end; i < end; i += 1) if ((((cell[i] ?? 0) / 3) | 0) === column) return i;
  return -1;
}

type Added = Map<number, { readonly cell: number; readonly time: number | null }[]>;

/** A copy of the rows with more cells at their ends. */
function withRows({ rowStart, cell, time }: Matrix, added: Added, rowCount: number) {
  const total = [...added.values()].reduce((sum, list) => sum + list.length, cell.length);
  const cells = new Int32Array(total);
  const times = time && new Float64Array(total);
  const start = new Int32Array(rowCount + 1);
  let copied = 0;
  let size = 0;
  const copyUpTo = (end: number) => {
    cells.set(cell.subarray(copied, end), size);
    if (times && time) times.set(time.subarray(copied, end), size);
    size += end - copied;
    copied = end;
  };
  for (const row of [...added.keys()].sort((a, b) => a - b)) {
    copyUpTo(rowStart[row + 1] ?? cell.length);
    for (const one of added.get(row) ?? []) {
      cells[size] = one.cell;
      if (times) times[size] = one.time ?? 0;
      size += 1;
    }
  }
  copyUpTo(cell.length);
  for (let row = 0; row < rowCount; row += 1) {
    const before = (rowStart[row + 1] ?? cell.length) - (rowStart[row] ?? cell.length);
    start[row + 1] = (start[row] ?? 0) + before + (added.get(row)?.length ?? 0);
  }
  return { rowStart: start, cell: cells, time: times };
}
