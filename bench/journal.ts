// npm run bench -- journal: contributions a second with the verifiable log and without it, on the same database in the same run; the
// time from an acknowledged contribution to a published checkpoint that holds it, at a thousand events a second; leaves a second of
// the sequencer on what has piled up; seconds to verify a million leaves from their files.
import type { ChildProcess } from "node:child_process";
import { spawnSync } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import path from "node:path";
import { leafAround } from "../src/ledger/leaf.ts";
import { connect } from "../src/platform/db.ts";
import { sequenceAll } from "../src/rooms/sequencer/sequence-all.actions.ts";
import { type Product, startProduct, type WebProcess } from "./product.ts";
import { copyDrafts, type Form, submitAll, writeModel } from "./submission.ts";

const SECONDS = Number(process.env.BENCH_SECONDS ?? 8);
const ROUNDS = 3;
const DRAFTS = 20_000;
/** Each contribution is two events: received, and hidden until somebody has read it. */
const EVENTS_PER_SECOND = 1_000;
const STEADY_SECONDS = 12;
const BACKLOG = 200_000;
const TARGETS = { ratio: 0.6, receiptSeconds: 5, backlogRatio: 5, verifySeconds: 60 } as const;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;
const verdict = (reached: boolean): string => (reached ? "reached" : "missed");

async function stop(sequencer: ChildProcess): Promise<void> {
  const ended = once(sequencer, "exit");
  sequencer.kill("SIGTERM");
  await ended;
}

/** The same statements, of which the tables of the log keep nothing: what the product would do without it. */
async function switchLog(product: Product, on: boolean): Promise<void> {
  const { sql } = product;
  if (on) {
    await sql`drop trigger if exists bench_off on journal.queue`;
    await sql`drop trigger if exists bench_off on journal.object`;
    await sql`drop trigger if exists bench_off on journal.opening`;
    return;
  }
  await sql`create or replace function journal.bench_off() returns trigger language plpgsql as 'begin return null; end'`;
  await sql`create trigger bench_off before insert on journal.queue for each row execute function journal.bench_off()`;
  await sql`create trigger bench_off before insert on journal.object for each row execute function journal.bench_off()`;
  await sql`create trigger bench_off before insert on journal.opening for each row execute function journal.bench_off()`;
}

type Rates = { readonly rate: number; readonly p99: number };

async function fullSpeed(web: WebProcess, form: Form, drafts: string[]): Promise<Rates> {
  const { result, acknowledged } = await submitAll(web, form, drafts, { seconds: SECONDS });
  if (acknowledged.length < result.answers * 0.99)
    throw new Error(`${result.answers} answers, ${acknowledged.length} receipts`);
  return { rate: acknowledged.length / SECONDS, p99: result.p99 };
}

async function compare(product: Product, web: WebProcess, form: Form): Promise<number> {
  const drafts = await copyDrafts(product, form.model, DRAFTS * ROUNDS);
  const withLog: Rates[] = [];
  const without: Rates[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await switchLog(product, false);
    without.push(await fullSpeed(web, form, drafts));
    await switchLog(product, true);
    const sequencer = await product.startSequencer();
    withLog.push(await fullSpeed(web, form, drafts));
    await stop(sequencer);
  }
  const ratio = median(withLog.map(({ rate }, index) => rate / (without[index]?.rate ?? Number.NaN)));
  const line = (name: string, rates: readonly Rates[]): string =>
    `${name}: ${median(rates.map(({ rate }) => rate)).toFixed(0)} contributions a second, p99 ${median(rates.map(({ p99 }) => p99)).toFixed(1)} ms`;
  console.log(line("with the log and its sequencer", withLog));
  console.log(line("without", without));
  console.log(`ratio ${ratio.toFixed(2)} (target ${TARGETS.ratio}: ${verdict(ratio >= TARGETS.ratio)})`);
  return median(withLog.map(({ rate }) => rate));
}

type Seen = { readonly size: number; readonly at: number };

/** What an outsider sees: the size of the checkpoint that is served, whenever it grows. */
async function watchCheckpoint(web: WebProcess, seen: Seen[], isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const answer = await fetch(`http://127.0.0.1:${web.port}/journal/checkpoint`);
    const size = Number((await answer.text()).split("\n")[1] ?? 0);
    if (size > (seen.at(-1)?.size ?? 0)) seen.push({ size, at: performance.now() });
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function timeToReceipt(product: Product, web: WebProcess, form: Form): Promise<void> {
  const perSecond = EVENTS_PER_SECOND / 2;
  const drafts = await copyDrafts(product, form.model, perSecond * STEADY_SECONDS * 2);
  const sequencer = await product.startSequencer();
  const acknowledgedAt = new Map<string, number>();
  const seen: Seen[] = [];
  let isOver = false;
  const watching = watchCheckpoint(web, seen, () => isOver);
  const onAcknowledged = (draft: string): void => void acknowledgedAt.set(draft, performance.now());
  await submitAll(web, form, drafts, { seconds: STEADY_SECONDS, rate: perSecond, onAcknowledged });
  await untilEmpty(product);
  // the last checkpoint is seen as well
  await new Promise((resolve) => setTimeout(resolve, 500));
  isOver = true;
  await watching;
  await stop(sequencer);
  const leaves = await product.sql<{ draft: string; idx: number }[]>`
    select contribution.draft_id as draft, leaf.idx
    from contributions.contribution
    join journal.leaf on leaf.event_id = contribution.id
    where contribution.draft_id = any(${[...acknowledgedAt.keys()]}::uuid[])
  `;
  const waits = leaves.map(({ draft, idx }) => {
    const published = seen.find(({ size }) => size > idx)?.at ?? Number.POSITIVE_INFINITY;
    return Math.max(0, published - (acknowledgedAt.get(draft) ?? Number.NaN)) / 1_000;
  });
  const p99 = quantile(waits, 0.99);
  const lost = acknowledgedAt.size - leaves.length;
  console.log(
    `${((2 * acknowledgedAt.size) / STEADY_SECONDS).toFixed(0)} events a second for ${STEADY_SECONDS} s: from the acknowledgement to a served checkpoint that holds it p50 ${quantile(waits, 0.5).toFixed(2)} s, p99 ${p99.toFixed(2)} s (target ${TARGETS.receiptSeconds} s: ${verdict(p99 <= TARGETS.receiptSeconds)}), ${lost} without a leaf`,
  );
  if (lost > 0) process.exitCode = 1;
}

/** Waits until the sequencer has nothing left and has published it. */
async function untilEmpty(product: Product): Promise<void> {
  for (;;) {
    const [left] = await product.sql<{ left: boolean }[]>`
      select exists (select from journal.queue) or head.size > coalesce((select max(size) from journal.checkpoint), 0) as left
      from journal.head
    `;
    if (left?.left === false) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function pileUp(product: Product): Promise<void> {
  const c = randomUUID();
  for (let done = 0; done < BACKLOG; done += 10_000) {
    const leaves = Array.from({ length: 10_000 }, () => {
      const [h, ha] = [randomBytes(32).toString("base64url"), randomBytes(32).toString("base64url")];
      return leafAround({ k: "contribution.submitted", c, o: randomUUID(), r: 1, h, ha, v: 1 });
    });
    await product.sql`
      insert into journal.queue (event_id, data)
      select gen_random_uuid(), convert_to(before || journal.leaf_time(false) || after, 'UTF8')
      from unnest(${leaves.map(({ before }) => before)}::text[], ${leaves.map(({ after }) => after)}::text[]) as leaf (before, after)
    `;
  }
  await product.sql`analyze journal.queue`;
}

async function drain(product: Product, submissionRate: number): Promise<void> {
  await pileUp(product);
  const sql = connect({ databaseUrl: product.url }, { pool: 2, statementTimeout: 0, name: "bench sequencer" });
  const start = performance.now();
  await sequenceAll(sql, {
    keys: path.join(product.home, "keys"),
    anchor: path.join(product.home, "anchor/anchor.json"),
  });
  const rate = BACKLOG / ((performance.now() - start) / 1_000);
  await sql.end();
  const ratio = rate / (2 * submissionRate);
  console.log(
    `${BACKLOG} events piled up: ${rate.toFixed(0)} leaves a second; ${ratio.toFixed(1)} times the events that contributions bring (target ${TARGETS.backlogRatio}: ${verdict(ratio >= TARGETS.backlogRatio)})`,
  );
}

const product = await startProduct();
try {
  const web = await product.startWeb();
  const form = await writeModel(web);
  await stop(await product.startSequencer());
  const rate = await compare(product, web, form);
  await timeToReceipt(product, web, form);
  await web.stop();
  await drain(product, rate);
} finally {
  await product.stop();
}
const verifying = spawnSync(process.execPath, [path.join(import.meta.dirname, "verify.ts")], { stdio: "inherit" });
if (verifying.status !== 0) process.exitCode = 1;
