import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { rootFromTiles, tilesOf } from "#ledger/tiles.ts";
import { EMPTY_ROOT, rootOf } from "#ledger/tree.ts";
import { checkLog, integrateOnce, publishOnce, sequenceAll } from "#rooms/sequencer";
import { createLogHouse, type LogHouse } from "../../../test/log-house.ts";

let log: LogHouse;
beforeEach(async () => {
  log = await createLogHouse();
});
afterEach(async () => await log.close());

async function leafHashes(): Promise<readonly Buffer[]> {
  const leaves = await log.sql<{ hash: Buffer }[]>`select leaf_hash as hash from journal.leaf order by idx`;
  return leaves.map((leaf) => leaf.hash);
}

async function storedTiles(): Promise<readonly unknown[]> {
  return await log.sql`select level, n::integer, width from journal.tile order by level, n`;
}

async function head(): Promise<{ readonly size: number; readonly root: Buffer }> {
  const [row] = await log.sql<{ size: number; root: Buffer }[]>`select size, root from journal.head`;
  return row ?? { size: -1, root: EMPTY_ROOT };
}

async function countOf(name: string): Promise<number> {
  const [row] = await log.sql<{ count: number }[]>`select count from journal.alarm where name = ${name}`;
  return row?.count ?? 0;
}

describe("the tree", () => {
  test.for([
    { what: "the first tiles", sizes: [0, 1, 255, 256, 257] },
    { what: "the first tile of level 2", sizes: [65_535, 65_536, 65_537] },
  ])(
    "around $what has the tiles and the root of its leaves, and each size is published",
    { timeout: 60_000 },
    async ({ sizes }) => {
      for (const size of sizes) {
        await log.submit(size - (await head()).size);
        const published = await sequenceAll(log.sql, log.config);
        const hashes = await leafHashes();
        expect(published).toMatchObject({ kind: "published", size });
        expect(published.note).toContain(`essai.example/journal\n${size}\n${rootOf(hashes).toString("base64")}\n`);
        expect(await head()).toEqual({ size, root: rootOf(hashes) });
        expect(await storedTiles()).toEqual(tilesOf(size));
      }
      expect(await checkLog(log.sql, log.config)).toEqual({ size: sizes.at(-1), difference: null });
      const read = async ({ level, n, width }: { level: number; n: number; width: number }) => {
        const [tile] = await log.sql<{ hashes: Buffer }[]>`
        select substring(hashes from 1 for ${32 * width}::integer) as hashes
        from journal.tile where level = ${level} and n = ${n}
      `;
        return tile?.hashes ?? Buffer.alloc(0);
      };
      const hashes = await leafHashes();
      for (const size of sizes) expect(await rootFromTiles(size, read)).toEqual(rootOf(hashes.slice(0, size)));
    },
  );

  test("keeps the order of the outbox, and files each leaf by its kind, object and revision", async () => {
    await log.submit(300);
    const queued = await log.sql`select event_id, data from journal.queue order by id`;
    await sequenceAll(log.sql, log.config);
    expect(await log.sql`select event_id, data from journal.leaf order by idx`).toEqual(queued);
    const filed = await log.sql`
      select count(*) from journal.leaf where o = event_id and r = 1 and kind = 'contribution.submitted'
    `;
    expect(filed[0]?.count).toBe(300);
  });

  test("of two rivals is one tree: gapless, nothing twice, nothing lost", async () => {
    const rounds = 12;
    await log.submit(1_000);
    const rival = async (): Promise<void> => {
      const memory = { frontier: null };
      for (let round = 0; round < rounds; round += 1) {
        await log.submit(97);
        await integrateOnce(log.sql, log.config, memory);
        await publishOnce(log.sql, log.config);
      }
    };
    await Promise.all([rival(), rival()]);
    await sequenceAll(log.sql, log.config);
    expect((await head()).size).toBe(1_000 + 2 * rounds * 97);
    expect(await checkLog(log.sql, log.config)).toMatchObject({ difference: null });
    const checkpoints = await log.sql<{ size: number; note: string }[]>`select size, note from journal.checkpoint`;
    const hashes = await leafHashes();
    for (const { size, note } of checkpoints) {
      expect(note.split("\n")[2]).toBe(rootOf(hashes.slice(0, size)).toString("base64"));
    }
  });
});

describe("the outbox", () => {
  test("a row that is no leaf is set aside with an alarm, and the line goes on", async () => {
    await log.submit(3);
    const bad = await log.queue('{"k":"contribution.submitted","v":1}');
    const worse = await log.queue("not JSON at all");
    await log.submit(2);
    const { refused, logged } = await integrateOnce(log.sql, log.config);
    expect(logged).toBe(5);
    expect(refused.map((row) => row.eventId)).toEqual([bad, worse]);
    const kept = await log.sql<{ id: string; reason: string }[]>`
      select event_id as id, reason from journal.refused order by refused.id
    `;
    expect(kept.map((row) => row.id)).toEqual([bad, worse]);
    expect(kept.every((row) => row.reason.length > 0)).toBe(true);
    expect(await log.sql`select id from journal.queue`).toHaveLength(0);
    expect(await countOf("row-refused")).toBe(2);
  });

  test("a row that was logged before is dropped and counted", async () => {
    await log.submit(4);
    await sequenceAll(log.sql, log.config);
    await log.sql`insert into journal.queue (event_id, data) select event_id, data from journal.leaf where idx < 3`;
    await log.submit(1);
    const { doubled, logged, size } = await integrateOnce(log.sql, log.config);
    expect({ doubled, logged, size }).toEqual({ doubled: 3, logged: 1, size: 5 });
    expect(await log.sql`select id from journal.queue`).toHaveLength(0);
    expect(await countOf("row-logged-before")).toBe(3);
  });

  test("a batch that cannot be committed leaves everything as it was, and is done again", async () => {
    await log.submit(5);
    const memory = { frontier: null };
    await integrateOnce(log.sql, log.config, memory);
    await log.submit(5);
    // the disk is full, for example: the leaves cannot be written
    await log.sql`alter table journal.leaf add constraint full_disk check (idx < 7)`;
    await expect(integrateOnce(log.sql, log.config, memory)).rejects.toThrow("full_disk");
    expect((await head()).size).toBe(5);
    await log.sql`alter table journal.leaf drop constraint full_disk`;
    expect(await integrateOnce(log.sql, log.config, memory)).toMatchObject({ logged: 5, size: 10 });
    expect(await checkLog(log.sql, log.config)).toMatchObject({ difference: null });
  });
});

describe("publication", () => {
  test("after a crash between commit and signature, the head is published after the guard", async () => {
    await log.submit(7);
    await integrateOnce(log.sql, log.config);
    expect(await log.sql`select size from journal.checkpoint`).toHaveLength(0);
    expect(await publishOnce(log.sql, log.config)).toMatchObject({ kind: "published", size: 7 });
  });

  test("the same size signed again has the same bytes, and is kept once", async () => {
    await log.submit(7);
    const first = await sequenceAll(log.sql, log.config);
    const again = await publishOnce(log.sql, log.config);
    expect(again).toEqual(first);
    expect(await log.sql`select note from journal.checkpoint`).toEqual([{ note: first.note }]);
  });

  test("cut short after the anchor and before the checkpoint, it gives the same bytes at the next start", async () => {
    await log.submit(7);
    await integrateOnce(log.sql, log.config);
    await log.sql`alter table journal.checkpoint add constraint full_disk check (size < 7)`;
    await expect(publishOnce(log.sql, log.config)).rejects.toThrow("full_disk");
    expect(readFileSync(log.config.anchor, "utf8")).toContain('"size":7');
    await log.sql`alter table journal.checkpoint drop constraint full_disk`;
    expect(await publishOnce(log.sql, log.config)).toMatchObject({ kind: "published", size: 7 });
  });
});
