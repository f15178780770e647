import type { Sql } from "#platform/db.ts";

export async function deleteOldArrivals(sql: Sql): Promise<number> {
  const deleted = await sql`
    delete from votes.arrival
    where hour < now() - interval '2 days'
  `;
  return deleted.count;
}
