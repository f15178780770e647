import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createLog } from "#platform/log.ts";
import { createOutput } from "#platform/output.ts";
import { commands, initJournal, sequenceAll } from "#rooms/sequencer";
import { createLogHouse, type LogHouse } from "../../../test/log-house.ts";

const silent = createLog("test", { terminal: false, destination: { write() {} } });
let log: LogHouse;
beforeEach(async () => {
  log = await createLogHouse({ begun: false });
});
afterEach(async () => await log.close());

async function jalon(name: string, isJson = false): Promise<{ readonly code: number; readonly text: string }> {
  let text = "";
  const command = commands.find((one) => one.name === name);
  const out = createOutput(isJson, { stdout: { write: (piece) => (text += piece) }, stderr: { write: () => true } });
  const { sql, config } = log;
  const code = await command?.run({ sql, config, log: silent, out, options: {}, args: [] });
  return { code: code ?? -1, text };
}

const keyFile = (name: string): string => path.join(log.config.keys, `${name}.key`);

describe("jalon journal init", () => {
  test("makes keys that only their user can read, a policy, an anchor at size 0, and fixes the origin", async () => {
    const { code, text } = await jalon("journal init", true);
    expect(code).toBe(0);
    const made = JSON.parse(text) as { origin: string; logKey: string; acknowledgementKey: string };
    expect(made.origin).toBe("essai.example/journal");
    expect(made.logKey).toMatch(/^essai\.example\/journal\+[0-9a-f]{8}\+/);
    expect(made.acknowledgementKey).toMatch(/^essai\.example\/accuse\+[0-9a-f]{8}\+/);
    for (const name of ["journal", "accuse"]) {
      expect(statSync(keyFile(name)).mode & 0o777).toBe(0o400);
      expect(readFileSync(keyFile(name), "latin1")).toMatch(/^[0-9a-f]{64}\n$/);
      expect(text).not.toContain(readFileSync(keyFile(name), "latin1").trim());
    }
    expect(readFileSync(log.config.policy, "utf8")).toMatch(
      /^# accuse essai\.example\/accuse\+\S+\nlog essai\.example\/journal\+\S+ \S+\nquorum none\n$/,
    );
    expect(JSON.parse(readFileSync(log.config.anchor, "utf8"))).toEqual({
      origin: "essai.example/journal",
      size: 0,
      root: "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
    });
    expect(await log.sql`select origin, size from journal.head`).toEqual([{ origin: made.origin, size: 0 }]);
    expect(existsSync(path.join(log.config.keys, "init.unfinished"))).toBe(false);
  });

  test("refuses a second time, and changes nothing", async () => {
    await jalon("journal init");
    const before = readFileSync(keyFile("journal"), "latin1");
    await expect(jalon("journal init")).rejects.toMatchObject({ kind: "logExists", exitCode: 11 });
    expect(readFileSync(keyFile("journal"), "latin1")).toBe(before);
  });

  test.for(["journal.key", "accuse.key", "anchor"])("refuses when a %s of another log is there", async (what) => {
    await jalon("journal init");
    const [keep] = [{ "journal.key": keyFile("journal"), "accuse.key": keyFile("accuse") }[what] ?? log.config.anchor];
    const kept = readFileSync(keep);
    rmSync(log.config.home, { recursive: true });
    mkdirSync(path.dirname(keep), { recursive: true });
    writeFileSync(keep, kept, { mode: 0o400 });
    await log.tamper("update journal.head set origin = null");
    await expect(jalon("journal init")).rejects.toMatchObject({ kind: "logExists" });
  });

  test("cut short, can be done again", async () => {
    await log.sql`alter table journal.head add constraint cut check (origin is null)`;
    await expect(jalon("journal init")).rejects.toThrow("cut");
    expect(existsSync(keyFile("journal"))).toBe(true);
    await log.sql`alter table journal.head drop constraint cut`;
    expect((await jalon("journal init")).code).toBe(0);
  });
});

describe("jalon journal status", () => {
  test("tells a log that is not begun, one that goes on, and a frozen one", async () => {
    expect(await jalon("journal status")).toMatchObject({ code: 0, text: expect.stringContaining("not begun") });
    await initJournal(log.sql, log.config);
    await log.submit(3);
    await sequenceAll(log.sql, log.config);
    await log.submit(2);
    const { code, text } = await jalon("journal status", true);
    expect(code).toBe(0);
    expect(JSON.parse(text)).toMatchObject({ size: 3, publishedSize: 3, queueDepth: 2, frozenBecause: null });
    rmSync(log.config.anchor);
    expect((await jalon("journal thaw")).code).toBe(10);
    expect(await jalon("journal status")).toMatchObject({ code: 10, text: expect.stringContaining("is missing") });
  });
});

describe("jalon journal check and thaw", () => {
  beforeEach(async () => {
    await initJournal(log.sql, log.config);
    await log.submit(300);
    await sequenceAll(log.sql, log.config);
  });

  test("say in one line that nothing is wrong, or which row is, and end the frozen state once it is repaired", async () => {
    expect(await jalon("journal check")).toEqual({ code: 0, text: "300 leaves, nothing is wrong\n" });
    const FLIP = "update journal.leaf set data = set_byte(data, 9, get_byte(data, 9) # 1) where idx = 7";
    await log.tamper(FLIP);
    const wrong = "leaf 7: its bytes do not give its hash";
    expect(await jalon("journal check", true)).toEqual({
      code: 10,
      text: `${JSON.stringify({ size: 300, difference: wrong })}\n`,
    });
    expect(await jalon("journal thaw")).toEqual({ code: 10, text: `still frozen: ${wrong}\n` });
    await log.tamper(FLIP);
    expect(await jalon("journal thaw")).toEqual({ code: 0, text: "the journal goes on\n" });
  });

  test("a key that others may read is refused, in one line", async () => {
    chmodSync(keyFile("journal"), 0o444);
    await expect(sequenceAll(log.sql, log.config)).rejects.toMatchObject({ kind: "keyRefused", exitCode: 11 });
    expect(await log.sql`select reason from journal.freeze`).toHaveLength(0);
  });
});

test("jalon journal run refuses a log that is not begun, or whose key is missing, in one line", async () => {
  await expect(jalon("journal run")).rejects.toMatchObject({ kind: "logMissing", exitCode: 11 });
  await initJournal(log.sql, log.config);
  rmSync(keyFile("journal"));
  await expect(jalon("journal run")).rejects.toMatchObject({ kind: "keyMissing", exitCode: 11 });
});
