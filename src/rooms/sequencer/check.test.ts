import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { checkLog, sequenceAll } from "#rooms/sequencer";
import { createLogHouse, type LogHouse } from "../../../test/log-house.ts";
import { sequencerInvariants } from "./check.queries.ts";

let log: LogHouse;
let repair: () => Promise<void>;
beforeAll(async () => {
  log = await createLogHouse();
  await log.submit(5_000);
  await sequenceAll(log.sql, log.config);
  repair = await log.backUp();
});
afterEach(async () => await repair());
afterAll(async () => await log.close());

const FLIP = (column: string, byte: number) =>
  `${column} = set_byte(${column}, ${byte}, get_byte(${column}, ${byte}) # 1)`;

/** What somebody with all rights could do, and how the checker names it. */
const FAULTS: readonly (readonly [string, string, string])[] = [
  [
    "a bit of a leaf",
    `update journal.leaf set ${FLIP("data", 30)} where idx = 4321`,
    "leaf 4321: its bytes do not give its hash",
  ],
  [
    "a bit of a leaf hash",
    `update journal.leaf set ${FLIP("leaf_hash", 0)} where idx = 17`,
    "leaf 17: its bytes do not give its hash",
  ],
  [
    "a leaf rewritten with its hash",
    `update journal.leaf set data = convert_to(replace(convert_from(data, 'UTF8'), '2026-03-04', '2026-03-05'), 'UTF8') where idx = 600;
      update journal.leaf set leaf_hash = sha256('\\x00'::bytea || data) where idx = 600`,
    "tile 0/2: hash 88, that of leaf 600, is not what the leaves give",
  ],
  [
    "a leaf filed as another kind",
    "update journal.leaf set kind = 'incident' where idx = 9",
    "leaf 9: kind, o and r are not those of its bytes",
  ],
  ["a deleted leaf", "delete from journal.leaf where idx = 2000", "leaf 2000 is missing"],
  ["the last leaf deleted", "delete from journal.leaf where idx = 4999", "leaf 4999 is missing"],
  [
    "a leaf too many",
    "insert into journal.leaf (idx, event_id, data, leaf_hash, kind) values (5000, gen_random_uuid(), 'x', sha256('x'), 'incident')",
    "leaf 5000 is beyond the tree",
  ],
  [
    "a bit of a full tile",
    `update journal.tile set ${FLIP("hashes", 32)} where level = 0 and n = 18`,
    "tile 0/18: hash 1, that of leaf 4609, is not what the leaves give",
  ],
  [
    "a bit of an upper tile",
    `update journal.tile set ${FLIP("hashes", 0)} where level = 1`,
    "tile 1/0: hash 0 is not what the leaves give",
  ],
  ["a deleted tile", "delete from journal.tile where level = 0 and n = 3", "tile 0/3 is missing"],
  [
    "a narrower tile",
    "update journal.tile set width = 100, hashes = substring(hashes from 1 for 3200) where level = 0 and n = 3",
    "tile 0/3 has not its 256 hashes",
  ],
  [
    "a tile too many",
    "insert into journal.tile (level, n, width, hashes) values (2, 0, 1, sha256('x'))",
    "tile 2/0 is beyond the tree",
  ],
  [
    "a bit of the root",
    `update journal.head set ${FLIP("root", 31)}`,
    "head: the leaves do not give the root of size 5000",
  ],
  [
    "another root under the last checkpoint",
    "update journal.checkpoint set note = replace(note, split_part(note, E'\\n', 3), encode(sha256('x'), 'base64'))",
    "checkpoint 5000: the tree of size 5000 has another root",
  ],
];

describe("the checker", () => {
  test("finds nothing wrong in a log that nobody touched, and notes when it looked", async () => {
    expect(await checkLog(log.sql, log.config)).toEqual({ size: 5_000, difference: null });
    expect((await log.sql`select size from journal.examination`)[0]?.size).toBe(5_000);
    expect(await log.sql`select reason from journal.freeze`).toHaveLength(0);
  });

  test.for(FAULTS)("names %s, and freezes the log", async ([, statements, name]) => {
    await log.tamper(statements);
    expect(await sequencerInvariants[0]?.check(log.sql)).toEqual([name]);
    expect(await log.sql`select reason from journal.freeze`).toHaveLength(0);
    expect(await checkLog(log.sql, log.config)).toMatchObject({ difference: name });
    expect(await log.sql`select reason from journal.freeze`).toEqual([{ reason: name }]);
  });

  test("compares with the anchor", async () => {
    await log.submit(3);
    await sequenceAll(log.sql, log.config);
    await repair();
    expect((await checkLog(log.sql, log.config)).difference).toBe(
      "anchor: size 5003 was signed, and the tree has 5000",
    );
  });
});
