// Whatever is spoilt is seen: one bit of any file of a log, any byte of a proof; and nothing makes the verifier fall.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { golden, many, writeLog } from "./golden.ts";
import { run } from "./run-verify.ts";
import { serveFolder } from "./serve-folder.ts";

let folder: string;
let policy: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "jalon-spoilt-"));
  policy = path.join(folder, "politique");
  writeFileSync(policy, golden.policy);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The same draws each time. */
function draws(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
}

describe("spoilt", () => {
  it("one bit anywhere in a log", async () => {
    const log = path.join(folder, "log");
    writeLog(log, [...golden.leaves.map(({ leaf }) => leaf), ...many(300)]);
    const files = readdirSync(log, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== "politique")
      .map((entry) => path.join(entry.parentPath, entry.name));
    const draw = draws(5);
    for (let round = 0; round < 150; round += 1) {
      const name = files[round % files.length] ?? "";
      const whole = readFileSync(name);
      const spoilt = Buffer.from(whole);
      const at = draw(whole.length);
      spoilt[at] = (spoilt[at] ?? 0) ^ (1 << draw(8));
      writeFileSync(name, spoilt);
      const { exit, err } = await run("journal", log, "--policy", policy);
      expect([name, at, exit === 1 || exit === 4]).toEqual([name, at, true]);
      // besides the warning on the times of these leaves
      expect(err).toMatch(/^(?:Times that go back [^\n]+\n)?[^\n]+\n$/);
      writeFileSync(name, whole);
    }
    expect((await run("journal", log, "--policy", policy)).exit).toBe(0);
  }, 60_000);

  it("one byte anywhere in a proof", async () => {
    const name = path.join(folder, "proof");
    const draw = draws(9);
    for (const { file, content } of golden.receipts) {
      const whole = Buffer.from(file);
      const apart = path.join(folder, "content");
      writeFileSync(apart, content ?? "");
      for (let round = 0; round < 100; round += 1) {
        const spoilt = Buffer.from(whole);
        const at = draw(whole.length);
        spoilt[at] = (spoilt[at] ?? 0) ^ (1 + draw(255));
        writeFileSync(name, spoilt);
        const { exit, err } = await run("receipt", name, "--policy", policy, "--content", apart);
        // the lines of one of two witnesses may go without breaking a quorum of one
        const isWitness = at >= whole.indexOf("— temoin.example/w");
        expect([at, exit === 1 || exit === 3 || (isWitness && exit === 0) || exit === 4]).toEqual([at, true]);
        if (exit !== 0) expect(err).toMatch(/^[^\n]+\n$/);
      }
    }
  }, 60_000);

  it("answers of a site that are not what they should be", async () => {
    const log = path.join(folder, "site");
    writeLog(log, many(10));
    const nested = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    const answers = [
      "",
      "null",
      "[]",
      "[null]",
      "{}",
      "[{}]",
      nested,
      '[{"process":1}]',
      "\u0000",
      '[{"process":"..","id":"x"}]',
    ];
    for (const body of answers) {
      const site = await serveFolder(log, (address) =>
        address.startsWith("/journal/") ? null : { status: 200, body },
      );
      const { exit, err, out } = await run("site", site.address, "--policy", policy);
      await site.close();
      expect([body.slice(0, 20), exit]).toEqual([body.slice(0, 20), body === "[]" ? 0 : 1]);
      if (exit !== 0) expect(err).toMatch(/^[^\n]+\n$/);
      // a site that shows no consultation at all: nothing is checkable, and it is said
      else expect(out).toContain("10 contributions of restricted consultations");
    }
  }, 60_000);
});
