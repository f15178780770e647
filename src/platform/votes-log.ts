import type { VoteTable } from "#engine/opinion/vote-table.ts";
import type { CsvRecords } from "./csv-records.ts";
import { IdTable } from "./id-table.ts";
import { found, ID_EXPECTED, neededPlace, placeOf, refuseOtherWidth, VOTE_EXPECTED, voteIn } from "./votes-columns.ts";
import { VoteColumns } from "./votes-store.ts";

/** One vote per line; the header was read. */
export function readLog(records: CsvRecords, header: readonly string[]): VoteTable {
  const statementCell = neededPlace(records, header, "comment-id", "statement");
  const participantCell = neededPlace(records, header, "voter-id", "participant");
  const voteCell = neededPlace(records, header, "vote");
  const timeCell = placeOf(records, header, "timestamp");
  const [statements, participants] = [new IdTable(), new IdTable()];
  const columns = new VoteColumns({ hasTimes: timeCell >= 0 });
  const id = (ids: IdTable, cell: number): number => {
    const number = ids.numberOf(records.buffer, records.starts[cell] ?? 0, records.ends[cell] ?? 0);
    if (number < 0) throw records.failure(cell, `${ID_EXPECTED}; ${found(records, cell)}`, header[cell]);
    return number;
  };
  while (records.next()) {
    if (records.cellCount !== header.length) refuseOtherWidth(records, header);
    const statement = id(statements, statementCell);
    const participant = id(participants, participantCell);
    const vote = voteIn(records.buffer, records.starts[voteCell] ?? 0, records.ends[voteCell] ?? 0);
    if (vote === null) throw records.failure(voteCell, `${VOTE_EXPECTED}; ${found(records, voteCell)}`, "vote");
    columns.add(statement, participant, vote, timeCell < 0 ? 0 : timeIn(records, timeCell));
    if (columns.isFull) columns.growFor(records.bytes);
  }
  return { kind: "log", statements: statements.texts(), participants: participants.texts(), ...columns.done() };
}

const MOST_DIGITS = 15;

/** Milliseconds; a fraction is let go. */
function timeIn(records: CsvRecords, cell: number): number {
  const { buffer } = records;
  const end = records.ends[cell] ?? 0;
  const start = records.starts[cell] ?? 0;
  const isMinus = buffer[start] === 45;
  let at = isMinus ? start + 1 : start;
  const first = at;
  let time = 0;
  for (; at < end; at += 1) {
    const digit = (buffer[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) break;
    time = time * 10 + digit;
  }
  const isNumber = at > first && at - first <= MOST_DIGITS && (at === end || isFraction(buffer, at, end));
  if (isNumber) return isMinus ? -time : time;
  throw records.failure(cell, `a time in milliseconds was expected; ${found(records, cell)}`, "timestamp");
}

function isFraction(buffer: Uint8Array, point: number, end: number): boolean {
  if (buffer[point] !== 46 || point + 1 === end) return false;
  return buffer.subarray(point + 1, end).every((byte) => byte >= 48 && byte <= 57);
}
