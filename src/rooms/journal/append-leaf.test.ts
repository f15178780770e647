import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fromBase64Url32 } from "#ledger/bytes.ts";
import { authorContent, commit } from "#ledger/commitment.ts";
import { type Leaf, parseLeaf } from "#ledger/leaf.ts";
import { createTestHouse, type TestHouse } from "../../../test/house.ts";
import { appendLeaf } from "./append-leaf.actions.ts";
import { type LeafAct, OutOfOrder } from "./leaf.rules.ts";
import { standingOf } from "./outbox.queries.ts";
import type { LeafInput } from "./outbox-rows.actions.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse({ empty: true });
});
afterAll(async () => await house.close());

const c = randomUUID();
const submission = (o: string): LeafInput => ({
  leaf: { k: "contribution.submitted", c, o },
  opening: { content: `{"body":"${o}"}`, author: "Zoé" },
});
const hiding = (o: string): LeafInput => ({
  leaf: { k: "moderation.hidden", c, o, why: "awaiting-review", role: "rule" },
});

async function queued(): Promise<Leaf[]> {
  const rows = await house.sql<{ data: Uint8Array }[]>`select data from journal.queue order by id`;
  return rows.map((row) => parseLeaf(row.data));
}

test("leaves wait in the order of their acts, with the time of the database and commitments that open", async () => {
  const o = randomUUID();
  await house.sql.begin(async (tx) => await appendLeaf(tx, submission(o), hiding(o)));
  const [submitted, hidden] = await queued();
  expect(submitted).toMatchObject({ k: "contribution.submitted", c, o, r: 1, v: 1 });
  expect(hidden).toMatchObject({ k: "moderation.hidden", o, r: 1, why: "awaiting-review", role: "rule" });
  const [clock] = await house.sql<{ minute: string }[]>`
    select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24') as minute`;
  expect(submitted?.t.startsWith(clock?.minute ?? "?")).toBe(true);
  const [opening] = await house.sql<{ nonce: Uint8Array; content: string; author: Uint8Array; label: string }[]>`
    select nonce, content, author_nonce as author, author_label as label from journal.opening where o = ${o}`;
  if (!opening || submitted?.k !== "contribution.submitted") throw new Error("nothing was logged");
  expect(commit(opening.nonce, opening.content)).toEqual(fromBase64Url32(submitted.h));
  expect(commit(opening.author, authorContent(opening.label))).toEqual(fromBase64Url32(submitted.ha));
  expect(await standingOf(house.sql, o)).toMatchObject({ state: "hidden", r: 1, family: "contribution" });
});

test("a mask follows the words before it, and names who did it to the auditor only", async () => {
  const o = randomUUID();
  const actor = randomUUID();
  await house.sql.begin(async (tx) => await appendLeaf(tx, submission(o)));
  const before = await standingOf(house.sql, o);
  const mask: LeafAct = { k: "moderation.masked", c, o, why: "personal-data", role: "moderator" };
  await house.sql.begin(async (tx) => await appendLeaf(tx, { leaf: mask, opening: { content: "{}" }, actor }));
  const masked = (await queued()).at(-1);
  if (masked?.k !== "moderation.masked" || !masked.ah) throw new Error("no mask was logged");
  expect(masked.r).toBe(2);
  expect(fromBase64Url32(masked.ph)).toEqual(Buffer.from(before?.hash ?? []));
  const [opened] = await house.sql<{ nonce: Uint8Array; content: string }[]>`
    select nonce, content from journal.actor_opening`;
  expect(opened?.content).toBe(`{"actor":"${actor}"}`);
  expect(commit(opened?.nonce ?? new Uint8Array(), opened?.content ?? "")).toEqual(fromBase64Url32(masked.ah));
});

test("what a verifier would refuse is refused, and nothing of its transaction stays", async () => {
  const o = randomUUID();
  const count = (await queued()).length;
  const refused = house.sql.begin(async (tx) => await appendLeaf(tx, submission(o), hiding(o), hiding(o)));
  await expect(refused).rejects.toThrow(OutOfOrder);
  expect((await queued()).length).toBe(count);
  expect(await standingOf(house.sql, o)).toBeNull();
});

test("two acts at once on one object follow each other", async () => {
  const o = randomUUID();
  await house.sql.begin(async (tx) => await appendLeaf(tx, submission(o)));
  const acts = Array.from({ length: 5 }, () => house.sql.begin(async (tx) => await appendLeaf(tx, hiding(o))));
  const done = await Promise.allSettled(acts);
  expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("the same object is submitted once, however many ask at the same time", async () => {
  const o = randomUUID();
  const acts = Array.from({ length: 5 }, () => house.sql.begin(async (tx) => await appendLeaf(tx, submission(o))));
  const done = await Promise.allSettled(acts);
  expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect((await queued()).filter((leaf) => "o" in leaf && leaf.o === o)).toHaveLength(1);
});

test("openings go only through an erasure or a detached name", async () => {
  const o = randomUUID();
  await house.sql.begin(async (tx) => await appendLeaf(tx, submission(o)));
  await expect(house.sql`delete from journal.opening where o = ${o}`).rejects.toThrow(/erase_openings/);
  await expect(house.sql`update journal.opening set content = 'x' where o = ${o}`).rejects.toThrow(/erase_openings/);
  await house.sql`select journal.detach_author(${o}::uuid)`;
  const [detached] =
    await house.sql`select content is not null as text, author_label as label from journal.opening where o = ${o}`;
  expect(detached).toEqual({ text: true, label: null });
  await house.sql`select journal.erase_openings(${o}::uuid)`;
  expect(await house.sql`select from journal.opening where o = ${o}`).toHaveLength(0);
});
