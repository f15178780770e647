import { type Config, readConfig } from "../config.ts";
import { connect, type Sql } from "../db.ts";
import { createLog, type Log } from "../log.ts";
import { surviveLostConnections } from "./lost-connections.ts";
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
    const sql = connect(config, {
      name: `jalon ${name}`,
      ...(name === "web" ? { pool: config.databasePool } : { statementTimeout: 0 }),
    });
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
    surviveLostConnections(log);
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
