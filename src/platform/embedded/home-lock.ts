import { existsSync, linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../failure.ts";
import { until } from "../until.ts";
import { isRunning, startOf } from "./processes.ts";

export type HomeLock = {
  /** Says that we are about to leave, so that the next start waits for us. */
  leaving(): void;
  release(): void;
};

type Holder = { readonly pid: number; readonly start: string; readonly state: "running" | "leaving" };

/**
 * One Jalon per folder. Node has no flock, so the lock is a file that names its holder, put in place by link(2), which
 * never replaces; a holder that died (kill -9) is recognised by its number and start, and its file taken away.
 */
export async function lockHome(home: string): Promise<HomeLock> {
  const path = join(home, "jalon.lock");
  // A holder on its way out is waited for: a stop and a start in one line of shell must work.
  await until(() => readHolder(path)?.state !== "leaving", { seconds: 30 });
  const taken = await until(() => take(path), { seconds: 1 });
  if (!taken) throw new Failure("alreadyStarted", { home, pid: readHolder(path)?.pid ?? "?" });
  return {
    leaving: () => writeHolder(path, "leaving"),
    release: () => {
      if (readHolder(path)?.pid === process.pid) rmSync(path, { force: true });
    },
  };
}

/** Refuses when another Jalon runs on the folder; says whether one that ran there may still be letting go. */
export async function inspectHome(home: string): Promise<"free" | "left"> {
  const path = join(home, "jalon.lock");
  // A holder whose parent was killed a moment ago has not noticed yet.
  await until(() => readHolder(path)?.state !== "running", { seconds: 1 });
  const holder = readHolder(path);
  if (holder?.state === "running") throw new Failure("alreadyStarted", { home, pid: holder.pid });
  return existsSync(path) ? "left" : "free";
}

/** The living holder of the folder, if any. */
export function readHolder(path: string): Holder | null {
  try {
    const holder = JSON.parse(readFileSync(path, "utf8")) as Holder;
    return isRunning(holder.pid) && startOf(holder.pid) === holder.start ? holder : null;
  } catch {
    return null;
  }
}

function take(path: string): boolean {
  const mine = `${path}.${process.pid}`;
  writeHolder(mine, "running");
  try {
    linkSync(mine, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    if (readHolder(path) === null) removeStale(path);
    return false;
  } finally {
    unlinkSync(mine);
  }
}

/** Renames before it removes: of two starts that see the same dead holder, one wins, and a fresh lock is put back. */
function removeStale(path: string): void {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
    if (readHolder(aside) !== null) linkSync(aside, path);
    unlinkSync(aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

function writeHolder(path: string, state: Holder["state"]): void {
  const holder: Holder = { pid: process.pid, start: startOf(process.pid), state };
  const fresh = `${path}.new`;
  writeFileSync(fresh, JSON.stringify(holder), { mode: 0o600 });
  renameSync(fresh, path);
}
