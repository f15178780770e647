import { LedgerError } from "#ledger/ledger-error.ts";
import type { Db, Sql } from "#platform/db.ts";
import { countAlarm, insertFreeze } from "./sequencer.store.ts";
import { Divergence } from "./tree.queries.ts";

/** From now on acts are accepted and wait; nothing is integrated, signed or published. */
export async function freeze(db: Db, reason: string): Promise<void> {
  await insertFreeze(db, reason);
  await countAlarm(db, "frozen", 1);
}

/** The same, on a connection of its own: the transaction that found the reason is rolled back. */
export async function freezeApart(sql: Sql, reason: string): Promise<void> {
  await sql.begin((tx) => freeze(tx, reason));
}

/** null: an error that says nothing about the log, such as a database that is away. */
export function reasonToFreeze(error: unknown): string | null {
  return error instanceof Divergence || error instanceof LedgerError ? error.message : null;
}
