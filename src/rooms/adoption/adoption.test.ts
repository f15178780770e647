// What was published before there was a log enters it whole, once, in an order that a verifier accepts.
import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { toBase64Url } from "#ledger/bytes.ts";
import { Chains } from "#ledger/chain.ts";
import { type Leaf, parseLeaf } from "#ledger/leaf.ts";
import { loadDemo } from "#rooms/demo";
import { createTestHouse, type TestHouse } from "../../../test/house.ts";
import { resetTrial } from "../demo/trial.actions.ts";
import { adoptAll } from "./adopt.actions.ts";
import { adoptionInvariants } from "./invariants.queries.ts";

let house: TestHouse;
let adopted: Awaited<ReturnType<typeof adoptAll>>[];
let seconds: number;
beforeAll(async () => {
  house = await createTestHouse({ empty: true });
  await loadDemo(house.sql, () => {});
  const start = performance.now();
  adopted = await Promise.all([adoptAll(house.sql), adoptAll(house.sql)]);
  seconds = (performance.now() - start) / 1_000;
}, 120_000);
afterAll(async () => await house?.close());

async function queued(): Promise<readonly Leaf[]> {
  const rows = await house.sql<{ data: Uint8Array }[]>`select data from journal.queue order by id`;
  return rows.map(({ data }) => parseLeaf(data));
}
const digestOf = (bytes: Uint8Array): string => toBase64Url(createHash("sha256").update(bytes).digest());
const hex = (d: string): string => Buffer.from(d, "base64url").toString("hex");

test("the demonstration is logged once, however many ask at the same time", async () => {
  const counts = adopted.map((one) => one.contributions).toSorted((a, b) => b - a);
  expect(counts).toEqual([330, 0]);
  expect(adopted.reduce((sum, { answers }) => sum + answers, 0)).toBeGreaterThan(10);
  const again = await adoptAll(house.sql);
  expect(again).toEqual({ rules: 0, editions: 0, contributions: 0, answers: 0, polls: 0 });
  expect(seconds).toBeLessThan(20);
});

test("a verifier accepts the whole, and finds each object where it stands", async () => {
  const chains = new Chains();
  for (const [index, leaf] of (await queued()).entries()) chains.accept(leaf, index);
  const states = [...chains.objects()].map(([, { family, state }]) => `${family} ${state}`);
  const count = (wanted: string): number => states.filter((state) => state === wanted).length;
  expect(count("contribution visible")).toBe(330);
  expect(count("poll tallied")).toBe(1);
  expect(count("poll open")).toBe(1);
  for (const { id, check } of adoptionInvariants) expect([id, await check(house.sql)]).toEqual([id, []]);
});

test("contributions enter in the order in which they came, behind a list of them", async () => {
  const leaves = await queued();
  const submitted = leaves.flatMap((leaf) => (leaf.k === "contribution.submitted" ? [leaf.o] : []));
  const rows = await house.sql<{ id: string }[]>`select id from contributions.contribution order by number`;
  expect(submitted).toEqual(rows.map(({ id }) => id));
  const batch = leaves.find((leaf) => leaf.k === "import.batch");
  if (!batch) throw new Error("no list");
  const response = await house.fetch(`/journal/documents/${hex(batch.d)}`);
  expect(response.status).toBe(200);
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(digestOf(bytes)).toBe(batch.d);
  expect(JSON.parse(bytes.toString())).toMatchObject({ batch: batch.o, contributions: submitted });
  expect(batch.n).toBe(submitted.length);
});

test("every document that a leaf names is served with exactly the bytes of its digest", async () => {
  const named = (await queued()).filter((leaf) =>
    ["config.changed", "answer.published", "answer.revised", "roadmap.version", "import.batch"].includes(leaf.k),
  );
  expect(new Set(named.map(({ k }) => k)).size).toBe(4);
  for (const leaf of named) {
    if (!("d" in leaf)) continue;
    const response = await house.fetch(`/journal/documents/${hex(leaf.d)}`);
    expect(response.status, leaf.k).toBe(200);
    expect(digestOf(Buffer.from(await response.arrayBuffer())), leaf.k).toBe(leaf.d);
  }
});

test("an unknown digest, and one that is none, have no document", async () => {
  for (const digest of ["0".repeat(64), "x", "0".repeat(63), "A".repeat(64)]) {
    expect((await house.fetch(`/journal/documents/${digest}`)).status).toBe(404);
  }
});

test("masked words are logged after the words of the author, and who masked them to the auditor alone", async () => {
  const leaves = await queued();
  const masks = leaves.filter((leaf) => leaf.k === "moderation.masked");
  expect(masks).toHaveLength(6);
  for (const mask of masks) {
    expect(mask).toMatchObject({ r: 2, why: "health-data", role: "moderator" });
    const first = leaves.find((leaf) => leaf.k === "contribution.submitted" && leaf.o === mask.o);
    expect(first && "h" in first ? first.h : "").toBe(mask.ph);
  }
});

test("nothing in a leaf says who wrote, who acted, or what", async () => {
  const text = (await queued()).map((leaf) => JSON.stringify(leaf)).join("\n");
  const names = await house.sql<{ name: string }[]>`
    select author_name as name from contributions.contribution where author_name is not null
    union select organisation from contributions.contribution where organisation is not null
    union select display_name from accounts.person
    union select email from accounts.person
    union select id::text from accounts.person
    union select left(body, 20) from contributions.contribution
  `;
  expect(names.length).toBeGreaterThan(100);
  expect(names.filter(({ name }) => text.includes(name))).toEqual([]);
});

test("a trial opened anew is logged too, with what closed the one before", async () => {
  await resetTrial(house.sql);
  expect(await adoptAll(house.sql)).toMatchObject({ rules: 0, editions: 0, contributions: 0, answers: 0, polls: 1 });
  for (const { id, check } of adoptionInvariants) expect([id, await check(house.sql)]).toEqual([id, []]);
});
