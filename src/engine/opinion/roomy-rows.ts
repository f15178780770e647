import type { Matrix } from "./matrix.ts";

/**
 * Rows of cells that may get longer. A row that is full moves to the end of the cells, with room for half as many more; the place it
 * leaves stays empty. Arrays are longer than what is used.
 */
export type RoomyRows = {
  rowCount: number;
  start: Int32Array;
  end: Int32Array;
  /** Where the room of each row ends. */
  limit: Int32Array;
  cell: Int32Array;
  time: Float64Array | null;
  /** Cells that belong to a row, or did. */
  used: number;
};

const FIRST_ROOM = 8;

export function roomyRows({ rowStart, rowEnd, cell, time }: Matrix): RoomyRows {
  const [start, end] = [rowStart.slice(), rowEnd.slice()];
  return { rowCount: end.length, start, end, limit: end.slice(), cell, time, used: cell.length };
}

export function rowsOf({
  rowCount,
  start,
  end,
  cell,
  time,
}: RoomyRows): Pick<Matrix, "rowStart" | "rowEnd" | "cell" | "time"> {
  return { rowStart: start.subarray(0, rowCount), rowEnd: end.subarray(0, rowCount), cell, time };
}

/** Where a row has a vote in this column; -1: nowhere. */
export function placeOf({ start, end, cell }: RoomyRows, row: number, column: number): number {
  const last = end[row] ?? 0;
  for (let i = start[row] ?? 0; i < last; i += 1) if ((((cell[i] ?? 0) / 3) | 0) === column) return i;
  return -1;
}

export function setCell(
  rows: RoomyRows,
  at: number,
  { cell, time }: { readonly cell: number; readonly time: number | null },
): void {
  rows.cell[at] = cell;
  if (rows.time && time !== null) rows.time[at] = time;
}

/** One more place at the end of a row. */
export function newPlace(rows: RoomyRows, row: number): number {
  if (rows.end[row] === rows.limit[row]) move(rows, row);
  const at = rows.end[row] ?? 0;
  rows.end[row] = at + 1;
  return at;
}

function move(rows: RoomyRows, row: number): void {
  const [from, to] = [rows.start[row] ?? 0, rows.end[row] ?? 0];
  const size = to - from;
  const room = size + (size >> 1) + FIRST_ROOM;
  makeRoom(rows, rows.used + room);
  rows.cell.copyWithin(rows.used, from, to);
  rows.time?.copyWithin(rows.used, from, to);
  rows.start[row] = rows.used;
  rows.end[row] = rows.used + size;
  rows.used += room;
  rows.limit[row] = rows.used;
}

function makeRoom(rows: RoomyRows, needed: number): void {
  if (needed <= rows.cell.length) return;
  const length = needed + (needed >> 2);
  const cell = new Int32Array(length);
  cell.set(rows.cell);
  rows.cell = cell;
  if (!rows.time) return;
  const time = new Float64Array(length);
  time.set(rows.time);
  rows.time = time;
}

/** Empty rows at the end, up to so many. */
export function lengthen(rows: RoomyRows, rowCount: number): void {
  rows.rowCount = rowCount;
  if (rowCount <= rows.end.length) return;
  const longer = (places: Int32Array) => {
    const all = new Int32Array(rowCount + (rowCount >> 1));
    all.set(places);
    return all;
  };
  rows.start = longer(rows.start);
  rows.end = longer(rows.end);
  rows.limit = longer(rows.limit);
}
