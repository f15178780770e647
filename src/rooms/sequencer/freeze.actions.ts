import type { Db, Sql } from "#platform/db.ts";
import { countAlarm, insertFreeze } from "./sequencer.store.ts";

/** From now on acts are accepted and wait; nothing is integrated, signed or published. */
export async function freeze(db: Db, reason: string): Promise<void> {
  await insertFreeze(db, reason);
  await countAlarm(db, "frozen", 1);
}

/** The same, on a connection of its own: the transaction that found the reason is rolled back. */
export async function freezeApart(sql: Sql, reason: string): Promise<void> {
  await sql.begin((tx) => freeze(tx, reason));
}
