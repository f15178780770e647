import type { CsvRecords } from "./csv-records.ts";
import { Failure } from "./failure.ts";

/** The names of the header line, each once; the record read is then the header. */
export function headerOf(records: CsvRecords): readonly string[] {
  if (!records.next()) {
    throw new Failure("inputUnreadable", {
      file: records.file,
      message: "line 1, column 1: a header line with the names of the columns was expected; the file is empty.",
    });
  }
  return Array.from({ length: records.cellCount }, (_, cell) => records.text(cell).trim());
}

/** Where the first of these names stands; -1 when none does. A name that stands twice is a mistake. */
export function placeOf(records: CsvRecords, header: readonly string[], ...names: readonly string[]): number {
  const name = names.find((one) => header.includes(one));
  if (name === undefined) return -1;
  refuseTwice(records, header, name);
  return header.indexOf(name);
}

export function refuseTwice(records: CsvRecords, header: readonly string[], name: string): void {
  const twice = header.indexOf(name, header.indexOf(name) + 1);
  if (twice >= 0) throw records.failure(twice, "each name of a column was expected once", name);
}

/** As `placeOf`, of a column that must be there. */
export function neededPlace(records: CsvRecords, header: readonly string[], ...names: readonly string[]): number {
  const place = placeOf(records, header, ...names);
  if (place >= 0) return place;
  const expected = `a column ${names.map((name) => `“${name}”`).join(" or ")} was expected`;
  throw records.failure(0, `${expected}; the columns are: ${header.map(shortened).join(", ")}`);
}

/** Refuses a record that has not the cells of the header. */
export function refuseOtherWidth(records: CsvRecords, header: readonly string[]): void {
  if (records.cellCount === header.length) return;
  const last = Math.min(records.cellCount, header.length) - 1;
  const expected = `${header.length} cells were expected, as in the header line`;
  throw records.failure(last, `${expected}; ${records.cellCount} were found`);
}

/** A cell of one, zero or minus one, also written 1.0; null when it is none of them. */
export function voteIn(buffer: Uint8Array, start: number, end: number): -1 | 0 | 1 | null {
  const isMinus = buffer[start] === 45;
  const from = isMinus ? start + 1 : start;
  const length = end - from;
  if (length !== 1 && !(length === 3 && buffer[from + 1] === 46 && buffer[from + 2] === 48)) return null;
  if (buffer[from] === 48 && !isMinus) return 0;
  if (buffer[from] !== 49) return null;
  return isMinus ? -1 : 1;
}

export const VOTE_EXPECTED = "1 (agree), 0 (pass) or -1 (disagree) was expected";
export const ID_EXPECTED = "an id was expected: 1 to 64 characters among A-Z a-z 0-9 _ -";

/** What was found, for the end of a message. */
export function found(records: CsvRecords, cell: number): string {
  const text = records.buffer.toString("utf8", records.starts[cell], records.ends[cell]);
  return text === "" ? "the cell is empty" : `“${shortened(text)}” was found`;
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}
