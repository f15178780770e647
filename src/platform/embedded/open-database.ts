import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../config.ts";
import { checkServer } from "../db.ts";
import { until } from "../until.ts";
import { addressOf, makeHome, startCluster } from "./cluster.ts";
import { lockHome, readHolder } from "./home-lock.ts";
import { makeSocketFolder } from "./socket-folder.ts";

export type OpenDatabase = {
  readonly url: string;
  /** From now on the next start waits for us instead of refusing. */
  leaving(): void;
  close(): Promise<void>;
};

const NOT_OURS = { leaving() {}, async close() {} };

/** DATABASE_URL, checked; or the embedded cluster of the home, ours alone until closed. */
export async function startDatabase(config: Config, onLost: (failure: unknown) => void): Promise<OpenDatabase> {
  if (config.databaseUrl !== null) {
    await checkServer(config.databaseUrl);
    return { url: config.databaseUrl, ...NOT_OURS };
  }
  makeHome(config.home);
  const lock = await lockHome(config.home);
  try {
    const cluster = await startCluster({ home: config.home, onLost });
    return {
      url: cluster.url,
      leaving: lock.leaving,
      async close() {
        lock.leaving();
        await cluster.stop();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** For one command: the same, but the cluster of a Jalon that runs on the home already is shared with it. */
export async function openDatabase(config: Config): Promise<OpenDatabase> {
  if (config.databaseUrl !== null || readHolder(join(config.home, "jalon.lock"))?.state !== "running") {
    return startDatabase(config, (failure) => {
      throw failure;
    });
  }
  const socketFolder = makeSocketFolder(config.home);
  // It may be starting at this very moment.
  await until(() => existsSync(join(socketFolder, ".s.PGSQL.5432")), { seconds: 30 });
  const url = addressOf(socketFolder, "jalon", "jalon");
  await checkServer(url);
  return { url, ...NOT_OURS };
}
