import { CsvRecords } from "./csv-records.ts";
import { IdTable } from "./id-table.ts";
import { found, headerOf, ID_EXPECTED, neededPlace, placeOf, refuseOtherWidth, voteIn } from "./votes-columns.ts";

type Fact = { readonly moderated: -1 | 0 | 1 | null; readonly meta: boolean };
export type Comments = { readonly facts: ReadonlyMap<string, Fact>; readonly texts: ReadonlyMap<string, string> };

/** What comments.csv says of each statement, and its text where it gives one. */
export function readComments(file: string, { hasTexts }: { readonly hasTexts: boolean }): Comments {
  const records = new CsvRecords(file);
  try {
    const header = headerOf(records);
    const idCell = neededPlace(records, header, "comment-id");
    const moderatedCell = placeOf(records, header, "moderated");
    const metaCell = placeOf(records, header, "is-meta");
    const textCell = hasTexts ? placeOf(records, header, "comment-body") : -1;
    const facts = new Map<string, Fact>();
    const texts = new Map<string, string>();
    const ids = new IdTable();
    while (records.next()) {
      refuseOtherWidth(records, header);
      const id = statementId(records, idCell, ids);
      const fact = { moderated: moderation(records, moderatedCell), meta: meta(records, metaCell) };
      const before = facts.get(id);
      if (before && (before.moderated !== fact.moderated || before.meta !== fact.meta)) {
        throw records.failure(idCell, `one line per statement was expected; “${id}” has another above`, "comment-id");
      }
      facts.set(id, fact);
      if (textCell >= 0) texts.set(id, records.text(textCell));
    }
    return { facts, texts };
  } finally {
    records.close();
  }
}

function statementId(records: CsvRecords, cell: number, ids: IdTable): string {
  const number = ids.numberOf(records.buffer, records.starts[cell] ?? 0, records.ends[cell] ?? 0);
  if (number >= 0) return ids.textOf(number);
  throw records.failure(cell, `${ID_EXPECTED}; ${found(records, cell)}`, "comment-id");
}

function moderation(records: CsvRecords, cell: number): Fact["moderated"] {
  const [start = 0, end = 0] = [records.starts[cell], records.ends[cell]];
  if (cell < 0 || start === end) return null;
  const moderated = voteIn(records.buffer, start, end);
  if (moderated !== null) return moderated;
  const expected = "1 (in), 0 (not looked at) or -1 (out) was expected";
  throw records.failure(cell, `${expected}; ${found(records, cell)}`, "moderated");
}

function meta(records: CsvRecords, cell: number): boolean {
  if (cell < 0) return false;
  const word = records.text(cell).toLowerCase();
  if (word === "true") return true;
  if (word === "false" || word === "") return false;
  throw records.failure(cell, `true or false was expected; ${found(records, cell)}`, "is-meta");
}
