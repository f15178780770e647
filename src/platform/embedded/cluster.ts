import type { ChildProcess } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { connect } from "../db.ts";
import { Failure } from "../failure.ts";
import { until } from "../until.ts";
import { type Binaries, packagedBinaries } from "./binaries.ts";
import { checkSpace, diskFull, isDiskFull } from "./disk.ts";
import { initCluster } from "./init.ts";
import { clearRemains, hasExited, startPostmaster, stopPostmaster } from "./postmaster.ts";
import { chooseRunAs, giveTo } from "./run-as.ts";
import { makeSocketFolder } from "./socket-folder.ts";

export type Cluster = {
  /** Address of the database `jalon`, for its owner `jalon`. */
  readonly url: string;
  /** The postmaster's process number, which changes when it had to be started again. */
  readonly pid: () => number;
  /** Fast shutdown; everything committed is on the disk. */
  stop(): Promise<void>;
};

export type ClusterOptions = {
  /** Holds `postgres`, `socket` and `postgres.log`; the caller holds its lock. */
  readonly home: string;
  /** Added to the defaults below. */
  readonly settings?: Readonly<Record<string, string | number>>;
  readonly binaries?: Binaries;
  /** Called when the postmaster died and could not be started again. */
  readonly onLost?: (failure: unknown) => void;
};

/** What differs from PostgreSQL's own defaults, for one small consultation on one small machine. */
const DEFAULTS = {
  max_connections: 60,
  shared_buffers: "128MB",
  // The disk use of an idle cluster stays small; a burst may still write 512 MB between two checkpoints.
  max_wal_size: "512MB",
  // Pages are short queries: compiling one costs more than running it.
  jit: "off",
  log_checkpoints: "off",
  timezone: "UTC",
} as const;

/** Starts the real PostgreSQL of the npm package on a folder, on a Unix socket only, as an unprivileged user. */
export async function startCluster({ home, settings, binaries, onLost }: ClusterOptions): Promise<Cluster> {
  const programs = binaries ?? packagedBinaries();
  const dataFolder = join(home, "postgres");
  makeHome(home);
  checkSpace(home, existsSync(dataFolder) ? "existing" : "fresh");
  const runAs = chooseRunAs(dataFolder, programs.postgres);
  // Another user must pass through the home (closed to all) to its own folder inside.
  if (runAs.user && statSync(home).uid !== runAs.user.uid) chmodSync(home, 0o711);
  const socketFolder = makeSocketFolder(home);
  await clearRemains(dataFolder, socketFolder);
  initCluster(programs, runAs, dataFolder);
  giveTo(runAs, socketFolder);
  const launch = () =>
    startPostmaster({
      program: programs.postgres,
      runAs,
      dataFolder,
      socketFolder,
      log: join(home, "postgres.log"),
      settings: { ...DEFAULTS, ...settings },
    });

  let child = await launch().catch((error: unknown) => {
    if (!isStillHeld(error)) throw error;
    return relaunch(launch);
  });
  let stopping = false;
  const keepRunning = (started: ChildProcess): void => {
    started.once("exit", () => {
      if (stopping) return;
      relaunch(launch).then(
        (again) => {
          child = again;
          keepRunning(again);
        },
        (error: unknown) => onLost?.(error),
      );
    });
  };
  keepRunning(child);
  await makeDatabase(addressOf(socketFolder, "postgres", "postgres"));
  return {
    url: addressOf(socketFolder, "jalon", "jalon"),
    pid: () => child.pid ?? 0,
    async stop() {
      stopping = true;
      if (!hasExited(child) && child.pid !== undefined) await stopPostmaster(child.pid);
    },
  };
}

/** A postmaster killed a moment before this start: its children hold the shared memory still. */
function isStillHeld(error: unknown): boolean {
  return error instanceof Failure && error.kind === "embeddedFailed" && /shared memory block/.test(error.message);
}

/** After kill -9 of the postmaster its children need a moment to let go of the shared memory: try until they did. */
async function relaunch(launch: () => Promise<ChildProcess>): Promise<ChildProcess> {
  let last: unknown;
  let child: ChildProcess | null = null;
  await until(
    async () => {
      child = await launch().catch((error: unknown) => {
        last = error;
        return null;
      });
      return child !== null || (last instanceof Failure && last.kind === "diskFull");
    },
    { seconds: 15, every: 200 },
  );
  if (child === null) throw last;
  return child;
}

/** The house is not superuser of its own database: what works here works on a managed PostgreSQL. */
async function makeDatabase(adminUrl: string): Promise<void> {
  const sql = connect({ databaseUrl: adminUrl }, { pool: 1, statementTimeout: 0, name: "jalon set-up" });
  try {
    const [found] = await sql<{ role: boolean; database: boolean }[]>`
      select
        exists (select from pg_roles where rolname = 'jalon') as role,
        exists (select from pg_database where datname = 'jalon') as database`;
    if (!found?.role) await sql`create role jalon login createdb`;
    if (!found?.database) await sql`create database jalon owner jalon`;
  } finally {
    await sql.end();
  }
}

export function addressOf(socketFolder: string, user: string, database: string): string {
  return `postgres://${user}@localhost/${database}?host=${encodeURIComponent(socketFolder)}`;
}

export function makeHome(home: string): void {
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
  } catch (error) {
    if (isDiskFull(error)) throw diskFull(home, "fresh", error);
    throw new Failure("folderRefused", { home, code: (error as NodeJS.ErrnoException).code ?? "?" }, error);
  }
}
