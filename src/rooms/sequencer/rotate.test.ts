import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { splitNote } from "#ledger/note.ts";
import { openCheckpoint, parsePolicy } from "#ledger/policy.ts";
import { initJournal, sequenceAll } from "#rooms/sequencer";
import { createTestHouse, type TestHouse } from "../../../test/house.ts";
import { guardOnce } from "./guard.actions.ts";
import { beginRotation, finishRotation } from "./rotate.actions.ts";
import { policyWith } from "./rotate.rules.ts";

let house: TestHouse;
const home = mkdtempSync(join(tmpdir(), "jalon-rotate-"));
const config = () => house.app.world.config;
const policy = () => parsePolicy(readFileSync(config().policy, "utf8"));
const lines = async () => splitNote((await sequenceAll(house.sql, config())).note).lines.length;
let before = "";

beforeAll(async () => {
  house = await createTestHouse({ empty: true, env: { JALON_HOME: home, JALON_KEYS: join(home, "keys") } });
  await initJournal(house.sql, config());
  await house.sql`
    insert into journal.queue (event_id, data) values (gen_random_uuid(), convert_to('{"d":"' || repeat('A', 43)
      || '","k":"incident","t":"2026-03-04T10:12:37Z","v":1}', 'UTF8'))
  `;
  before = (await sequenceAll(house.sql, config())).note;
});
afterAll(async () => {
  await house.close();
  rmSync(home, { recursive: true });
});

test("there is nothing to finish before it was begun", async () => {
  await expect(finishRotation(house.sql, config())).rejects.toThrow("No change of key");
});

test("begun twice it makes one key and one leaf", async () => {
  const [one, two] = [await beginRotation(house.sql, config()), await beginRotation(house.sql, config())];
  expect(one.vkey).toBe(two.vkey);
  expect(policy().logs).toHaveLength(2);
  expect(await house.sql`select from journal.queue`).toHaveLength(1);
  await expect(finishRotation(house.sql, config())).rejects.toThrow("not in the published journal yet");
});

test("both keys sign the tree that holds the leaf; each is enough for whoever knows one of them", async () => {
  const oldest = parsePolicy(`log ${policy().logs[0]?.key.vkey}\nquorum none\n`);
  const newest = parsePolicy(`log ${policy().logs[1]?.key.vkey}\nquorum none\n`);
  expect(await lines()).toBe(2);
  const { note } = await sequenceAll(house.sql, config());
  expect(openCheckpoint(note, oldest).checkpoint.size).toBe(2);
  expect(openCheckpoint(note, newest).checkpoint.size).toBe(2);
  await beginRotation(house.sql, config());
  expect(await house.sql`select from journal.queue`).toHaveLength(0);
});

test("finished, the old key is gone and the new one signs alone; what the old one signed still opens", async () => {
  const old = readFileSync(join(home, "keys", "journal.key"), "utf8");
  const next = readFileSync(join(home, "keys", "journal-next.key"), "utf8");
  await finishRotation(house.sql, config());
  expect(readFileSync(join(home, "keys", "journal.key"), "utf8")).toBe(next);
  expect(old).not.toBe(next);
  for (const name of ["journal-next.key", "journal.key.retired"])
    expect(existsSync(join(home, "keys", name))).toBe(false);
  expect(await lines()).toBe(1);
  const { note } = await sequenceAll(house.sql, config());
  expect(openCheckpoint(note, policy()).log.vkey).toBe(policy().logs[1]?.key.vkey);
  expect(openCheckpoint(before, policy()).log.vkey).toBe(policy().logs[0]?.key.vkey);
  await expect(finishRotation(house.sql, config())).rejects.toThrow("No change of key");
});

test("a copy on another machine that only the former key signed is continued", async () => {
  const mirror = join(home, "mirror");
  mkdirSync(mirror);
  writeFileSync(join(mirror, "checkpoint"), before);
  expect(await guardOnce(house.sql, { ...config(), mirror })).toBeNull();
  // nobody's key
  writeFileSync(join(mirror, "checkpoint"), before.replace(/— (\S+) \S/, "— $1 A"));
  expect(await guardOnce(house.sql, { ...config(), mirror })).toMatch(/^mirror: /);
});

test("the new line of a policy stands after the others, with their address", () => {
  const [first, second] = policy().logs.map(({ key }) => key.vkey);
  const text = `# clés\nlog ${first} https://j.test/journal\nquorum none\n`;
  expect(policyWith(text, second ?? "")).toBe(
    `# clés\nlog ${first} https://j.test/journal\nlog ${second} https://j.test/journal\nquorum none\n`,
  );
  expect(policyWith(text, first ?? "")).toBe(text);
});
