import type { VoteTable } from "#engine/opinion/vote-table.ts";
import type { CsvRecords } from "./csv-records.ts";
import { IdTable } from "./id-table.ts";
import {
  found,
  ID_EXPECTED,
  neededPlace,
  refuseOtherWidth,
  refuseTwice,
  VOTE_EXPECTED,
  voteIn,
} from "./votes-columns.ts";
import { VoteColumns } from "./votes-store.ts";

type Header = readonly string[];

/** One participant per line, one column per statement: those of comments.csv, and those whose name is made of digits. */
export function readMatrix(records: CsvRecords, header: Header, known: { has(statement: string): boolean }): VoteTable {
  const participantCell = neededPlace(records, header, "participant");
  const isStatement = (name: string, cell: number): boolean =>
    cell !== participantCell && (known.has(name) || /^\d{1,64}$/.test(name));
  const cells = header.flatMap((name, cell) => (isStatement(name, cell) ? [cell] : []));
  for (const cell of cells) refuseTwice(records, header, header[cell] ?? "");
  const rows = new IdTable();
  const columns = new VoteColumns({ hasTimes: false });
  const statements = numbered((cell: number) => header[cell] ?? "");
  const participants = numbered((row: number) => rows.textOf(row));
  while (records.next()) {
    if (records.cellCount !== header.length) refuseOtherWidth(records, header);
    const row = newRow(records, participantCell, rows);
    for (const cell of cells) {
      const [start = 0, end = 0] = [records.starts[cell], records.ends[cell]];
      if (start === end) continue;
      const vote = voteIn(records.buffer, start, end);
      if (vote === null) {
        const expected = `${VOTE_EXPECTED}, or nothing`;
        throw records.failure(cell, `${expected}; ${found(records, cell)}`, header[cell]);
      }
      columns.add(statements.numberOf(cell), participants.numberOf(row), vote, 0);
      if (columns.isFull) columns.growFor(records.bytes);
    }
  }
  return { kind: "matrix", statements: statements.texts, participants: participants.texts, ...columns.done() };
}

function newRow(records: CsvRecords, cell: number, rows: IdTable): number {
  const before = rows.size;
  const row = rows.numberOf(records.buffer, records.starts[cell] ?? 0, records.ends[cell] ?? 0);
  if (row < 0) throw records.failure(cell, `${ID_EXPECTED}; ${found(records, cell)}`, "participant");
  if (rows.size > before) return row;
  const expected = "one line per participant was expected";
  throw records.failure(cell, `${expected}; “${rows.textOf(row)}” has one above`, "participant");
}

/** Gives numbers in order of first use: lines and columns without any vote get none. */
function numbered(textOf: (place: number) => string) {
  const numbers: number[] = [];
  const texts: string[] = [];
  return {
    texts: texts as readonly string[],
    numberOf(place: number): number {
      const given = numbers[place];
      if (given !== undefined) return given;
      numbers[place] = texts.length;
      texts.push(textOf(place));
      return texts.length - 1;
    },
  };
}
