import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../failure.ts";
import type { Binaries } from "./binaries.ts";
import { diskFull, isDiskFull } from "./disk.ts";
import { giveTo, type RunAs } from "./run-as.ts";

/**
 * Makes a new cluster, or leaves the existing one alone. Made aside and renamed once whole: a start that was killed
 * half-way leaves nothing that looks like a database.
 */
export function initCluster(binaries: Binaries, runAs: RunAs, dataFolder: string): void {
  const versionFile = join(dataFolder, "PG_VERSION");
  if (existsSync(versionFile)) {
    checkMajor(binaries, readFileSync(versionFile, "utf8").trim(), dataFolder);
    return;
  }
  const fresh = `${dataFolder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  giveTo(runAs, fresh);
  const words = [...runAs.prefix, binaries.initdb, "-D", fresh, "-U", "postgres", "-A", "trust", ...localeOf(binaries)];
  const { status, stderr, error } = spawnSync(words[0] ?? binaries.initdb, words.slice(1), {
    cwd: fresh,
    encoding: "utf8",
    env: { PATH: process.env.PATH, TZ: "UTC", LC_ALL: "C" },
    ...(runAs.user ?? {}),
  });
  if (status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    const message = error?.message ?? /initdb: error: (.*)/.exec(stderr)?.[1] ?? stderr;
    if (isDiskFull({ message: stderr })) throw diskFull(join(dataFolder, ".."), "fresh");
    throw new Failure("embeddedFailed", { message, log: "initdb" });
  }
  renameSync(fresh, dataFolder);
}

/** lower('É') must be 'é' whatever the machine's locales: C.UTF-8, and since 17 PostgreSQL's own, which never changes. */
function localeOf({ major }: Binaries): readonly string[] {
  const builtin = major >= 17 ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] : [];
  return ["-E", "UTF8", "--locale=C.UTF-8", ...builtin];
}

function checkMajor({ major }: Binaries, found: string, dataFolder: string): void {
  if (found !== String(major)) throw new Failure("embeddedVersion", { home: dataFolder, found, ours: major });
}
