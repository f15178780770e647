import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { CsvRecords } from "./csv-records.ts";

const folder = mkdtempSync(join(tmpdir(), "jalon-records-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, "records.csv");

function recordsOf(content: string | Uint8Array, window?: number) {
  writeFileSync(file, content);
  const records = new CsvRecords(file, window === undefined ? {} : { window });
  const found: string[][] = [];
  const lines: number[] = [];
  try {
    while (records.next()) {
      found.push(Array.from({ length: records.cellCount }, (_, cell) => records.text(cell)));
      lines.push(records.line);
    }
    return { found, lines };
  } finally {
    records.close();
  }
}

function failure(content: string | Uint8Array): string {
  try {
    recordsOf(content);
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const cell = fc.stringMatching(/^[a-c é",\n]{0,6}$/);
const row = fc.array(cell, { minLength: 2, maxLength: 5 });
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

it("reads what another reader reads, wherever the window cuts, whatever the line ends", () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 6 }), fc.constantFrom("\n", "\r\n"), fc.boolean(), (rows, end, ends) => {
      const lines = rows.map((cells) => cells.map((text) => (/[",\n]/.test(text) ? quoted(text) : text)).join(","));
      const content = `\ufeff${lines.join(end)}${ends ? end : ""}`;
      const expected = parse(content, { bom: true, relax_column_count: true, skip_empty_lines: true }) as string[][];
      for (const window of [4, 7, 64]) expect(recordsOf(content, window).found).toEqual(expected);
    }),
    { numRuns: 150 },
  );
});

it("counts the lines inside quoted cells, and takes blank lines for none", () => {
  expect(recordsOf('a,b\r\n\r\n"1\n2",x\n3,"y"', 4)).toEqual({
    found: [
      ["a", "b"],
      ["1\n2", "x"],
      ["3", "y"],
    ],
    lines: [1, 3, 5],
  });
  expect(recordsOf("").found).toEqual([]);
  expect(recordsOf("\ufeff").found).toEqual([]);
});

it("says where a quote is out of place, never ends, or is followed by something", () => {
  expect(failure('a,b\n1,x"y\n')).toMatch(/line 2, column 2: a quote inside a cell/);
  expect(failure('a,b\n1,"x\n2,y\n3,z\n')).toMatch(/line 2, column 2: a quoted cell begins here and never ends/);
  expect(failure('a,b\n"1"2,x\n')).toMatch(/line 2, column 1: a comma or the end of the line was expected/);
  expect(failure(Buffer.from("a,b\n1,\xe9\n", "latin1"))).toMatch(
    /line 2, column 2: characters in UTF-8 were expected/,
  );
});
