import { Refused } from "#kernel/errors.ts";
import type { Sql, Tx } from "#platform/db.ts";

export type RateLimit = { readonly limit: number; readonly minutes: number };

/**
 * Counts one try under a key and throws `Refused` ("http.tooOften", with the minutes to wait) above the limit.
 * Keys are hashes or ids, never addresses or e-mails. Windows are fixed, by the clock of the database.
 */
export async function countTry(sql: Sql | Tx, key: string, { limit, minutes }: RateLimit): Promise<void> {
  const [row] = await sql<{ count: number }[]>`
    insert into platform.rate as rate (key, window_started_at)
    values (${key}, date_bin(make_interval(mins => ${minutes}), now(), timestamptz '2020-01-01'))
    on conflict (key, window_started_at) do update
    set count = rate.count + 1
    returning count
  `;
  if ((row?.count ?? 0) > limit) throw new Refused("http.tooOften", { minutes });
}

/** Windows end after a day at most; what is older counts for nothing. */
export async function purgeTries(sql: Sql): Promise<number> {
  const rows = await sql`
    delete from platform.rate
    where window_started_at < now() - interval '2 days'
  `;
  return rows.count;
}
