import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, fchownSync, openSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../failure.ts";
import { until } from "../until.ts";
import { diskFull, isDiskFull } from "./disk.ts";
import { commandOf, isRunning } from "./processes.ts";
import { dyingWithParent, type RunAs } from "./run-as.ts";

export type PostmasterOptions = {
  readonly program: string;
  readonly runAs: RunAs;
  readonly dataFolder: string;
  readonly socketFolder: string;
  readonly log: string;
  readonly settings: Readonly<Record<string, string | number>>;
};

const LOG_LIMIT = 10 * 2 ** 20;

/** Starts PostgreSQL as our child and resolves once it accepts connections. */
export async function startPostmaster(options: PostmasterOptions): Promise<ChildProcess> {
  rotate(options.log);
  const logStart = statSync(options.log, { throwIfNoEntry: false })?.size ?? 0;
  const child = spawnPostmaster(options);
  const status = join(options.dataFolder, "postmaster.pid");
  // postmaster.pid is PostgreSQL's own report: its eighth line says "ready".
  const isReady = () => readLines(status)[7]?.trim() === "ready" && readLines(status)[0] === String(child.pid);
  await until(() => isReady() || hasExited(child), { seconds: 60 });
  if (isReady() && !hasExited(child)) return child;
  child.kill("SIGQUIT");
  throw explain(options, readFileSync(options.log).subarray(logStart).toString());
}

/** Fast shutdown: open transactions are rolled back, everything committed is written. */
export async function stopPostmaster(pid: number): Promise<void> {
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"] as const) {
    if (!isRunning(pid)) return;
    process.kill(pid, signal);
    if (await until(() => !isRunning(pid), { seconds: 20 })) return;
  }
}

/**
 * What a killed parent left: a postmaster still alive is stopped, a dead one's files are taken away. Called under the
 * lock of the home, so no living Jalon owns it. PostgreSQL itself would refuse a number reused by another program.
 */
export async function clearRemains(dataFolder: string, socketFolder: string): Promise<void> {
  const status = join(dataFolder, "postmaster.pid");
  const pid = Number(readLines(status)[0]);
  if (Number.isInteger(pid) && pid > 1 && isRunning(pid) && isPostmasterOf(pid, dataFolder)) {
    try {
      await stopPostmaster(pid);
    } catch (error) {
      throw new Failure("alreadyStarted", { home: dataFolder, pid }, error);
    }
  }
  rmSync(status, { force: true });
  for (const name of [".s.PGSQL.5432", ".s.PGSQL.5432.lock"]) rmSync(join(socketFolder, name), { force: true });
}

function spawnPostmaster({ program, runAs, dataFolder, socketFolder, log, settings }: PostmasterOptions): ChildProcess {
  const settingWords = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const words = [
    ...runAs.prefix,
    // Without it a postmaster survives kill -9 of its parent until the next start stops it.
    ...dyingWithParent("INT"),
    program,
    ...["-D", dataFolder, "-k", socketFolder, "-c", "listen_addresses=", "-c", "unix_socket_permissions=0700"],
    ...settingWords,
  ];
  const output = openSync(log, "a", 0o600);
  // Made by root today, it must still open for its user tomorrow.
  if (runAs.user) fchownSync(output, runAs.user.uid, runAs.user.gid);
  try {
    return spawn(words[0] ?? program, words.slice(1), {
      cwd: dataFolder,
      stdio: ["ignore", output, output],
      // Its own group: Ctrl-C on the terminal must reach the web server first and the database last.
      detached: true,
      env: { PATH: process.env.PATH, TZ: "UTC", LC_ALL: "C" },
      ...(runAs.user ?? {}),
    });
  } finally {
    closeSync(output);
  }
}

function explain(options: PostmasterOptions, log: string): Failure {
  if (isDiskFull({ message: log })) return diskFull(options.dataFolder);
  const fatal = /(?:FATAL|PANIC): {2}(.*)/.exec(log)?.[1] ?? log.trim().split("\n").at(-1) ?? "";
  return new Failure("embeddedFailed", { message: fatal, log: options.log });
}

/** On systems without /proc the command is unknown: believe the file. */
function isPostmasterOf(pid: number, dataFolder: string): boolean {
  return commandOf(pid)?.includes(` -D ${dataFolder} `) ?? true;
}

export function hasExited(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

function readLines(path: string): readonly string[] {
  try {
    return readFileSync(path, "utf8").split("\n");
  } catch {
    return [];
  }
}

function rotate(log: string): void {
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT) renameSync(log, `${log}.1`);
}
