import type { Db } from "#platform/db.ts";

/** Where a new key stands in the log: its leaf waits, or is at an index; null: neither. */
export async function findRotation(db: Db, vkey: string): Promise<{ readonly index: number | null } | null> {
  // the key as it stands in canonical JSON: base64 has no character to escape
  const member = `"key":"${vkey}"`;
  const [found] = await db<{ index: number | null }[]>`
    select idx as index
    from journal.leaf
    where kind = 'key.rotated'
      and position(${member} in convert_from(data, 'UTF8')) > 0
    union all
    select null
    from journal.queue
    where position(${member} in convert_from(data, 'UTF8')) > 0
    limit 1
  `;
  return found ?? null;
}
