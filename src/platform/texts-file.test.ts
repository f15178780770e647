import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readTextsFile, type TextsFileOptions } from "./texts-file.ts";

const folder = mkdtempSync(path.join(tmpdir(), "jalon-texts-"));
afterAll(() => rmSync(folder, { recursive: true }));
let made = 0;
const file = (content: string | Uint8Array): string => {
  made += 1;
  const place = path.join(folder, `${made}.csv`);
  writeFileSync(place, content);
  return place;
};
const read = async (content: string | Uint8Array, options: Partial<TextsFileOptions> = {}) =>
  await readTextsFile(file(content), { textColumn: "text", ...options });
const refusal = async (content: string | Uint8Array): Promise<string> =>
  await read(content).then(
    () => "read",
    (error: { exitCode: number; message: string }) =>
      `${error.exitCode} ${error.message.replace(/^.* cannot be read: /, "")}`,
  );

describe("a file of texts", () => {
  it("may have commas or semicolons, a byte order mark, quotes, line ends in cells", async () => {
    const expected = [
      { id: "1", text: "a, b ; « c »" },
      { id: "2", text: 'dit "non"\nencore' },
    ];
    expect((await read('id,text\n2,"dit ""non""\nencore"\n1,"a, b ; « c »"\n')).texts).toEqual(expected);
    expect((await read('\ufeffid;text\r\n2;"dit ""non""\nencore"\r\n1;"a, b ; « c »"\r\n')).texts).toEqual(expected);
    expect((await read('"id;x";text\n1;a\n')).texts).toEqual([{ id: "1", text: "a" }]);
  });

  it("is in the encoding it is said to be in", async () => {
    const old = Buffer.from("id;text\n1;l\u0092été \u0080\n", "latin1");
    expect((await read(old, { encoding: "cp1252" })).texts).toEqual([{ id: "1", text: "l’été €" }]);
    expect(await refusal(old)).toBe(
      "3 line 2, column 2 (text): it is not valid UTF-8; for a file of an old spreadsheet, add --encoding cp1252.",
    );
    expect(await refusal(Buffer.from("id;text;nom\n1;a;\xe9\n", "latin1"))).toMatch(
      /^3 line 2, column 3 \(nom\): .*UTF-8/,
    );
    expect(await refusal(Buffer.from("num\xe9ro;text\n1;a\n", "latin1"))).toMatch(
      /^3 line 1, column 1.*--encoding cp1252/,
    );
    expect(await refusal("")).toBe(
      "3 line 1, column 1: a header line with the names of the columns was expected; the file is empty.",
    );
    expect((await read("id,text\n1,dÃ©jÃ\n")).warnings).toHaveLength(1);
  });

  it.each([
    ["id,text\n1,a\n2,b,c\n", "3 line 3, column 2: 2 cells were expected, as in the header line; 3 were found."],
    ["id,text\n1,a\n2\n", "3 line 3, column 1: 2 cells were expected, as in the header line; 1 were found."],
    [
      'id,text\n1,"x\ny"\n2,"a\n3,b\n',
      "3 line 4, column 2: a quoted cell begins here and never ends; a closing quote was expected.",
    ],
    [
      'id,text\n1,a "b" c\n',
      "3 line 2, column 2: a quote inside a cell; the cell must be quoted and the quote written twice.",
    ],
    [
      'id;text\n1;"a" b\n',
      "3 line 2, column 2: a semicolon or the end of the line was expected after the closing quote.",
    ],
    ["id,text\n1,a\n1,b\n", "3 line 3, column 1 (id): two rows have the id “1” (line 2); ids must be unique."],
    ["id,text\n,a\n", "3 line 2, column 1 (id): an id was expected; the cell is empty."],
    ["id,text,text\n1,a,b\n", "3 line 1, column 3 (text): each name of a column was expected once."],
    ["id,texte\n1,a\n", "2 The file has no column “text”; its columns are: id, texte."],
  ])("%j: says the line, the column and what was expected", async (content, expected) => {
    expect(await refusal(content)).toBe(expected);
  });

  it("is read from its middle as from its start, however long its cells", async () => {
    const long = "é".repeat(700_000);
    const { texts } = await read(`text\n${Array.from({ length: 5 }, (_, i) => `"${i}${long}"`).join("\n")}\n`);
    expect(texts.map(({ id, text }) => [id, text.length])).toEqual(
      ["1", "2", "3", "4", "5"].map((id) => [id, 700_001]),
    );
  });
});
