import type { Sql } from "#platform/db.ts";
import { listAsked, listPartsNear } from "./conflict.queries.ts";
import { conflictsAmong } from "./conflict.rules.ts";
import { lockComparing, replaceConflicts } from "./conflict.store.ts";

/** Compares the amendments whose public words changed with all others on the same passages; gives how many were compared. */
export async function compareAmendments(sql: Sql, limit = 200): Promise<number> {
  return await sql.begin(async (tx) => {
    await lockComparing(tx);
    const asked = await listAsked(tx, limit);
    if (asked.length === 0) return 0;
    const ids = new Set(asked.map(({ contributionId }) => contributionId));
    const parts = await listPartsNear(tx, [...ids]);
    await replaceConflicts(
      tx,
      asked,
      conflictsAmong(parts, (id) => ids.has(id)),
    );
    return asked.length;
  });
}
