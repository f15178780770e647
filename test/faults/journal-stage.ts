// What the cases of the verifiable log share: a log of its own, writers, sequencers that can be killed, and the whole tree recomputed.
import { type ChildProcess, fork, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Chains } from "#ledger/chain.ts";
import { parseCheckpoint } from "#ledger/checkpoint.ts";
import { parseLeaf } from "#ledger/leaf.ts";
import { openNote } from "#ledger/note.ts";
import { Frontier } from "#ledger/tiles.ts";
import { leafHash } from "#ledger/tree.ts";
import { parseVerifierKey } from "#ledger/verifier-key.ts";
import { type Config, readConfig } from "#platform/config.ts";
import { connect, type Sql } from "#platform/db.ts";
import { appendLeaf, OutOfOrder } from "#rooms/journal";
import { initJournal } from "#rooms/sequencer";
import { cloneHouseDatabase } from "../house-database.ts";

/** Every process started here, so that a case that fails leaves none behind. */
const children = new Set<ChildProcess>();
const PROGRAM = path.join(import.meta.dirname, "sequencer-process.ts");
export const PROCESS_ID = "00000000-0000-4000-8000-0000000000a1";

export type LogStage = {
  readonly sql: Sql;
  readonly config: Config;
  readonly logKey: string;
  close(): Promise<void>;
};

/** A log that was just begun, on a migrated database of its own, with its keys and anchor in a folder of its own. */
export async function createLog(url?: string, env: Readonly<Record<string, string>> = {}): Promise<LogStage> {
  const database = url === undefined ? await cloneHouseDatabase() : { url, drop: async () => {} };
  const home = mkdtempSync(path.join(tmpdir(), "jalon-log-"));
  const config = readConfig({ JALON_HOME: home, DATABASE_URL: database.url, ...env });
  const sql = connect(config, { pool: 12, statementTimeout: 0, connectTimeout: 2, name: "case" });
  const { logKey } = await initJournal(sql, config);
  return {
    sql,
    config,
    logKey,
    async close() {
      await Promise.all([...children].map(kill));
      await sql.end({ timeout: 1 });
      await database.drop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** A contribution that nobody reads: its two leaves, as a submission writes them. Returns once it is committed. */
export async function write(sql: Sql, o: string = randomUUID()): Promise<string> {
  await sql
    .begin((tx) =>
      appendLeaf(
        tx,
        {
          leaf: { k: "contribution.submitted", c: PROCESS_ID, o },
          opening: { content: `{"body":"${o}"}`, author: "" },
        },
        { leaf: { k: "moderation.hidden", c: PROCESS_ID, o, why: "awaiting-review", role: "rule" } },
      ),
    )
    .catch((error: unknown) => {
      // the answer to the first try was lost: it is there
      if (!(error instanceof OutOfOrder)) throw error;
    });
  return o;
}

export async function writeMany(sql: Sql, count: number): Promise<string[]> {
  return await Promise.all(Array.from({ length: count }, () => write(sql)));
}

const envOf = ({ config }: LogStage): NodeJS.ProcessEnv => ({
  ...process.env,
  DATABASE_URL: config.databaseUrl ?? "",
  JALON_HOME: config.home,
  ...(config.mirror === null ? {} : { JALON_MIRROR: config.mirror }),
});

/** A sequencer in a process of its own, ready. */
export async function startSequencer(stage: LogStage): Promise<ChildProcess> {
  const child = fork(PROGRAM, [], { env: envOf(stage), execArgv: ["--disable-warning=ExperimentalWarning"] });
  children.add(child);
  await once(child, "message");
  return child;
}

/** The same where no file can grow: what a full volume of the anchor does. */
export function startWithoutSpace(stage: LogStage): ChildProcess {
  const child = spawn("bash", ["-c", `ulimit -f 0; exec "${process.execPath}" "${PROGRAM}"`], {
    env: envOf(stage),
    stdio: "ignore",
  });
  children.add(child);
  return child;
}

export async function kill(child: ChildProcess): Promise<void> {
  children.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

export type LogState = {
  readonly size: number;
  readonly published: number;
  readonly queued: number;
  readonly frozen: string | null;
};

export async function stateOf(sql: Sql): Promise<LogState> {
  const [row] = await sql<LogState[]>`
    select
      (select size from journal.head) as size,
      coalesce((select max(size) from journal.checkpoint), 0) as published,
      (select count(*) from journal.queue) as queued,
      (select reason from journal.freeze) as frozen
  `;
  if (!row) throw new Error("no log");
  return row;
}

/** Looks until it is so; says how it stands when it never is. */
export async function until(sql: Sql, isSo: (state: LogState) => boolean, seconds = 15): Promise<LogState> {
  const deadline = performance.now() + seconds * 1_000;
  for (;;) {
    const state = await stateOf(sql);
    if (isSo(state)) return state;
    if (performance.now() > deadline) throw new Error(`never: ${JSON.stringify(state)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export const isDone = ({ size, published, queued }: LogState): boolean => queued === 0 && size === published;

/**
 * Recomputes everything from the bytes of the leaves: no gap, no double, what may follow what, the root of the head, and each
 * checkpoint ever published a beginning of the final tree. Gives what is wrong; nothing when all is well.
 */
export async function audit({ sql, logKey }: LogStage, acknowledged: readonly string[] = []): Promise<string[]> {
  const wrong: string[] = [];
  const leaves = await sql<{ idx: number; data: Uint8Array }[]>`select idx, data from journal.leaf order by idx`;
  const notes = await sql<{ size: number; note: string }[]>`select size, note from journal.checkpoint order by size`;
  const [head] = await sql<{ size: number; root: Uint8Array }[]>`select size, root from journal.head`;
  const roots = new Map<number, Buffer>();
  const keys = [parseVerifierKey(logKey)];
  for (const { size, note } of notes) {
    const checkpoint = parseCheckpoint(openNote(note, keys).text, { own: true });
    if (checkpoint.size !== size) wrong.push(`checkpoint ${size} says ${checkpoint.size}`);
    roots.set(size, checkpoint.root);
  }
  const frontier = Frontier.empty();
  const chains = new Chains();
  const submitted = new Set<string>();
  const check = (): void => {
    const root = roots.get(frontier.size);
    if (root && !root.equals(frontier.root())) wrong.push(`checkpoint ${frontier.size} is no beginning of the tree`);
  };
  check();
  leaves.forEach(({ idx, data }, place) => {
    if (idx !== place) wrong.push(`leaf ${place} is missing`);
    const leaf = parseLeaf(data);
    chains.accept(leaf, idx);
    if (leaf.k === "contribution.submitted") submitted.add(leaf.o);
    frontier.append(leafHash(data));
    check();
  });
  if (head?.size !== leaves.length || !frontier.root().equals(Buffer.from(head.root)))
    wrong.push("the head is not the root");
  const lost = acknowledged.filter((o) => !submitted.has(o));
  if (lost.length > 0) wrong.push(`${lost.length} acknowledged and lost`);
  return wrong;
}
