import { type Config, readConfig } from "../config.ts";
import { connect, isPassing, type Sql } from "../db.ts";
import { createLog, type Log } from "../log.ts";
import { report } from "./report.ts";
import type { RoleName } from "./supervisor.ts";

export type RoleInput = { readonly sql: Sql; readonly config: Config; readonly log: Log };
/** A started role: how it finishes what it is doing and lets go. */
export type RunningRole = { close(): Promise<void> };

/** Finish in this time, or be cut off: systemd and containers wait 10 to 90 s before they kill. */
const PATIENCE = 15_000;

/**
 * The life of one process of the house: settings, database, start, "ready" to the parent, and on SIGTERM (or the
 * parent's death) a clean close. SIGINT is the parent's business: a terminal sends it to the whole group.
 */
export async function runRole(name: RoleName, start: (input: RoleInput) => Promise<RunningRole>): Promise<void> {
  try {
    const config = readConfig();
    const log = createLog(name);
    const sql = connectAs(name, config);
    const role = await start({ sql, config, log });
    let closing = false;
    const close = async (): Promise<void> => {
      if (closing) return;
      closing = true;
      setTimeout(() => process.exit(1), PATIENCE).unref();
      await role.close();
      await sql.end({ timeout: 5 });
      process.exit(0);
    };
    const closeOrReport = (): void => {
      close().catch((error: unknown) => process.exit(report(error)));
    };
    // The driver may drop a promise nobody holds when its connection dies in the middle of a transaction: the request that
    // waited was told; the process goes on and connects again.
    process.on("unhandledRejection", (error) => {
      if (!isPassing(error)) throw error;
      log.warn({ error }, "a database connection was lost");
    });
    process.on("SIGTERM", closeOrReport);
    process.on("disconnect", closeOrReport);
    process.on("SIGINT", () => {
      if (!process.connected) closeOrReport();
    });
    process.send?.("ready");
  } catch (error) {
    process.exit(report(error));
  }
}

function connectAs(role: RoleName, config: Config): Sql {
  const name = `jalon ${role}`;
  if (role === "web") return connect(config, { name, pool: config.databasePool });
  if (role === "worker") return connect(config, { name, statementTimeout: 0 });
  // a sequencer that hangs must let go of the head: the other one waits for it
  const databaseUrl = config.sequencerDatabaseUrl ?? config.databaseUrl;
  return connect({ databaseUrl }, { name, pool: 4, statementTimeout: 60_000 });
}
