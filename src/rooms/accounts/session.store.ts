import type { PersonId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";

type SessionRow = { readonly idHash: Uint8Array; readonly personId: PersonId; readonly csrf: string };

/** Thirty days at most, however much it is used; session.queries adds the 12 hours without use. */
export async function insertSession(sql: Db, { idHash, personId, csrf }: SessionRow): Promise<void> {
  await sql`
    insert into accounts.session (id_hash, person_id, csrf, expires_at)
    values (${idHash}, ${personId}, ${csrf}, now() + interval '30 days')
  `;
}

export async function touchSession(sql: Db, idHash: Uint8Array): Promise<void> {
  await sql`
    update accounts.session
    set last_seen_at = now()
    where id_hash = ${idHash}
      and last_seen_at < now() - interval '1 hour'
  `;
}

export async function deleteSession(sql: Db, idHash: Uint8Array): Promise<void> {
  await sql`
    delete from accounts.session
    where id_hash = ${idHash}
  `;
}

export async function deleteSessionsOf(sql: Db, personId: PersonId): Promise<void> {
  await sql`
    delete from accounts.session
    where person_id = ${personId}
  `;
}

export async function purgeSessions(sql: Db): Promise<number> {
  const rows = await sql`
    delete from accounts.session
    where expires_at < now()
      or last_seen_at < now() - interval '12 hours'
  `;
  return rows.count;
}
