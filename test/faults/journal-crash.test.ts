// T03: the sequencer and the database are killed again and again under a load of writers.
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll } from "vitest";
import { connect } from "#platform/db.ts";
import { type Cluster, startCluster } from "#platform/embedded/cluster.ts";
import { migrate } from "#platform/migrate.ts";
import { fault } from "./fault.ts";
import { audit, createLog, isDone, kill, type LogStage, startSequencer, until, write } from "./journal-stage.ts";

/** `npm run faults -- journal` plays it whole; `npm test` a tenth of it. */
const isWhole = process.env.JALON_FAULTS === "whole";
const SECONDS = isWhole ? 70 : 4;
const KILLS = isWhole ? 140 : 6;
const RESTARTS = isWhole ? 9 : 1;
const WRITERS = isWhole ? 8 : 4;

let home: string;
let cluster: Cluster;
let stage: LogStage;
beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), "jalon-crash-"));
  cluster = await startCluster({ home });
  const sql = connect({ databaseUrl: cluster.url }, { pool: 1, statementTimeout: 0 });
  await migrate(sql).finally(() => sql.end());
  stage = await createLog(cluster.url);
}, 60_000);
afterAll(async () => {
  await stage.close();
  await cluster.stop();
  rmSync(home, { recursive: true, force: true });
}, 60_000);

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Writes until the time is over; each contribution is tried again with the same identifier until it is acknowledged. */
async function writer(acknowledged: string[], isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const o = randomUUID();
    for (;;) {
      try {
        acknowledged.push(await write(stage.sql, o));
        break;
      } catch {
        await pause(50);
      }
    }
  }
}

/** Two rivals; one of them is always dead or about to die. */
async function killer(seen: { kills: number }, isOver: () => boolean): Promise<void> {
  const rivals = await Promise.all([startSequencer(stage), startSequencer(stage)]);
  for (let turn = 0; !isOver(); turn = 1 - turn) {
    await pause((SECONDS * 1_000) / KILLS / 6);
    const rival = rivals[turn as 0 | 1];
    if (!rival) break;
    await kill(rival);
    seen.kills += 1;
    rivals[turn as 0 | 1] = await startSequencer(stage);
  }
  await Promise.all(rivals.map(kill));
}

async function restarter(seen: { restarts: number }): Promise<void> {
  for (let n = 0; n < RESTARTS; n += 1) {
    await pause((SECONDS * 1_000) / (RESTARTS + 1));
    const before = cluster.pid();
    process.kill(before, "SIGKILL");
    while (cluster.pid() === before) await pause(20);
    seen.restarts += 1;
  }
}

fault(
  "T03",
  {
    attack: `${WRITERS} writers for ${SECONDS} s, two rival sequencers killed all the time, PostgreSQL killed ${RESTARTS} times`,
    expected: "0 lost, 0 doubled, every checkpoint a beginning of the final tree",
    timeout: 200_000,
  },
  async () => {
    const acknowledged: string[] = [];
    const seen = { kills: 0, restarts: 0 };
    const start = performance.now();
    const isOver = (): boolean => performance.now() - start > SECONDS * 1_000;
    const writing = Array.from({ length: WRITERS }, () => writer(acknowledged, isOver));
    await Promise.all([...writing, killer(seen, isOver), restarter(seen)]);
    const last = await startSequencer(stage);
    await until(stage.sql, isDone, 30);
    await kill(last);
    const wrong = await audit(stage, acknowledged);
    const [{ checkpoints = 0, leaves = 0 } = {}] = await stage.sql<{ checkpoints: number; leaves: number }[]>`
      select (select count(*) from journal.checkpoint) as checkpoints, (select count(*) from journal.leaf) as leaves
    `;
    console.log(
      `${seen.kills} kills of sequencers, ${seen.restarts} of PostgreSQL; ${acknowledged.length} acknowledged, ${leaves} leaves, ${checkpoints} checkpoints`,
    );
    if (leaves !== 2 * new Set(acknowledged).size)
      wrong.push(`${leaves} leaves of ${acknowledged.length} contributions`);
    if (seen.restarts !== RESTARTS || seen.kills < (isWhole ? KILLS / 2 : 1)) wrong.push(`only ${seen.kills} kills`);
    return wrong;
  },
);
