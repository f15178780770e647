import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { writeBundle } from "#ledger/bundle.ts";
import { golden, hidden, identifier, LOG_KEY, many, noteOf, submitted, writeLog } from "./golden.ts";
import { run } from "./run-verify.ts";
import { serveFolder } from "./serve-folder.ts";

let folder: string;
let log: string;
let policy: string;
const bundle = (file: string): string => path.join(log, "journal/tile/entries", file);
const journal = (...words: readonly string[]) =>
  run("journal", log, "--policy", policy, "--evidence", folder, ...words);

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "jalon-verify-journal-"));
  policy = path.join(folder, "politique");
  writeFileSync(policy, golden.policy);
  writeLog(path.join(folder, "whole"), many(600));
});
beforeEach(() => {
  log = mkdtempSync(path.join(folder, "log-"));
  cpSync(path.join(folder, "whole"), log, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("verify journal", () => {
  it.each([0, 1, 2, 17, 255, 256, 257, 600])("passes on %i leaves, packed or not", async (size) => {
    for (const isPacked of [false, true]) {
      const place = mkdtempSync(path.join(folder, "size-"));
      writeLog(place, size === 17 ? golden.leaves.map(({ leaf }) => leaf) : many(size), { isPacked });
      const { exit, out, err } = await run("journal", place, "--policy", policy, "--json");
      expect({ exit, err }).toEqual({ exit: 0, err: "" });
      expect(JSON.parse(out)).toMatchObject({ size, cosignatures: [{ witness: "A" }] });
    }
  });

  it("passes on levels above the first: 65,537 leaves", async () => {
    writeLog(log, many(65_537));
    expect(await journal()).toMatchObject({ exit: 0, err: expect.stringContaining("/65537 leaves") });
  }, 60_000);

  it("reads the same from an address, and from the folder of the journal itself", async () => {
    const site = await serveFolder(log);
    for (const place of [site.address, `${site.address}/`, `${site.address}/journal`, path.join(log, "journal")]) {
      expect(await run("journal", place, "--policy", policy)).toMatchObject({ exit: 0, err: "" });
    }
    await site.close();
    expect(await run("journal", site.address, "--policy", policy)).toMatchObject({
      exit: 3,
      err: expect.stringContaining("does not answer"),
    });
  });

  it("believes the policy of the place only when no other is given, and says it", async () => {
    expect(await run("journal", log)).toMatchObject({ exit: 0, err: expect.stringContaining("No policy given") });
    expect(await run("journal", log, "--key", LOG_KEY)).toMatchObject({ exit: 0, err: "" });
    rmSync(path.join(log, "journal/politique"));
    expect(await run("journal", log)).toMatchObject({ exit: 64 });
  });

  it("names a truncated bundle, one with bytes left over, and one that is missing", async () => {
    const whole = readFileSync(bundle("001"));
    writeFileSync(bundle("001"), whole.subarray(0, -5));
    expect(await journal()).toMatchObject({ exit: 1, err: expect.stringMatching(/entries\/001: bundle cut short/) });
    writeFileSync(bundle("001"), Buffer.concat([whole, Buffer.from("x")]));
    expect(await journal()).toMatchObject({ exit: 1, err: expect.stringMatching(/entries\/001: bundle has bytes/) });
    writeFileSync(bundle("001"), Buffer.alloc(2 * 1024 * 1024));
    expect(await journal()).toMatchObject({ exit: 1, err: expect.stringMatching(/entries\/001 is larger/) });
    rmSync(bundle("001"));
    expect(await journal()).toMatchObject({ exit: 3, err: expect.stringMatching(/Missing file: .*entries\/001\./) });
  });

  it("refuses a leaf above 1,024 bytes, and one outside the grammar, wherever the tree has them", async () => {
    const long = submitted(3).replace("{", `{"b":"${"x".repeat(1024)}",`);
    writeLog(log, [...many(3), long]);
    expect(await journal()).toMatchObject({ exit: 1, err: expect.stringMatching(/Leaf 3, .* more than 1024 bytes/) });
    writeLog(log, [submitted(0), submitted(1).replace("{", "{ ")]);
    expect(await journal()).toMatchObject({ exit: 1, err: expect.stringMatching(/Leaf 1, .*canonical/) });
  });

  it("refuses what may not follow, and names the object", async () => {
    writeLog(log, [submitted(7), hidden(7), hidden(7)]);
    const { exit, err } = await journal();
    expect(exit).toBe(1);
    expect(err).toContain(`leaf 2, object ${identifier(7)}, moderation.hidden: may not follow: it is hidden`);
    const french = await journal("--lang", "fr");
    expect(french.err).toContain("ne peut pas suivre : son état est hidden");
  });

  it("names the tile, the leaf or the root that is not the others", async () => {
    const flip = (file: string, at: number): void => {
      const name = path.join(log, "journal", file);
      const bytes = readFileSync(name);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      writeFileSync(name, bytes);
    };
    flip("tile/0/001", 40);
    expect(await journal()).toMatchObject({ exit: 1, err: expect.stringMatching(/^Leaf 257, /) });
    flip("tile/0/001", 40);
    flip("tile/1/000.p/2", 33);
    expect(await journal()).toMatchObject({ exit: 1, err: expect.stringMatching(/tile\/1\/000.p\/2: hash 1 is not/) });
    flip("tile/1/000.p/2", 33);
    expect((await journal()).exit).toBe(0);
    writeFileSync(path.join(log, "journal/checkpoint"), noteOf(600, Buffer.alloc(32, 9)));
    expect(await journal()).toMatchObject({ exit: 1, err: expect.stringMatching(/do not give the root/) });
    writeFileSync(path.join(log, "journal/tile/1/000.p/2"), "short");
    expect(await journal()).toMatchObject({ exit: 1, err: expect.stringMatching(/has 5 bytes instead of 64/) });
  });

  it("says 4 without a witness, and 1 rather than 4 when something is false as well", async () => {
    writeLog(log, many(600), { isCosigned: false });
    expect(await journal()).toMatchObject({ exit: 4, err: expect.stringMatching(/too few witnesses/) });
    rmSync(bundle("001"));
    expect((await journal()).exit).toBe(4);
    writeFileSync(bundle("000"), writeBundle([Buffer.from("{}")]));
    expect((await journal()).exit).toBe(1);
  });

  it("takes the full tile where a partial one is gone", async () => {
    const leaves = many(300);
    writeLog(log, leaves);
    const older = readFileSync(path.join(log, "journal/checkpoint"));
    rmSync(path.join(log, "journal/tile/0/001.p/44"));
    writeLog(log, [...leaves, ...Array.from({ length: 300 }, (_, n) => submitted(300 + n))]);
    writeFileSync(path.join(log, "journal/checkpoint"), older);
    rmSync(path.join(log, "journal/tile/entries/001.p/44"));
    expect(await journal()).toMatchObject({ exit: 0, err: "" });
  });
});

describe("verify journal --since, consistency", () => {
  const at = (name: string, text: string): string => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const rootAt = (size: number): Buffer => writeLog(mkdtempSync(path.join(folder, "at-")), many(size)).root;

  it.each([1, 2, 3, 100, 256, 512, 599, 600])("continues its own past at %i", async (size) => {
    const older = at(`own-${size}`, noteOf(size, rootAt(size)));
    expect(await journal("--since", older)).toMatchObject({ exit: 0, err: "" });
    const now = path.join(log, "journal/checkpoint");
    expect(await run("coherence", now, older, "--from", log, "--policy", policy)).toMatchObject({ exit: 0 });
  });

  it.each([1, 256, 300, 512, 600])("exits 2 for another root at %i, and writes both", async (size) => {
    const evidence = mkdtempSync(path.join(folder, "evidence-"));
    const lie = noteOf(size, Buffer.alloc(32, 7));
    const older = at(`lie-${size}`, lie);
    const words = ["--since", older, "--evidence", evidence];
    expect(await run("journal", log, "--policy", policy, ...words)).toMatchObject({
      exit: 2,
      err: expect.stringContaining("Evidence kept in"),
    });
    const kept = readdirSync(evidence).map((name) => readFileSync(path.join(evidence, name), "utf8"));
    expect(kept.sort()).toEqual([lie, readFileSync(path.join(log, "journal/checkpoint"), "utf8")].sort());
  });

  it("accuses nobody for a wrong tile: 1, not 2", async () => {
    const older = at("honest", noteOf(300, rootAt(300)));
    const name = path.join(log, "journal/tile/0/001");
    const bytes = readFileSync(name);
    bytes[5] = (bytes[5] ?? 0) ^ 1;
    writeFileSync(name, bytes);
    const now = path.join(log, "journal/checkpoint");
    expect((await run("consistency", now, older, "--from", log, "--policy", policy)).exit).toBe(1);
  });

  it("says that a log went back, and needs tiles between two sizes", async () => {
    const later = at("later", noteOf(601, Buffer.alloc(32, 3)));
    expect(await journal("--since", later)).toMatchObject({ exit: 1, err: expect.stringContaining("went back") });
    const now = path.join(log, "journal/checkpoint");
    expect((await run("consistency", now, later, "--policy", policy)).exit).toBe(64);
    expect((await run("consistency", now, now, "--policy", policy)).exit).toBe(0);
    const other = at("split", noteOf(600, Buffer.alloc(32, 3)));
    expect((await run("consistency", now, other, "--policy", policy, "--evidence", folder)).exit).toBe(2);
  });
});
