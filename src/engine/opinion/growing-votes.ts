import { type JointCounts, jointCounts, shiftJoint } from "./joint-counts.ts";
import { lastVotes } from "./last-votes.ts";
import { type Matrix, matrixOf, outColumns } from "./matrix.ts";
import { lengthen, newPlace, placeOf, type RoomyRows, roomyRows, rowsOf, setCell } from "./roomy-rows.ts";
import type { StatementFacts, VoteTable } from "./vote-table.ts";

/** The votes matrix with room for more: new columns and rows come last, cells of a row in the order they came. */
export type GrowingVotes = {
  matrix: Matrix;
  readonly rows: RoomyRows;
  readonly columnOf: Map<string, number>;
  readonly rowOf: Map<string, number>;
  /** Null where looking at each vote costs less. */
  joint: JointCounts | null;
};

/** One cell that a batch has set: the cell it was (-1: none) and the cell it is. */
export type Change = { readonly row: number; readonly before: number; readonly after: number };

export function openVotes(table: VoteTable, facts: StatementFacts): GrowingVotes {
  const matrix = matrixOf(lastVotes(table, { keepTimes: true }), facts);
  const places = (ids: readonly string[]) => new Map(ids.map((id, place) => [id, place]));
  return {
    matrix,
    rows: roomyRows(matrix),
    columnOf: places(matrix.statements),
    rowOf: places(matrix.participants),
    joint: jointCounts(matrix, matrix.statements.length),
  };
}

/**
 * Adds the votes of a batch, the latest of each cell staying (the batch on equal times, and without times), and answers what
 * changed. Costs a look at the rows concerned.
 */
export function addVotes(votes: GrowingVotes, batch: VoteTable, facts: StatementFacts): Change[] {
  const last = lastVotes(batch, { keepTimes: true });
  const columns = grown(votes.columnOf, last.statements);
  const rowPlaces = grown(votes.rowOf, last.participants);
  const { matrix, rows } = votes;
  const { joint } = votes.columnOf.size <= (votes.joint?.room ?? 0) ? votes : { joint: null };
  lengthen(rows, votes.rowOf.size);
  // without any vote there is no telling whether votes have times: the first batch tells
  if (rows.used === 0 && last.time) rows.time = new Float64Array(rows.cell.length);
  const changes: Change[] = [];
  for (let place = 0; place < last.statements.length; place += 1) {
    const column = columns[place] ?? 0;
    for (let i = last.columnStart[place] ?? 0; i < (last.columnStart[place + 1] ?? 0); i += 1) {
      const row = rowPlaces[last.participant[i] ?? 0] ?? 0;
      const after = 3 * column + (last.vote[i] ?? 0) + 1;
      const time = last.time?.[i] ?? null;
      const at = placeOf(rows, row, column);
      if (at >= 0 && rows.time && time !== null && time < (rows.time[at] ?? 0)) continue;
      const before = at < 0 ? -1 : (rows.cell[at] ?? 0);
      changes.push({ row, before, after });
      if (joint) {
        const [start, end] = [rows.start[row] ?? 0, rows.end[row] ?? 0];
        shiftJoint(joint, { cell: rows.cell, start, end }, { before, after });
      }
      setCell(rows, at < 0 ? newPlace(rows, row) : at, { cell: after, time });
    }
  }
  const statements = allOf(votes.columnOf, matrix.statements);
  const participants = allOf(votes.rowOf, matrix.participants);
  const isOut = statements === matrix.statements ? matrix.isOut : outColumns(statements, facts);
  votes.matrix = { ...rowsOf(rows), statements, participants, isOut };
  // more columns than there was room for: counted anew
  votes.joint = joint ?? jointCounts(votes.matrix, statements.length);
  return changes;
}

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
