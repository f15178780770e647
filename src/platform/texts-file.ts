import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { compareIds } from "#engine/id-order.ts";
import { CsvRecords } from "./csv-records.ts";
import { Failure } from "./failure.ts";
import { refuseOtherWidth, refuseTwice } from "./votes-columns.ts";

export type TextRow = { readonly id: string; readonly text: string };
export type TextsFile = {
  /** Rows with a text, by id: digits compare as numbers and come first, the others by code unit. */
  readonly texts: readonly TextRow[];
  readonly rows: number;
  /** Ids of rows without a text. */
  readonly empty: readonly string[];
  readonly warnings: readonly string[];
  /** SHA-256 of `jalon-texts/1`, then each id and its text as JSON. */
  readonly hash: string;
};
export type TextsFileOptions = {
  readonly textColumn: string;
  /** Default: `id` where there is one, else the number of the row. */
  readonly idColumn?: string | undefined;
  readonly encoding?: string | undefined;
};

const ENCODINGS: Readonly<Record<string, "utf-8" | "windows-1252">> = {
  "utf-8": "utf-8",
  utf8: "utf-8",
  cp1252: "windows-1252",
};
/** What "é" and "’" become when UTF-8 was read as something else. */
const DAMAGE = /Ã[©¨ª§´®¢]|â€[™œ“”˜¦]/;

/**
 * Reads the texts of a CSV (RFC 4180, comma or semicolon) as a stream: only ids and texts are kept. Nothing is guessed: what cannot
 * be read is a `Failure` that says the line, the column and what was expected.
 */
export async function readTextsFile(file: string, options: TextsFileOptions): Promise<TextsFile> {
  const encoding = ENCODINGS[(options.encoding ?? "utf-8").toLowerCase()];
  if (encoding === undefined) throw new Failure("usage", { message: "--encoding is utf-8 or cp1252." });
  const records = new CsvRecords(file, { delimiter: "told", encoding });
  try {
    const header = headerOf(records, encoding);
    return arranged(readRows(records, header, { ...options, encoding }));
  } finally {
    records.close();
  }
}

type Row = TextRow & { readonly line: number };
type Rows = { readonly rows: readonly Row[]; refuse(line: number, message: string): Failure };

function headerOf(records: CsvRecords, encoding: string): readonly string[] {
  if (!records.next())
    throw records.failure(0, "a header line with the names of the columns was expected; the file is empty");
  refuseOtherEncoding(records, [], encoding);
  return Array.from({ length: records.cellCount }, (_, cell) => records.text(cell).trim());
}

function readRows(
  records: CsvRecords,
  header: readonly string[],
  options: TextsFileOptions & { encoding: string },
): Rows {
  const textCell = cellOf(records, header, options.textColumn);
  const idCell = options.idColumn === undefined ? header.indexOf("id") : cellOf(records, header, options.idColumn);
  if (idCell >= 0) refuseTwice(records, header, header[idCell] ?? "");
  const rows: Row[] = [];
  while (records.next()) {
    refuseOtherWidth(records, header);
    refuseOtherEncoding(records, header, options.encoding);
    const id = idCell < 0 ? String(rows.length + 1) : records.text(idCell);
    if (id === "") throw records.failure(idCell, "an id was expected; the cell is empty", header[idCell]);
    rows.push({ id, text: records.text(textCell), line: records.line });
  }
  const place = `column ${idCell + 1} (${header[idCell] ?? ""})`;
  const refuse = (line: number, message: string) =>
    new Failure("inputUnreadable", { file: records.file, message: `line ${line}, ${place}: ${message}` });
  return { rows, refuse };
}

function cellOf(records: CsvRecords, header: readonly string[], name: string): number {
  const cell = header.indexOf(name);
  if (cell >= 0) {
    refuseTwice(records, header, name);
    return cell;
  }
  throw new Failure("usage", { message: `The file has no column “${name}”; its columns are: ${header.join(", ")}.` });
}

/** Of the whole record, also of the cells that nobody asks for: a file is in one encoding. */
function refuseOtherEncoding(records: CsvRecords, header: readonly string[], encoding: string): void {
  if (encoding !== "utf-8") return;
  const { buffer, starts, ends, cellCount } = records;
  if (isUtf8(buffer.subarray(starts[0], ends[cellCount - 1]))) return;
  for (let cell = 0; cell < cellCount; cell += 1) {
    if (isUtf8(buffer.subarray(starts[cell], ends[cell]))) continue;
    const expected = "it is not valid UTF-8; for a file of an old spreadsheet, add --encoding cp1252";
    throw records.failure(cell, expected, header[cell]);
  }
}

function arranged({ rows, refuse }: Rows): TextsFile {
  const seen = new Map<string, number>();
  for (const { id, line } of rows) {
    const first = seen.get(id);
    if (first !== undefined) throw refuse(line, `two rows have the id “${id}” (line ${first}); ids must be unique.`);
    seen.set(id, line);
  }
  const sorted = rows.toSorted((a, b) => compareIds(a.id, b.id));
  const texts = sorted.flatMap(({ id, text }) => (text.trim() === "" ? [] : [{ id, text }]));
  const hash = createHash("sha256").update("jalon-texts/1\n");
  for (const { id, text } of texts) hash.update(`${id}\t${JSON.stringify(text)}\n`);
  const damaged = texts.filter(({ text }) => DAMAGE.test(text)).length;
  return {
    texts,
    rows: rows.length,
    empty: sorted.filter(({ text }) => text.trim() === "").map(({ id }) => id),
    warnings: damaged > 0 ? [`${damaged} texts look as if their encoding had been read wrongly (“Ã©”, “â€™”).`] : [],
    hash: hash.digest("hex"),
  };
}
