import { createHash, randomBytes, randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { cosign } from "#ledger/cosignature.ts";
import { COSIGNATURE, parseVerifierKey, type Signer, signerFromSeed } from "#ledger/note.ts";
import { openCheckpoint, parsePolicy } from "#ledger/policy.ts";
import { judge, type WitnessedState } from "#ledger/witness.ts";
import { askWitnesses, initJournal, publishOnce, sequenceAll } from "#rooms/sequencer";
import { createTestHouse, type TestHouse } from "../../../test/house.ts";
import { findPublished } from "./serve.queries.ts";

type Answer = { status: number; body: string; redirect?: string };
/** A witness as outsiders run it, whose answers a test can spoil. */
type Witness = {
  readonly key: Signer;
  readonly url: string;
  readonly server: Server;
  readonly asked: string[];
  state: WitnessedState | null;
  spoil: ((answer: Answer) => Answer | null) | null;
};

let house: TestHouse;
let witnesses: Witness[] = [];
const home = mkdtempSync(join(tmpdir(), "jalon-witness-"));
const config = () => house.app.world.config;
const log = pino({ level: "silent" });
const ask = () => askWitnesses({ sql: house.sql, config: config(), log });
const digest = () => createHash("sha256").update(randomBytes(8)).digest("base64url");

async function add(count: number): Promise<void> {
  const leaves = Array.from({ length: count }, () =>
    JSON.stringify({
      c: randomUUID(),
      h: digest(),
      ha: digest(),
      k: "contribution.submitted",
      o: randomUUID(),
      r: 1,
      t: "2026-03-04T10:12Z",
      v: 1,
    }),
  );
  await house.sql`
    insert into journal.queue (event_id, data)
    select gen_random_uuid(), convert_to(leaf, 'UTF8') from unnest(${leaves}::text[]) as leaf
  `;
  await sequenceAll(house.sql, config());
}

async function startWitness(name: string): Promise<Witness> {
  const key = signerFromSeed(name, COSIGNATURE, randomBytes(32));
  const policy = parsePolicy(readFileSync(config().policy, "utf8"));
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    asked.push(body.toString());
    const judged = judge(
      body,
      () => witness.state,
      policy.logs.map((one) => parseVerifierKey(one.key.vkey)),
      (text) => cosign(text, key, 1_800_000_000 + asked.length),
    );
    if (judged.next) witness.state = judged.next;
    const answer = witness.spoil ? witness.spoil({ status: judged.status, body: judged.body }) : judged;
    if (answer === null) return;
    if ("redirect" in answer && answer.redirect) response.setHeader("location", answer.redirect);
    response.writeHead(answer.status).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/w`;
  const witness: Witness = { key, url, server, asked, state: null, spoil: null };
  return witness;
}

beforeAll(async () => {
  house = await createTestHouse({ empty: true, env: { JALON_HOME: home, JALON_KEYS: join(home, "keys") } });
  await initJournal(house.sql, config());
  await add(3);
});
afterAll(async () => {
  await house.close();
  rmSync(home, { recursive: true });
});
let plainPolicy = "";
beforeEach(async () => {
  plainPolicy = readFileSync(config().policy, "utf8");
  witnesses = [await startWitness(`temoin.test/${randomUUID()}`), await startWitness(`ordre.test/${randomUUID()}`)];
  const lines = witnesses.map(({ key, url }, n) => `witness w${n} ${key.vkey} ${url}`);
  writeFileSync(
    config().policy,
    `${plainPolicy.replace("quorum none\n", "")}${lines.join("\n")}\ngroup tous all w0 w1\nquorum tous\n`,
  );
});
afterEach(async () => {
  writeFileSync(config().policy, plainPolicy);
  for (const { server } of witnesses) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  await house.sql`delete from journal.freeze`;
});
const [one, two] = [() => witnesses[0] as Witness, () => witnesses[1] as Witness];
const stateOf = async ({ key }: Witness) =>
  (
    await house.sql<{ size: number; failure: string | null }[]>`
    select size, failure from journal.witness where vkey = ${key.vkey}
  `
  )[0];
const served = async () => {
  const note = (await findPublished(house.sql))?.note ?? "";
  return { note, opened: openCheckpoint(note, parsePolicy(readFileSync(config().policy, "utf8"))) };
};

test("witnesses cosign what is published, and the checkpoint that is served carries their lines", async () => {
  await add(1);
  await ask();
  const first = (await served()).opened;
  expect([first.quorumMet, first.cosignatures.length]).toEqual([true, 2]);
  await add(300);
  await ask();
  expect((await served()).opened.quorumMet).toBe(true);
  expect(one().asked.map((body) => body.split("\n", 1)[0])).toEqual(["old 0", "old 4"]);
});

test("asked again for the same size, they say a later time", async () => {
  await ask();
  const before = (await served()).opened.cosignatures.map(({ time }) => time);
  await publishOnce(house.sql, config());
  await ask();
  const after = (await served()).opened.cosignatures.map(({ time }) => time);
  expect(after.map((time, n) => time > (before[n] ?? 0))).toEqual([true, true]);
});

test("a size the witness knows better is asked for once, from there", async () => {
  await ask();
  const size = one().state?.size ?? 0;
  // what this site knew of the witness is lost: the file beside the anchor
  const file = join(home, "anchor", "witnesses.json");
  const known = JSON.parse(readFileSync(file, "utf8")) as Record<string, number>;
  known[one().key.vkey] = 1;
  writeFileSync(file, JSON.stringify(known));
  await add(5);
  await ask();
  expect(
    one()
      .asked.slice(1)
      .map((body) => body.split("\n", 1)[0]),
  ).toEqual(["old 1", `old ${size}`]);
  expect((await stateOf(one()))?.failure).toBeNull();
});

test("a witness that has seen a larger tree freezes the log; nothing is signed any more", async () => {
  one().spoil = () => ({ status: 409, body: "1000000\n" });
  await ask();
  const [frozen] = await house.sql<{ reason: string }[]>`select reason from journal.freeze`;
  expect(frozen?.reason).toContain("cosigned size 1000000");
  expect((await publishOnce(house.sql, config())).kind).toBe("frozen");
  expect((await stateOf(two()))?.failure).toBeNull();
  const file = join(home, "anchor", "witnesses.json");
  writeFileSync(file, "{}");
});

test.each<[string, (answer: Answer) => Answer | null, string]>([
  ["another text", (answer) => ({ ...answer, body: answer.body.replace(/.{8}\n$/, "AAAAAAA=\n") }), "bad signature"],
  [
    "somebody else's line",
    () => ({ status: 200, body: cosign("x\n", signerFromSeed("autre.test/w", COSIGNATURE, randomBytes(32)), 5) }),
    "no signature",
  ],
  ["no line", () => ({ status: 200, body: "" }), "a note is"],
  ["no newline", (answer) => ({ ...answer, body: answer.body.trimEnd() }), "a note is"],
  ["a page", () => ({ status: 200, body: "<!doctype html>\r\n" }), "control character"],
])("a cosignature with %s is dropped with an alarm", async (_, spoil, reason) => {
  one().spoil = spoil;
  const count = async () =>
    (await house.sql<{ count: number }[]>`select count from journal.alarm where name = 'bad-cosignature'`)[0]?.count ??
    0;
  const before = await count();
  await ask();
  expect(await count()).toBe(before + 1);
  expect((await stateOf(one()))?.failure).toContain(reason);
  const [kept] = await house.sql`select line from journal.cosignature where vkey = ${one().key.vkey}`;
  expect(kept).toBeUndefined();
  expect((await stateOf(two()))?.failure).toBeNull();
});

test.each<[string, (answer: Answer) => Answer | null, string]>([
  ["is broken", () => ({ status: 500, body: "" }), "status 500"],
  ["refuses our history", () => ({ status: 422, body: "" }), "status 422 (it says that the journal was changed)"],
  ["says 409 twice", () => ({ status: 409, body: "0\n" }), "status 409"],
  ["says 409 without a size", () => ({ status: 409, body: "much\n" }), "status 409 without a size"],
  ["sends too much", () => ({ status: 200, body: "x".repeat(70_000) }), "more than 65536 bytes"],
  ["leads elsewhere", () => ({ status: 307, body: "", redirect: "http://127.0.0.1:1/" }), "unreachable"],
])("a witness that %s changes nothing else, and is said", async (_, spoil, failure) => {
  one().spoil = spoil;
  await ask();
  expect((await stateOf(one()))?.failure).toBe(failure);
  expect((await stateOf(two()))?.failure).toBeNull();
  expect(await house.visitor().get("/fr/journal/etat")).toContain("Un témoin ne répond pas comme prévu");
  expect(await house.sql`select from journal.freeze`).toHaveLength(0);
  one().spoil = null;
  await ask();
  expect((await stateOf(one()))?.failure).toBeNull();
});

test("a slow witness is left after 5 seconds, and the other one has cosigned", async () => {
  one().spoil = () => null;
  const started = performance.now();
  await ask();
  expect(performance.now() - started).toBeLessThan(7_000);
  expect((await stateOf(one()))?.failure).toBe("no answer in 5 s");
  expect((await stateOf(two()))?.failure).toBeNull();
}, 10_000);
