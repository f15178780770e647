import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Actor } from "#platform/http/world.ts";
import { castVote, identityOf } from "#rooms/votes";
import { createTestHouse, ESSAI, type TestHouse } from "../../../test/house.ts";
import { closedPollKey, destroyDueKeys, pollKey } from "./index.ts";

let house: TestHouse;
let keys: string;
beforeEach(async () => {
  keys = mkdtempSync(path.join(tmpdir(), "jalon-poll-keys-"));
  house = await createTestHouse({ env: { JALON_KEYS: keys } });
});
afterEach(async () => {
  await house.close();
  rmSync(keys, { recursive: true });
});

const guest = (name: string): Actor => ({ sql: house.sql, viewer: null, visitorKey: `g:${name}`, addressKey: "here" });
const cast = async (name: string): Promise<string> =>
  await castVote(guest(name), { poll: 1, statement: 1, value: 1, keys: house.app.world }).then(
    () => "stored",
    (error: Error) => error.message,
  );
const closeAgo = async (days: number): Promise<void> => {
  await house.sql`alter table polls.poll disable trigger poll_is_kept`;
  await house.sql`
    update polls.poll set opens_at = now() - interval '90 days', closes_at = now() - make_interval(days => ${days})
    where id = ${ESSAI.pollId}
  `;
};

it("makes one key for a question, whoever comes first, and the same one serves everybody", async () => {
  const made = await Promise.all(Array.from({ length: 12 }, () => pollKey(house.sql, house.app.world, 1)));
  expect(new Set(made.map((key) => Buffer.from(key ?? []).toString("hex")))).toHaveProperty("size", 1);
  expect(readdirSync(path.join(keys, "polls"))).toEqual([`${ESSAI.pollId}.key`]);
  expect(await cast("a")).toBe("stored");
});

it("lets nobody vote when the key is missing or is another one: nobody counts twice", async () => {
  await pollKey(house.sql, house.app.world, 1);
  await closedPollKey(house.sql, house.app.world, 1);
  const file = path.join(keys, "polls", `${ESSAI.pollId}.key`);
  const kept = readFileSync(file, "utf8");
  rmSync(file);
  writeFileSync(file, `${"0".repeat(64)}\n`, { mode: 0o400 });
  await expect(closedPollKey(house.sql, house.app.world, 1)).rejects.toThrow("ballots.keyMissing");
  rmSync(file);
  const other = await createTestHouse({ empty: true, env: { JALON_KEYS: keys } });
  // another process, which remembers nothing
  const fresh = { secret: house.app.world.secret, config: other.app.world.config };
  await expect(closedPollKey(house.sql, fresh, 1)).rejects.toThrow("ballots.keyMissing");
  await other.close();
  writeFileSync(file, kept, { mode: 0o400 });
  expect(await cast("back")).toBe("stored");
});

it("keeps the former way for questions published before there were keys", async () => {
  await house.sql`insert into ballots.poll_key (poll_id, kind) values (${ESSAI.pollId}, 'site')`;
  expect(await cast("a")).toBe("stored");
  expect(readdirSync(keys)).toEqual([]);
});

it("destroys the key thirty days after closing, says so in the journal, and knows nobody again", async () => {
  expect(await cast("a")).toBe("stored");
  await closeAgo(29);
  await destroyDueKeys(house.app.world);
  const key = await closedPollKey(house.sql, house.app.world, 1);
  expect(identityOf(key, guest("a")).tag).toMatch(/^[0-9a-f]{64}$/);
  await closeAgo(30);
  // a worker that reads another folder says nothing untrue
  const elsewhere = { ...house.app.world, config: { ...house.app.world.config, keys: path.join(keys, "elsewhere") } };
  await destroyDueKeys(elsewhere);
  expect(await house.sql`select from journal.entry where kind = 'poll.key-destroyed'`).toHaveLength(0);
  await destroyDueKeys(house.app.world);
  await destroyDueKeys(house.app.world);
  expect(readdirSync(path.join(keys, "polls"))).toEqual([]);
  expect(await closedPollKey(house.sql, house.app.world, 1)).toBeNull();
  expect(identityOf(null, guest("a")).tag).toBeNull();
  const entries = await house.sql`select payload from journal.entry where kind = 'poll.key-destroyed'`;
  expect([...entries]).toEqual([{ payload: { number: 1 } }]);
});
