import { rmSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createLog } from "#platform/log.ts";
import { until } from "#platform/until.ts";
import { checkLog, initJournal, runSequencer } from "#rooms/sequencer";
import { createLogHouse, type LogHouse } from "../../../test/log-house.ts";

let log: LogHouse;
let lines: string[];
const running: { close(): Promise<void> }[] = [];
beforeEach(async () => {
  log = await createLogHouse();
  lines = [];
});
afterEach(async () => {
  for (const sequencer of running.splice(0)) await sequencer.close();
  await log.close();
});

function start(more: Partial<Parameters<typeof runSequencer>[0]> = {}): { close(): Promise<void> } {
  const destination = { write: (line: string) => lines.push(line) };
  const sequencer = runSequencer({
    config: log.config,
    log: createLog("test", { terminal: false, destination }),
    ...more,
  });
  running.push(sequencer);
  return sequencer;
}

const said = (words: string): boolean => lines.some((line) => line.includes(words));

async function published(): Promise<number> {
  const [row] = await log.sql<{ size: number | null }[]>`select max(size) as size from journal.checkpoint`;
  return row?.size ?? -1;
}
const publishes = async (size: number): Promise<boolean> =>
  await until(async () => (await published()) === size, { seconds: 10 });

test("publishes what waits, at once, and at most twice a second", async () => {
  start();
  expect(await publishes(0)).toBe(true);
  const before = performance.now();
  for (let size = 1; size <= 30; size += 1) {
    await log.submit(1);
    await until(() => false, { seconds: 0.05 });
  }
  expect(await publishes(30)).toBe(true);
  const seconds = (performance.now() - before) / 1000;
  const rows = await log.sql`select size from journal.checkpoint`;
  expect(rows.length).toBeGreaterThan(2);
  expect(rows.length).toBeLessThanOrEqual(2 + Math.ceil(2 * seconds));
});

test("hands each publication on, the last one for certain, and is not held up by it", async () => {
  const sizes: number[] = [];
  const gate = Promise.withResolvers<void>();
  start({
    afterPublication: async () => {
      sizes.push(await published());
      await gate.promise;
    },
  });
  expect(await publishes(0)).toBe(true);
  for (const size of [1, 2, 3]) {
    await log.submit(1);
    expect(await publishes(size)).toBe(true);
  }
  expect(sizes).toEqual([0]);
  gate.resolve();
  expect(await until(() => sizes.at(-1) === 3, { seconds: 5 })).toBe(true);
});

test("what fails after a publication is tried again, though nothing new is published", async () => {
  let tries = 0;
  start({
    afterPublication: async () => {
      tries += 1;
      if (tries === 1) throw new Error("away");
    },
  });
  expect(await until(() => tries === 2, { seconds: 18 })).toBe(true);
  expect(said("away")).toBe(true);
});

test("two make one log", async () => {
  start();
  start();
  for (let round = 0; round < 10; round += 1) await log.submit(50);
  expect(await publishes(500)).toBe(true);
  expect(await checkLog(log.sql, log.config)).toMatchObject({ size: 500, difference: null });
});

test("frozen, it says so once, and goes on when somebody thawed it", async () => {
  await log.sql`insert into journal.freeze (reason) values ('a test')`;
  await log.submit(2);
  start();
  expect(await until(() => said("ALARM: the journal is frozen: a test"), { seconds: 5 })).toBe(true);
  expect(await published()).toBe(-1);
  await log.sql`delete from journal.freeze`;
  expect(await publishes(2)).toBe(true);
  expect(lines.filter((line) => line.includes("frozen"))).toHaveLength(1);
});

test("waits for a log that is not begun, and for its key", async () => {
  await log.close();
  log = await createLogHouse({ begun: false });
  start();
  expect(await until(() => said("is not begun"), { seconds: 5 })).toBe(true);
  await log.submit(1);
  await initJournal(log.sql, log.config);
  expect(await publishes(1)).toBe(true);
  rmSync(`${log.config.keys}/journal.key`);
  await log.submit(1);
  expect(await until(() => said("journal.key is not in"), { seconds: 5 })).toBe(true);
  expect(await published()).toBe(1);
});

test("recomputes the whole log at its first start, and then once a night", async () => {
  await log.submit(3);
  start();
  expect(await until(() => said("was recomputed"), { seconds: 5 })).toBe(true);
  const [first] = await log.sql<
    { at: Date; claimedAt: Date }[]
  >`select at, claimed_at as "claimedAt" from journal.examination`;
  start();
  await log.submit(1);
  expect(await publishes(4)).toBe(true);
  expect((await log.sql`select at, claimed_at as "claimedAt" from journal.examination`)[0]).toEqual(first);
  await log.sql`update journal.examination set claimed_at = claimed_at - interval '1 day'`;
  const at = async () => (await log.sql<{ at: Date }[]>`select at from journal.examination`)[0]?.at.getTime() ?? 0;
  expect(await until(async () => (await at()) > (first?.at.getTime() ?? 0), { seconds: 5 })).toBe(true);
});
