import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { compareIds } from "#engine/id-order.ts";
import { Failure } from "#platform/failure.ts";
import { createOutput } from "#platform/output.ts";
import { duplicateFigures } from "../../../test/accuracy/duplicates.ts";
import { duplicatesCommand } from "./duplicates.command.ts";
import type { DuplicatesResult } from "./duplicates-result.rules.ts";

const SMALL = "test/fixtures/neardup-fr-small";
const folder = mkdtempSync(path.join(tmpdir(), "jalon-duplicates-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Input = Parameters<typeof duplicatesCommand.run>[0];
async function duplicates(file: string, options: Record<string, string> = {}): Promise<DuplicatesResult> {
  let written = "";
  const stdout = { write: (text: string) => (written += text) };
  const out = createOutput(true, { stdout, stderr: { write: () => undefined } });
  // the command opens no database and asks nothing of the log or the settings
  const input = { args: [file], options: { textColumn: "text", ...options }, out } as unknown as Input;
  expect(await duplicatesCommand.run(input)).toBe(0);
  return JSON.parse(written) as DuplicatesResult;
}
function made(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}
const failure = async (file: string, options?: Record<string, string>) =>
  await duplicates(file, options).then(
    () => null,
    (error: unknown) => (error instanceof Failure ? `${error.exitCode} ${error.message}` : String(error)),
  );

describe("jalon duplicates", () => {
  it("gives pairs, flags and groups", async () => {
    const { timings, ...result } = await duplicates(path.join(SMALL, "contributions.csv"));
    expect(Object.keys(timings)).toEqual(["readMs", "indexMs", "pairsMs", "totalMs"]);
    expect(result).toMatchObject({
      schema: "jalon.duplicates/1",
      engine: { name: "jalon" },
      options: { threshold: 0.7 },
      input: { textColumn: "text", rows: 20, texts: 19, empty: ["17"], warnings: ["Closed answers, set aside: 15 16"] },
      groups: [
        { keep: "1", members: ["2", "3"] },
        { keep: "5", members: ["6"] },
        { keep: "8", members: ["9"] },
        { keep: "11", members: ["12"] },
      ],
    });
    expect(result.input.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(result.pairs.find(({ a, b }) => a === "1" && b === "4")?.flags).toEqual(["negation"]);
    expect(result.pairs.find(({ a, b }) => a === "13" && b === "14")?.flags).toEqual(["wording"]);
    const order = result.pairs.map(({ similarity }) => similarity);
    expect(order).toEqual(order.toSorted((a, b) => b - a));
  });

  it("gives the same whatever the order of the rows, the separator and the byte order mark", async () => {
    const text = readFileSync(path.join(SMALL, "contributions.csv"), "utf8");
    const { timings: _, ...expected } = await duplicates(path.join(SMALL, "contributions.csv"));
    const [header = "", ...rows] = text.trimEnd().split("\n");
    const shuffled = made("shuffled.csv", `\ufeff${[header, ...rows.toReversed()].join("\r\n")}\r\n`);
    const { timings: __, ...again } = await duplicates(shuffled);
    expect(again).toEqual(expected);
    const semicolons = made(
      "semicolons.csv",
      "id;text\n2;garder la maternité ouverte\n1;garder la maternite ouverte\n",
    );
    expect((await duplicates(semicolons)).pairs).toMatchObject([{ a: "1", b: "2", similarity: 1, exact: false }]);
  });

  it("reads old files when told, and never guesses", async () => {
    const old = Buffer.from("id;text\n1;gardez la maternité\n2;gardez la maternite\n", "latin1");
    const file = made("old.csv", old);
    expect(await failure(file)).toMatch(/^3 .*not valid UTF-8.*--encoding cp1252/);
    expect((await duplicates(file, { encoding: "cp1252" })).pairs).toHaveLength(1);
    expect(await failure(file, { encoding: "latin9" })).toMatch(/^2 /);
  });

  it("says what is wrong and where", async () => {
    expect(await failure(made("column.csv", "id,texte\n1,a\n"))).toMatch(/^2 .*no column “text”.*id, texte/);
    expect(await failure(made("twice.csv", "id,text\n1,a\n1,b\n"))).toMatch(/^3 .*two rows have the id “1”/);
    expect(await failure(made("cells.csv", "id,text\n1,a\n2,b,c\n"))).toMatch(
      /^3 .*line 3, column 2: 2 cells were expected/,
    );
    expect(await failure(made("quote.csv", 'id,text\n1,"a\n2,b\n'))).toMatch(/^3 .*quote/);
    expect(await failure(made("nothing.csv", ""))).toMatch(/^3 .*empty/);
    expect(await failure(path.join(folder, "absent.csv"))).toMatch(/^3 .*no such file/);
    expect(await failure(made("ok.csv", "id,text\n1,a\n"), { threshold: "2" })).toMatch(/^2 /);
  });

  it("numbers the rows without ids, and takes a file with a header alone or one text", async () => {
    const file = made("plain.csv", "text\nun même texte\nautre chose ici\nun même texte\n");
    expect((await duplicates(file)).pairs).toMatchObject([{ a: "1", b: "3", exact: true, similarity: 1, flags: [] }]);
    expect(await duplicates(made("header.csv", "id,text\n"))).toMatchObject({
      pairs: [],
      groups: [],
      input: { rows: 0 },
    });
    expect((await duplicates(made("one.csv", "id,text\n7,seul\n"))).input.texts).toBe(1);
  });

  it("hashes what it read, in the order of the ids", async () => {
    const { input } = await duplicates(made("hash.csv", "id,text\n10,b\n9,a\nx,\n"));
    const expected = createHash("sha256").update('jalon-texts/1\n9\t"a"\n10\t"b"\n').digest("hex");
    expect(input.hash).toBe(expected);
  });
});

it("orders ids as numbers, then the others", () => {
  expect(["b", "10", "9", "a", "010", "2"].toSorted(compareIds)).toEqual(["2", "9", "010", "10", "a", "b"]);
});

it("finds every planted pair of the small set, and flags every opposed one", () => {
  expect(duplicateFigures(SMALL)).toMatchObject({ precision: 1, recall: 1, missedOpposites: 0, flaggedPairs: 0 });
});
