import { isPassing } from "../db.ts";
import type { Log } from "../log.ts";

/**
 * The driver (3.4.9) asks each new connection for the server's types, and holds nobody's promise for it: when the connection is
 * lost meanwhile, the statement that waited for it was told, and the process goes on.
 */
export function surviveLostConnections(log: Log): void {
  process.on("unhandledRejection", (error) => {
    if (!isPassing(error)) throw error;
    log.warn({ error }, "a database connection was lost");
  });
}
