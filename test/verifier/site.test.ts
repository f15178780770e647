// `jalon verify site` and the other commands against the product itself: the demonstration, its log, and what a liar would change.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adoptAll } from "#rooms/adoption";
import { loadDemo } from "#rooms/demo";
import { initJournal, sequenceAll } from "#rooms/sequencer";
import { createTestHouse, type TestHouse } from "../house.ts";
import { run } from "./run-verify.ts";
import { serveHouse } from "./serve-house.ts";

const home = mkdtempSync(path.join(tmpdir(), "jalon-verify-site-"));
const policy = path.join(home, "politique");
let house: TestHouse;
let served: Awaited<ReturnType<typeof serveHouse>>;
let address: string;

beforeAll(async () => {
  house = await createTestHouse({ empty: true, env: { JALON_HOME: home, JALON_KEYS: path.join(home, "keys") } });
  await loadDemo(house.sql, () => {});
  await initJournal(house.sql, house.app.world.config);
  await adoptAll(house.sql);
  await sequenceAll(house.sql, house.app.world.config);
  served = await serveHouse(house);
  address = served.address;
  const text = await (await house.fetch("/journal/politique")).text();
  writeFileSync(policy, text);
}, 180_000);
afterAll(async () => {
  served?.close();
  await house?.close();
  rmSync(home, { recursive: true, force: true });
});

const site = (...words: readonly string[]) => run("site", address, "--policy", policy, ...words);

/** What somebody who holds the database could do behind the log, undone afterwards. */
async function behind(table: string, change: string, undo: string): Promise<{ exit: number; err: string }> {
  const alone = async (text: string): Promise<void> => {
    await house.sql.begin(async (tx) => {
      await tx.unsafe(`alter table ${table} disable trigger user`);
      await tx.unsafe(text);
      await tx.unsafe(`alter table ${table} enable trigger user`);
      // files that are packed already are made anew
      await tx`update processes.process set summary = summary || ' '`;
    });
  };
  await alone(change);
  const { exit, err } = await site();
  await alone(undo);
  return { exit, err };
}

describe("the product, seen from outside", () => {
  it("passes: each contribution, each edition, each answer is what was logged", async () => {
    const { exit, out, err } = await site("--json");
    expect({ exit, err }).toEqual({ exit: 0, err: "" });
    expect(JSON.parse(out)).toMatchObject({ visible: 330, processes: expect.any(Number), notCheckable: 0 });
  }, 60_000);

  it("has a log that passes, and a result that is recounted", async () => {
    expect(await run("journal", address, "--policy", policy)).toMatchObject({ exit: 0 });
    const polls = await house.sql<{ o: string }[]>`select o from journal.leaf where kind = 'poll.tallied'`;
    expect(polls.length).toBeGreaterThan(0);
    for (const { o } of polls) {
      const { exit, err, out } = await run("tally", o, "--from", address, "--policy", policy);
      expect({ exit, err }).toEqual({ exit: 0, err: "" });
      expect(out).toContain("recounted");
    }
    const [one] = await house.sql<{ id: string }[]>`select id from contributions.contribution order by number limit 1`;
    expect(await run("opening", one?.id ?? "", "1", "--from", address, "--policy", policy)).toMatchObject({ exit: 0 });
  }, 60_000);
});

const contribution = async (set: string, number: number, back: string) =>
  await behind(
    "contributions.contribution",
    `update contributions.contribution set ${set} where number = ${number}`,
    `update contributions.contribution set ${back} where number = ${number}`,
  );

describe("behind the log", () => {
  it("names a contribution whose words were changed", async () => {
    expect(await contribution("body = body || '!'", 7, "body = left(body, -1)")).toEqual({
      exit: 1,
      err: expect.stringMatching(/^Contribution 7 of .* are not those of leaf \d+/),
    });
  }, 60_000);

  it("names a contribution that was taken away", async () => {
    expect(await contribution("state = 'hidden'", 8, "state = 'published'")).toEqual({
      exit: 1,
      err: expect.stringMatching(/^Leaf \d+: contribution [0-9a-f-]{36} is public by the log/),
    });
  }, 60_000);

  it("names a contribution that was added", async () => {
    const add = `
      insert into contributions.contribution
      select (jsonb_populate_record(one, jsonb_build_object(
        'id', gen_random_uuid(), 'number', 9999, 'receipt_hash', sha256('added'), 'about_text', one.about_text
      ))).*
      from contributions.contribution as one
      where one.number = 7
    `;
    const remove = "delete from contributions.contribution where number = 9999";
    expect(await behind("contributions.contribution", add, remove)).toEqual({
      exit: 1,
      err: expect.stringMatching(/^Contribution 9999 .*has no leaf/),
    });
  }, 60_000);

  it("names an edition that was changed, and one in the place of another", async () => {
    const [one] = await house.sql<{ edition_id: string; passage_id: string }[]>`
      select edition_id, passage_id
      from documents.edition_passage
      where edition_id = (select max(id::text)::uuid from open_data.published_edition)
      limit 1
    `;
    const which = `where edition_id = '${one?.edition_id}' and passage_id = '${one?.passage_id}'`;
    const words = (set: string): string => `update documents.edition_passage set text = ${set} ${which}`;
    expect(await behind("documents.edition_passage", words("text || '!'"), words("left(text, -1)"))).toEqual({
      exit: 1,
      err: expect.stringMatching(/^Edition \d+ of /),
    });
    // an edition in the place of another
    const hash = `update documents.edition set hash = reverse(hash) where id = '${one?.edition_id}'`;
    expect(await behind("documents.edition", hash, hash)).toEqual({
      exit: 1,
      err: expect.stringMatching(/^Edition \d+ of .*in no leaf of the log/),
    });
    expect((await site()).exit).toBe(0);
  }, 60_000);
});
