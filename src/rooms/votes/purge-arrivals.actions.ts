import type { Sql } from "#platform/db.ts";
import { deleteOldArrivals } from "./arrival.store.ts";

/** Limits look at one hour: what is older counts for nothing. Gives how many were forgotten. */
export async function purgeArrivals(sql: Sql): Promise<number> {
  return await deleteOldArrivals(sql);
}
