import { isPassing } from "../db.ts";
import type { Log } from "../log.ts";
import { report } from "./report.ts";

/**
 * The driver may drop a promise nobody holds when its connection dies in the middle of a transaction: the request that waited was
 * told; the process goes on and connects again.
 */
export function surviveLostConnections(log: Log): void {
  process.on("unhandledRejection", (error) => {
    if (!isPassing(error)) throw error;
    log.warn({ error }, "a database connection was lost");
  });
}

/**
 * For a process that drops all its connections when one is lost: the driver (3.4.9, github.com/porsager/postgres/issues/1208) may
 * write to the one that is gone, where nobody can catch it. A process that keeps its connections had better end: that one never
 * writes again.
 */
export function surviveWritesAfterClose(log: Log): void {
  process.on("uncaughtException", (error) => {
    if (!isWriteAfterClose(error)) process.exit(report(error));
    log.warn({ error }, "a database connection was lost");
  });
}

function isWriteAfterClose(error: Error): boolean {
  return error instanceof TypeError && /\bnextWrite .*postgres/.test(error.stack ?? "");
}
