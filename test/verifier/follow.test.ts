import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { golden, many, noteOf, submitted, writeLog } from "./golden.ts";
import { run } from "./run-verify.ts";
import { serveFolder } from "./serve-folder.ts";

let folder: string;
let policy: string;
let log: string;
let state: string;
let mirror: string;
let evidence: string;
const follow = (...words: readonly string[]) =>
  run("follow", log, "--state", state, "--policy", policy, "--evidence", evidence, ...words);
const kept = (): string => readFileSync(state, "utf8");
const shown = (place: string): string => readFileSync(path.join(place, "journal/checkpoint"), "utf8");

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "jalon-follow-"));
  policy = path.join(folder, "politique");
  writeFileSync(policy, golden.policy);
});
beforeEach(() => {
  const place = mkdtempSync(path.join(folder, "case-"));
  [log, state, mirror, evidence] = ["log", "state", "mirror", "evidence"].map((name) => path.join(place, name)) as [
    string,
    string,
    string,
    string,
  ];
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("verify follow", () => {
  it("keeps the last checkpoint, and goes on from it", async () => {
    writeLog(log, many(10));
    expect(await follow()).toMatchObject({ exit: 0, out: expect.stringContaining("First look: 10 leaves") });
    expect(kept()).toBe(shown(log));
    for (const size of [10, 11, 256, 257, 513, 700]) {
      writeLog(log, many(size));
      expect(await follow()).toMatchObject({ exit: 0, err: "" });
      expect(kept()).toBe(shown(log));
    }
  });

  it("keeps a copy that passes by itself after each round, partial bundles included", async () => {
    for (const size of [1, 2, 200, 255, 256, 256, 257, 300, 512, 1000]) {
      writeLog(log, many(size));
      expect(await follow("--mirror", mirror)).toMatchObject({ exit: 0, err: "" });
      expect(await run("journal", mirror, "--policy", policy)).toMatchObject({ exit: 0, err: "" });
    }
    expect(readdirSync(path.join(mirror, "journal/tile/0")).filter((name) => name.includes(".tmp"))).toEqual([]);
  });

  it("goes on with a copy that an earlier round left behind its state, or without one", async () => {
    writeLog(log, many(300));
    await follow("--mirror", mirror);
    writeLog(log, many(400));
    await follow();
    writeLog(log, many(900));
    expect((await follow("--mirror", mirror)).exit).toBe(0);
    rmSync(mirror, { recursive: true });
    expect((await follow("--mirror", mirror)).exit).toBe(0);
    expect((await run("journal", mirror, "--policy", policy)).exit).toBe(0);
  });

  it("refuses to go backwards, and keeps what it saw", async () => {
    writeLog(log, many(300));
    await follow();
    const before = kept();
    writeLog(log, many(299));
    expect(await follow()).toMatchObject({ exit: 1, err: expect.stringContaining("went back") });
    expect(kept()).toBe(before);
  });

  it("exits 2 for a split view of one size, with both checkpoints as files", async () => {
    writeLog(log, many(300));
    await follow();
    const before = kept();
    writeFileSync(path.join(log, "journal/checkpoint"), noteOf(300, Buffer.alloc(32, 5)));
    expect(await follow()).toMatchObject({ exit: 2, err: expect.stringContaining("two roots") });
    const files = readdirSync(evidence).map((name) => readFileSync(path.join(evidence, name), "utf8"));
    expect(files.sort()).toEqual([before, shown(log)].sort());
    expect(kept()).toBe(before);
  });

  it.each([false, true])("exits 2 when a leaf and all tiles were rewritten (copy: %s)", async (hasMirror) => {
    const words = hasMirror ? ["--mirror", mirror] : [];
    writeLog(log, many(300));
    await follow(...words);
    const before = [kept(), hasMirror ? shown(mirror) : ""];
    const rewritten = [...many(300), submitted(300), submitted(301)];
    rewritten[7] = submitted(7777);
    writeLog(log, rewritten);
    expect(await run("journal", log, "--policy", policy)).toMatchObject({ exit: 0 });
    expect(await follow(...words)).toMatchObject({ exit: 2, err: expect.stringContaining("the past was rewritten") });
    expect(readdirSync(evidence)).toHaveLength(2);
    expect([kept(), hasMirror ? shown(mirror) : ""]).toEqual(before);
    if (hasMirror) expect((await run("journal", mirror, "--policy", policy)).exit).toBe(0);
  });

  it("exits 2 when a smaller tree is another one, which only a copy can show", async () => {
    writeLog(log, many(300));
    await follow("--mirror", mirror);
    const rewritten = many(290);
    rewritten[7] = submitted(7777);
    writeLog(log, rewritten);
    expect((await follow()).exit).toBe(1);
    expect((await follow("--mirror", mirror)).exit).toBe(2);
  });

  it("keeps nothing that is not in the tree", async () => {
    writeLog(log, many(300));
    await follow("--mirror", mirror);
    writeLog(log, many(500));
    const name = path.join(log, "journal/tile/entries/001.p/244");
    const bytes = readFileSync(name);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    writeFileSync(name, bytes);
    expect((await follow("--mirror", mirror)).exit).toBe(1);
    expect(existsSync(path.join(mirror, "journal/tile/entries/001.p/244"))).toBe(false);
    expect((await run("journal", mirror, "--policy", policy)).exit).toBe(0);
  });

  it("says 3 when nobody answers, 4 without a witness, and needs a state and a policy", async () => {
    writeLog(log, many(3));
    const site = await serveFolder(log);
    const words = ["follow", site.address, "--state", state, "--policy", policy];
    expect((await run(...words)).exit).toBe(0);
    await site.close();
    expect((await run(...words)).exit).toBe(3);
    writeLog(log, many(4), { isCosigned: false });
    expect((await follow()).exit).toBe(4);
    expect(kept()).toBe(shown(log));
    expect((await run("follow", log, "--policy", policy)).exit).toBe(64);
    expect((await run("suivre", log, "--state", state)).exit).toBe(64);
  });

  it("asks nobody but the address it was given", async () => {
    writeLog(log, many(300));
    const elsewhere = await serveFolder(log);
    const site = await serveFolder(log, (address) =>
      address.includes("entries") ? { status: 302, body: `${elsewhere.address}${address}` } : null,
    );
    expect(await run("journal", site.address, "--policy", policy)).toMatchObject({ exit: 3 });
    expect(elsewhere.asked).toEqual([]);
    await Promise.all([site.close(), elsewhere.close()]);
  });
});
