import { stringify } from "csv-stringify/sync";
import type { Db } from "#platform/db.ts";
import { isMessageKey, translator } from "#ui/messages.ts";
import { csvCells, jsonObject } from "./cell.rules.ts";
import { type Column, type Dataset, DICTIONARY, type Format, type Row } from "./dataset.rules.ts";
import { DICTIONARY_COLUMNS, dictionaryRows } from "./dictionary.rules.ts";
import { readRows, type Schema } from "./record.queries.ts";

/** RFC 4180. A lone line end inside a cell is quoted too: the library only looks for the whole end of record. */
const CSV = { record_delimiter: "\r\n", quoted_match: /[\r\n]/ };

export type FileWanted = {
  readonly process: string;
  readonly name: Dataset | typeof DICTIONARY;
  readonly format: Format;
  readonly schema: Schema;
  /** Told after each batch. */
  readonly onRows?: (count: number) => void;
};

/** The text of a file of the public record, piece by piece: memory holds one batch of rows, whatever their number. */
export async function* fileText(
  sql: Db,
  { process, name, format, schema, onRows }: FileWanted,
): AsyncGenerator<string> {
  const columns = name === DICTIONARY ? DICTIONARY_COLUMNS : schema[name];
  const batches = name === DICTIONARY ? [dictionaryRows(schema, columnWords)] : readRows(sql, name, process);
  yield format === "csv" ? stringify([columns.map((column) => column.name)], CSV) : "[";
  let isFirst = true;
  for await (const rows of batches) {
    if (rows.length === 0) continue;
    yield format === "csv" ? csvText(rows, columns) : jsonText(rows, columns, isFirst);
    isFirst = false;
    onRows?.(rows.length);
  }
  if (format === "json") yield "\n]\n";
}

function csvText(rows: readonly Row[], columns: readonly Column[]): string {
  return stringify(
    rows.map((row) => [...csvCells(row, columns)]),
    CSV,
  );
}

function jsonText(rows: readonly Row[], columns: readonly Column[], isFirst: boolean): string {
  return rows
    .map((row, index) => `${isFirst && index === 0 ? "" : ","}\n${JSON.stringify(jsonObject(row, columns))}`)
    .join("");
}

const columnWords = {
  fr: (key: string) => (isMessageKey(key) ? translator("fr")(key) : ""),
  en: (key: string) => (isMessageKey(key) ? translator("en")(key) : ""),
};
