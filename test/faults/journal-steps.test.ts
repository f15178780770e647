// The failure cases of the verifiable log: killed at each step, rivals, a full volume, an older backup, rows changed by hand.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, vi } from "vitest";
import { parseLeaf } from "#ledger/leaf.ts";
import { connect, withDatabase } from "#platform/db.ts";
import { appendLeaf } from "#rooms/journal";
import { integrateOnce, publishOnce, sequenceAll } from "#rooms/sequencer";
import { checkLog } from "../../src/rooms/sequencer/check.actions.ts";
import { fault } from "./fault.ts";
import {
  audit,
  createLog,
  isDone,
  kill,
  type LogStage,
  PROCESS_ID,
  startSequencer,
  startWithoutSpace,
  stateOf,
  until,
  write,
  writeMany,
} from "./journal-stage.ts";

afterEach(() => {
  vi.useRealTimers();
});

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A log of its own for one case. */
async function onLog<T>(work: (stage: LogStage) => Promise<T>): Promise<T> {
  const stage = await createLog();
  try {
    return await work(stage);
  } finally {
    await stage.close();
  }
}

/** A log of `count` contributions, published. */
async function onPublished<T>(count: number, work: (stage: LogStage) => Promise<T>): Promise<T> {
  return await onLog(async (stage) => {
    await writeMany(stage.sql, count);
    await sequenceAll(stage.sql, stage.config);
    return await work(stage);
  });
}

const anchorOf = (stage: LogStage): { size: number } => JSON.parse(readFileSync(stage.config.anchor, "utf8"));

/** Looks until a process of the sequencer waits for a lock, and this is so. */
async function untilHeld({ sql }: LogStage, isSo: () => boolean | Promise<boolean> = () => true): Promise<void> {
  const deadline = performance.now() + 10_000;
  for (;;) {
    const waiting = await sql`
      select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and application_name like '%sequencer%'
    `;
    if (waiting.length > 0 && (await isSo())) return;
    if (performance.now() > deadline) throw new Error("the sequencer never came there");
    await pause(20);
  }
}

type Held = Awaited<ReturnType<LogStage["sql"]["reserve"]>>;

/** A transaction of ours, in which a lock is held until `letGo`. */
async function hold(stage: LogStage, lock: (held: Held) => PromiseLike<unknown>): Promise<{ letGo(): Promise<void> }> {
  const held = await stage.sql.reserve();
  await held`begin`;
  await lock(held);
  return {
    async letGo() {
      await held`rollback`;
      held.release();
    },
  };
}

/** A sequencer that has begun its rounds and has nothing to do. */
async function startIdle(stage: LogStage): Promise<Awaited<ReturnType<typeof startSequencer>>> {
  const child = await startSequencer(stage);
  await write(stage.sql);
  await until(stage.sql, isDone);
  return child;
}

/** Killed where it waits to write the tiles: what it did in its transaction is not committed. */
async function killBeforeCommit(stage: LogStage): Promise<void> {
  const child = await startIdle(stage);
  const tiles = await hold(stage, (held) => held`lock table journal.tile in share mode`);
  await write(stage.sql);
  await untilHeld(stage);
  await kill(child);
  await tiles.letGo();
}

/** Killed where it waits to read what was signed before: the tree is committed. */
async function killBeforeSignature(stage: LogStage): Promise<void> {
  const child = await startIdle(stage);
  const tiles = await hold(stage, (held) => held`lock table journal.tile in share mode`);
  await write(stage.sql);
  await untilHeld(stage);
  // asked for now, given when the transaction of the sequencer ends, and before it reads again
  const checkpoints = hold(stage, (held) => held`lock table journal.checkpoint in access exclusive mode`);
  await pause(200);
  await tiles.letGo();
  const { letGo } = await checkpoints;
  await untilHeld(stage, async () => (await sizeOf(stage)) === 8);
  await kill(child);
  await letGo();
}

/** Killed where it waits to write the checkpoint: it is signed, and the anchor is on the disk. */
async function killBeforePublication(stage: LogStage): Promise<void> {
  const child = await startIdle(stage);
  const checkpoints = await hold(stage, (held) => held`lock table journal.checkpoint in share mode`);
  await write(stage.sql);
  await untilHeld(stage, () => anchorOf(stage).size === 8);
  await kill(child);
  await checkpoints.letGo();
}

async function sizeOf({ sql }: LogStage): Promise<number> {
  const [head] = await sql<{ size: number }[]>`select size from journal.head`;
  return head?.size ?? 0;
}

async function finish(stage: LogStage): Promise<string[]> {
  const child = await startSequencer(stage);
  await until(stage.sql, isDone);
  await kill(child);
  return await audit(stage);
}

fault(
  "L01",
  { attack: "kill -9 before the commit", expected: "nothing logged, 2 rows wait; then logged, nothing wrong" },
  async () =>
    await onPublished(2, async (stage) => {
      await killBeforeCommit(stage);
      const { size, queued } = await stateOf(stage.sql);
      const wrong = await finish(stage);
      return `${size === 6 ? "nothing" : size} logged, ${queued} rows wait; then logged, ${wrong.join() || "nothing"} wrong`;
    }),
);

fault(
  "L02",
  { attack: "kill -9 between commit and signature", expected: "8 in the tree, 6 signed; then 8 signed, nothing wrong" },
  async () =>
    await onPublished(2, async (stage) => {
      await killBeforeSignature(stage);
      const before = await stateOf(stage.sql);
      const wrong = await finish(stage);
      const after = await stateOf(stage.sql);
      return `${before.size} in the tree, ${before.published} signed; then ${after.published} signed, ${wrong.join() || "nothing"} wrong`;
    }),
);

fault(
  "L03",
  {
    attack: "kill -9 between signature and publication",
    expected: "anchor 8, 6 published; then 8 published with the same bytes, nothing wrong",
  },
  async () =>
    await onPublished(2, async (stage) => {
      await killBeforePublication(stage);
      const { published } = await stateOf(stage.sql);
      const anchor = anchorOf(stage).size;
      const first = await publishOnce(stage.sql, stage.config);
      const second = await publishOnce(stage.sql, stage.config);
      const isSame = first.kind === "published" && second.kind === "published" && first.note === second.note;
      const wrong = await audit(stage);
      const { published: now } = await stateOf(stage.sql);
      return `anchor ${anchor}, ${published} published; then ${now} published with ${isSame ? "the same" : "other"} bytes, ${wrong.join() || "nothing"} wrong`;
    }),
);

fault(
  "L05",
  { attack: "two sequencers on 2,000 events", expected: "4000 leaves, none doubled, nothing wrong", timeout: 60_000 },
  async () =>
    await onLog(async (stage) => {
      const rivals = await Promise.all([startSequencer(stage), startSequencer(stage)]);
      for (let n = 0; n < 20; n += 1) await writeMany(stage.sql, 100);
      const { size } = await until(stage.sql, isDone);
      await Promise.all(rivals.map(kill));
      const wrong = await audit(stage);
      return `${size} leaves, none doubled, ${wrong.join() || "nothing"} wrong`;
    }),
);

fault(
  "L06",
  {
    attack: "no room on the volume of the anchor",
    expected: "frozen, 6 signed, contributions accepted; then it goes on by itself, nothing wrong",
  },
  async () =>
    await onPublished(3, async (stage) => {
      await write(stage.sql);
      const child = startWithoutSpace(stage);
      const { published, frozen } = await until(stage.sql, (state) => state.frozen !== null);
      await write(stage.sql);
      await kill(child);
      const wrong = await finish(stage);
      return `${frozen?.includes("anchor") ? "frozen" : frozen}, ${published} signed, contributions accepted; then it goes on by itself, ${wrong.join() || "nothing"} wrong`;
    }),
);

fault(
  "L07",
  { attack: "a database restored from an older backup", expected: "frozen, 6 in the tree, still 10 in the anchor" },
  async () =>
    await onPublished(3, async (stage) => {
      const { sql, config } = stage;
      const name = `backup_${process.pid}`;
      const admin = connect(
        { databaseUrl: withDatabase(config.databaseUrl ?? "", "postgres") },
        { pool: 1, statementTimeout: 0 },
      );
      const backup = { ...config, databaseUrl: withDatabase(config.databaseUrl ?? "", name) };
      const original = new URL(config.databaseUrl ?? "").pathname.slice(1);
      await sql.end({ timeout: 1 });
      await admin`create database ${admin(name)} template ${admin(original)}`;
      const live = connect(config, { pool: 2, statementTimeout: 0 });
      await writeMany(live, 2);
      await sequenceAll(live, config);
      await live.end();
      const restored = connect(backup, { pool: 4, statementTimeout: 0 });
      await write(restored);
      const child = await startSequencer({ ...stage, config: backup });
      const { size, frozen } = await until(restored, (state) => state.frozen !== null);
      await kill(child);
      await restored.end();
      await admin`drop database ${admin(name)} with (force)`;
      await admin.end();
      return `${frozen?.startsWith("anchor: size 10 was signed") ? "frozen" : frozen}, ${size} in the tree, still ${anchorOf(stage).size} in the anchor`;
    }),
);

fault(
  "L08",
  { attack: "the anchor is gone", expected: "frozen: the anchor is missing; nothing signed" },
  async () =>
    await onPublished(3, async (stage) => {
      rmSync(stage.config.anchor);
      await write(stage.sql);
      await integrateOnce(stage.sql, stage.config);
      await publishOnce(stage.sql, stage.config);
      const { published, frozen } = await stateOf(stage.sql);
      return `frozen: the anchor is ${frozen?.includes("missing") ? "missing" : frozen}; ${published === 6 ? "nothing" : published} signed`;
    }),
);

type Tampering = {
  readonly what: string;
  readonly named: string;
  readonly change: (stage: LogStage) => Promise<unknown>;
};
/** As somebody who owns the database: triggers switched off. */
const tamperings: readonly Tampering[] = [
  {
    what: "one bit of a leaf",
    named: "leaf 3",
    change: async ({ sql }) => {
      await sql`alter table journal.leaf disable trigger all`;
      await sql`update journal.leaf set data = set_byte(data, 60, get_byte(data, 60) # 1) where idx = 3`;
    },
  },
  {
    what: "one bit of the hash of a leaf",
    named: "leaf 4",
    change: async ({ sql }) => {
      await sql`alter table journal.leaf disable trigger all`;
      await sql`update journal.leaf set leaf_hash = set_byte(leaf_hash, 0, get_byte(leaf_hash, 0) # 1) where idx = 4`;
    },
  },
  {
    what: "one bit of a tile",
    named: "tile",
    change: async ({ sql }) => {
      await sql`alter table journal.tile disable trigger all`;
      await sql`update journal.tile set hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1) where level = 0 and n = 0`;
    },
  },
  {
    what: "one bit of the root",
    named: "head",
    change: async ({ sql }) => {
      await sql`alter table journal.head disable trigger all`;
      await sql`update journal.head set root = set_byte(root, 5, get_byte(root, 5) # 1)`;
    },
  },
  {
    what: "a leaf taken away",
    named: "leaf 2",
    change: async ({ sql }) => {
      await sql`alter table journal.leaf disable trigger all`;
      await sql`delete from journal.leaf where idx = 2`;
    },
  },
];

for (const { what, named, change } of tamperings) {
  fault(
    "L09",
    { attack: `${what} changed by the owner of the database`, expected: `${named} is named, the log is frozen` },
    async () =>
      await onPublished(4, async (stage) => {
        await change(stage);
        const { difference } = await checkLog(stage.sql, stage.config);
        const { frozen } = await stateOf(stage.sql);
        return `${difference?.includes(named) ? named : difference} is named, the log is ${frozen === null ? "not frozen" : "frozen"}`;
      }),
  );
}

fault(
  "L10",
  { attack: "a row of the outbox that is no leaf", expected: "set aside, 4 others logged, nothing wrong" },
  async () =>
    await onLog(async (stage) => {
      const { sql } = stage;
      await write(sql);
      await sql`insert into journal.queue (event_id, data) values (gen_random_uuid(), convert_to('{"v":1}', 'UTF8'))`;
      await write(sql);
      await sequenceAll(sql, stage.config);
      const [refused] = await sql<{ count: number }[]>`select count(*) from journal.refused`;
      const { size } = await stateOf(sql);
      const wrong = await audit(stage);
      return `${refused?.count === 1 ? "set aside" : refused?.count}, ${size} others logged, ${wrong.join() || "nothing"} wrong`;
    }),
);

fault(
  "T09",
  {
    attack: "the clock of the application a day late, then a day early",
    expected: "leaves carry the hour of the database",
  },
  async () =>
    await onLog(async (stage) => {
      for (const days of [-1, 1]) {
        vi.useFakeTimers({ now: Date.now() + days * 86_400_000, toFake: ["Date"] });
        await write(stage.sql);
        vi.useRealTimers();
      }
      const rows = await stage.sql<{ data: Uint8Array; now: string }[]>`
        select data, to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24') as now from journal.queue
      `;
      const wrong = rows
        .map(({ data, now }) => [parseLeaf(data).t, now])
        .filter(([t, now]) => !t?.startsWith(now ?? "?"));
      return wrong.length === 0 ? "leaves carry the hour of the database" : wrong.join(" | ");
    }),
);

fault(
  "L11",
  { attack: "the same leaf queued again after it was logged", expected: "dropped, 2 leaves, nothing wrong" },
  async () =>
    await onLog(async (stage) => {
      const { sql, config } = stage;
      const o = await write(sql);
      await sequenceAll(sql, config);
      await sql`insert into journal.queue (event_id, data) select event_id, data from journal.leaf where o = ${o}`;
      await sequenceAll(sql, config);
      const { size, queued } = await stateOf(sql);
      const wrong = await audit(stage);
      return `${queued === 0 ? "dropped" : `${queued} left`}, ${size} leaves, ${wrong.join() || "nothing"} wrong`;
    }),
);

/** A witness that never answers, or lies. */
async function badWitness(
  answer: "silence" | "lie",
): Promise<{ readonly server: Server; readonly url: string; readonly asked: { times: number } }> {
  const asked = { times: 0 };
  const server = createServer((_, response) => {
    asked.times += 1;
    if (answer === "lie") response.end(`— temoin.example/w1 ${Buffer.alloc(76, 7).toString("base64")}\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const WITNESS = "temoin.example/w1+3db260ee+BBfLefsrQSDysexl5BmNbgiyjoE/6wHkpACDm4XhgIDO";

for (const answer of ["silence", "lie"] as const) {
  fault(
    "L12",
    {
      attack: `a witness answers with ${answer === "lie" ? "a false signature" : "nothing"}`,
      expected: "asked, published within 4 s, 0 cosignatures kept",
    },
    async () =>
      await onLog(async (stage) => {
        const { server, url, asked } = await badWitness(answer);
        const policy = readFileSync(stage.config.policy, "utf8");
        writeFileSync(stage.config.policy, policy.replace(/quorum none\n?/, `witness A ${WITNESS} ${url}\nquorum A\n`));
        const child = await startSequencer(stage);
        const start = performance.now();
        await writeMany(stage.sql, 3);
        await until(stage.sql, (state) => state.published === 6);
        const took = performance.now() - start;
        // asked after the publication, which did not wait
        for (let tries = 0; tries < 100 && asked.times === 0; tries += 1) await pause(30);
        await pause(200);
        await kill(child);
        server.closeAllConnections();
        server.close();
        const kept = await stage.sql`select from journal.cosignature`;
        return `${asked.times > 0 ? "asked" : "not asked"}, published within ${took < 4_000 ? 4 : (took / 1_000).toFixed(1)} s, ${kept.length} cosignatures kept`;
      }),
  );
}

fault(
  "L13",
  { attack: "an act of an object that the log would refuse", expected: "refused, nothing queued" },
  async () =>
    await onLog(async (stage) => {
      const { sql } = stage;
      const o = await write(sql);
      const act = { k: "moderation.hidden", c: PROCESS_ID, o, why: "spam", role: "moderator" } as const;
      const outcome = await sql
        .begin((tx) => appendLeaf(tx, { leaf: act }))
        .then(
          () => "accepted",
          () => "refused",
        );
      const { queued } = await stateOf(sql);
      return `${outcome}, ${queued === 2 ? "nothing" : queued - 2} queued`;
    }),
);
