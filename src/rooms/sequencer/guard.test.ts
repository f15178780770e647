import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeKey } from "#platform/keys.ts";
import { integrateOnce, publishOnce, sequenceAll } from "#rooms/sequencer";
import { createLogHouse, type LogHouse } from "../../../test/log-house.ts";
import { noteWitnessSize, readWitnessSizes } from "./anchor.actions.ts";
import { thawLog } from "./check.actions.ts";
import { guardOnce } from "./guard.actions.ts";
import { resumeWhenWritable } from "./publish.actions.ts";

let log: LogHouse;
beforeEach(async () => {
  log = await createLogHouse();
  await log.submit(10);
  await sequenceAll(log.sql, log.config);
});
afterEach(async () => await log.close());

const anchorText = (): string => readFileSync(log.config.anchor, "utf8");

/** Frozen with a reason that says this, nothing integrated and nothing signed since. */
async function expectFrozen(reason: RegExp): Promise<void> {
  const [freeze] = await log.sql<{ reason: string }[]>`select reason from journal.freeze`;
  expect(freeze?.reason).toMatch(reason);
  const count = async () =>
    await log.sql`
      select (select count(*) from journal.leaf) as leaves, (select count(*) from journal.checkpoint) as checkpoints,
        (select size from journal.head) as size
    `;
  const before = { rows: await count(), anchor: readAnchorOrNone() };
  await log.submit(1);
  expect(await integrateOnce(log.sql, log.config)).toMatchObject({ logged: 0, frozenBecause: freeze?.reason });
  expect(await publishOnce(log.sql, log.config)).toEqual({ kind: "frozen", reason: freeze?.reason });
  expect({ rows: await count(), anchor: readAnchorOrNone() }).toEqual(before);
}

function readAnchorOrNone(): string | null {
  try {
    return anchorText();
  } catch {
    return null;
  }
}

describe("the guard freezes the log", () => {
  test("when an older backup of the database is restored, before anything is added to it", async () => {
    const restore = await log.backUp();
    await log.submit(5);
    await sequenceAll(log.sql, log.config);
    await restore();
    await log.submit(20);
    expect(await integrateOnce(log.sql, log.config)).toMatchObject({ logged: 0 });
    expect((await log.sql`select size from journal.head`)[0]?.size).toBe(10);
    await expectFrozen(/^anchor: size 15 was signed, and the tree has 10$/);
  });

  test("when a restored database has gone on by another way: another root at a size already signed", async () => {
    const restore = await log.backUp();
    await log.submit(5);
    await sequenceAll(log.sql, log.config);
    const signed = anchorText();
    await restore();
    // an operator thinks that an anchor put back by hand helps
    writeFileSync(log.config.anchor, signed.replace('"size":15', '"size":10'));
    await publishOnce(log.sql, log.config);
    await expectFrozen(/^anchor: the tree of size 10 has another root$/);
  });

  test("when the anchor is missing", async () => {
    rmSync(log.config.anchor);
    await publishOnce(log.sql, log.config);
    await expectFrozen(/^the anchor .* is missing$/);
  });

  test("when the anchor cannot be read, or is that of another log", async () => {
    const kept = anchorText();
    writeFileSync(log.config.anchor, "{");
    await publishOnce(log.sql, log.config);
    await expectFrozen(/^.*anchor\.json cannot be read: /);
    await log.sql`delete from journal.freeze`;
    writeFileSync(log.config.anchor, kept.replace("essai.example", "autre.example"));
    await publishOnce(log.sql, log.config);
    await expectFrozen(/^the anchor is that of autre\.example\/journal$/);
  });

  test("when the anchor cannot be written: nothing is signed that is not remembered; it goes on once it can be", async () => {
    // a name so long that no temporary file has room beside it; a full volume fails in the same place
    const long = { ...log.config, anchor: path.join(path.dirname(log.config.anchor), "a".repeat(250)) };
    renameSync(log.config.anchor, long.anchor);
    await log.submit(1);
    await integrateOnce(log.sql, long);
    expect(await publishOnce(log.sql, long)).toMatchObject({ kind: "frozen" });
    expect(await resumeWhenWritable(log.sql, long)).toBe(false);
    expect(await log.sql`select reason from journal.freeze`).toEqual([
      { reason: expect.stringMatching(/^the anchor cannot be written: ENAMETOOLONG/) },
    ]);
    expect(await log.sql`select size from journal.checkpoint where size > 10`).toHaveLength(0);
    renameSync(long.anchor, log.config.anchor);
    expect(await resumeWhenWritable(log.sql, log.config)).toBe(true);
    expect(await publishOnce(log.sql, log.config)).toMatchObject({ kind: "published", size: 11 });
  });

  test("and no other reason ends by itself", async () => {
    await log.sql`insert into journal.freeze (reason) values ('somebody is looking')`;
    expect(await resumeWhenWritable(log.sql, log.config)).toBe(false);
    await expectFrozen(/^somebody is looking$/);
  });

  test("when a witness cosigned more than the tree has", async () => {
    noteWitnessSize(log.config, "temoin.example/w1+00000000+AA", 10);
    expect(await publishOnce(log.sql, log.config)).toMatchObject({ kind: "published" });
    noteWitnessSize(log.config, "temoin.example/w1+00000000+AA", 11);
    noteWitnessSize(log.config, "temoin.example/w1+00000000+AA", 3);
    expect(readWitnessSizes(log.config).get("temoin.example/w1+00000000+AA")).toBe(11);
    await publishOnce(log.sql, log.config);
    await expectFrozen(/^witness temoin\.example.* cosigned size 11, and the tree has 10$/);
  });

  test("when the key is not the one that signed before", async () => {
    const file = path.join(log.config.keys, "journal.key");
    chmodSync(file, 0o600);
    rmSync(file);
    makeKey(log.config, "journal");
    await publishOnce(log.sql, log.config);
    await expectFrozen(/^last checkpoint: no signature by a known key$/);
  });

  test("when a bit of the head, or of a tile of the right edge, is flipped", async () => {
    await log.tamper("update journal.head set root = set_byte(root, 0, get_byte(root, 0) # 1)");
    await publishOnce(log.sql, log.config);
    await expectFrozen(/^head: the tree of size 10 has another root$/);
    await log.tamper(
      "update journal.head set root = set_byte(root, 0, get_byte(root, 0) # 1); delete from journal.freeze",
    );
    await log.tamper("update journal.tile set hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1)");
    expect(await integrateOnce(log.sql, log.config)).toMatchObject({ logged: 0 });
    await expectFrozen(/^head: the tiles of size 10 do not give its root$/);
  });

  test("at a start, when the copy on another machine has another tree, or cannot be read", async () => {
    const mirror = path.join(log.config.home, "mirror");
    const config = { ...log.config, mirror };
    expect(await guardOnce(log.sql, config)).toMatch(/^the mirror .* cannot be read: ENOENT$/);
    await log.sql`delete from journal.freeze`;
    mkdirSync(mirror);
    const restore = await log.backUp();
    const anchor = anchorText();
    await log.submit(5);
    const { note } = await sequenceAll(log.sql, log.config);
    writeFileSync(path.join(mirror, "checkpoint"), note);
    expect(await guardOnce(log.sql, config)).toBeNull();
    // the anchor lies on the same volume as the database, and both are restored: only the mirror knows
    await restore();
    writeFileSync(log.config.anchor, anchor);
    expect(await guardOnce(log.sql, log.config)).toBeNull();
    expect(await guardOnce(log.sql, config)).toBe("mirror: size 15 was signed, and the tree has 10");
    await expectFrozen(/^mirror: /);
  });
});

describe("the frozen state", () => {
  test("ends only once its cause is repaired: check and guard pass first", async () => {
    const kept = anchorText();
    rmSync(log.config.anchor);
    await publishOnce(log.sql, log.config);
    expect(await thawLog(log.sql, log.config)).toMatch(/is missing$/);
    await expectFrozen(/is missing$/);
    writeFileSync(log.config.anchor, kept);
    expect(await thawLog(log.sql, log.config)).toBeNull();
    expect((await sequenceAll(log.sql, log.config)).size).toBe(11);
  });

  test("keeps its first reason, and accepts what comes", async () => {
    rmSync(log.config.anchor);
    await publishOnce(log.sql, log.config);
    await guardOnce(log.sql, { ...log.config, mirror: "/nowhere" });
    await expectFrozen(/is missing$/);
    expect(await log.sql`select id from journal.queue`).toHaveLength(1);
  });
});
