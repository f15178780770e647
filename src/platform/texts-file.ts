import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { CsvError, type Parser, parse } from "csv-parse";
import { compareIds } from "#engine/id-order.ts";
import { Failure } from "./failure.ts";

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

const ENCODINGS: Readonly<Record<string, string>> = { "utf-8": "utf-8", utf8: "utf-8", cp1252: "windows-1252" };
/** A header line ends before this many characters. */
const LONGEST_HEADER = 65_536;
/** What "é" and "’" become when UTF-8 was read as something else. */
const DAMAGE = /Ã[©¨ª§´®¢]|â€[™œ“”˜¦]/;

/** Reads the texts of a CSV (RFC 4180, comma or semicolon) as a stream. Nothing is guessed: what cannot be read is a `Failure`. */
export async function readTextsFile(file: string, options: TextsFileOptions): Promise<TextsFile> {
  const encoding = ENCODINGS[(options.encoding ?? "utf-8").toLowerCase()];
  if (encoding === undefined) throw new Failure("usage", { message: "--encoding is utf-8 or cp1252." });
  const rows: TextRow[] = [];
  try {
    const characters = decoded(file, encoding);
    const { start, delimiter } = await headerOf(characters);
    if (start === "") throw unreadable(file, "it is empty; a header line with the names of the columns was expected.");
    const parser = parse({ delimiter, columns: true, skip_empty_lines: true, bom: true });
    Readable.from(rest(start, characters), { objectMode: false })
      .on("error", (error) => parser.destroy(error))
      .pipe(parser);
    for await (const row of records(parser)) rows.push(textRow(row, rows.length + 1, options));
  } catch (error) {
    throw asFailure(error, file);
  }
  return arranged(file, rows);
}

async function* decoded(file: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of createReadStream(file)) yield decoder.decode(chunk as Uint8Array, { stream: true });
  yield decoder.decode();
}

/** What was read so far, and the delimiter that its header line uses more. */
async function headerOf(characters: AsyncGenerator<string>): Promise<{ start: string; delimiter: string }> {
  let start = "";
  while (!/[\r\n]/.test(start) && start.length < LONGEST_HEADER) {
    const { value, done } = await characters.next();
    if (done) break;
    start += value;
  }
  const [line = ""] = start.replace(/"[^"]*"/g, "").split(/[\r\n]/);
  const count = (sign: string) => line.split(sign).length;
  return { start, delimiter: count(";") > count(",") ? ";" : "," };
}

async function* rest(start: string, characters: AsyncGenerator<string>): AsyncGenerator<string> {
  yield start;
  yield* characters;
}

async function* records(parser: Parser): AsyncGenerator<Readonly<Record<string, string>>> {
  for await (const record of parser) yield record as Readonly<Record<string, string>>;
}

function textRow(row: Readonly<Record<string, string>>, number: number, options: TextsFileOptions): TextRow {
  const { textColumn, idColumn } = options;
  for (const column of [textColumn, idColumn]) {
    if (column !== undefined && !Object.hasOwn(row, column)) {
      const columns = Object.keys(row).join(", ");
      throw new Failure("usage", { message: `The file has no column “${column}”; its columns are: ${columns}.` });
    }
  }
  return { id: row[idColumn ?? "id"] ?? String(number), text: row[textColumn] ?? "" };
}

function arranged(file: string, rows: readonly TextRow[]): TextsFile {
  const seen = new Set<string>();
  for (const { id } of rows) {
    if (seen.has(id)) throw unreadable(file, `two rows have the id “${id}”; ids must be unique.`);
    seen.add(id);
  }
  const sorted = rows.toSorted((a, b) => compareIds(a.id, b.id));
  const texts = sorted.filter(({ text }) => text.trim() !== "");
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

const unreadable = (file: string, message: string, cause?: unknown): Failure =>
  new Failure("inputUnreadable", { file, message }, cause);

function asFailure(error: unknown, file: string): unknown {
  if (error instanceof CsvError) {
    const { lines = 0, column } = error as CsvError & { lines?: number; column?: string | number };
    const place = column === undefined ? `line ${lines}` : `line ${lines}, column ${column}`;
    return unreadable(file, `${place}: ${expectation(error)}`, error);
  }
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") {
    return unreadable(file, "it is not valid UTF-8; for a file of an old spreadsheet, add --encoding cp1252.", error);
  }
  if (code === "ENOENT") return unreadable(file, "there is no such file.", error);
  if (code === "EISDIR") return unreadable(file, "it is a folder.", error);
  if (code === "EACCES") return unreadable(file, "this user may not read it.", error);
  return error;
}

function expectation({ code, message }: CsvError): string {
  if (code === "CSV_RECORD_INCONSISTENT_COLUMNS") return "as many cells as the header line has were expected.";
  if (code === "CSV_QUOTE_NOT_CLOSED") return "a quoted cell begins and never ends; a closing quote was expected.";
  if (code === "CSV_INVALID_CLOSING_QUOTE" || code === "INVALID_OPENING_QUOTE")
    return "a quote inside a cell; the cell must be quoted and the quote written twice.";
  return message;
}
