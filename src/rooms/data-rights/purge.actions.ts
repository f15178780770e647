import type { Sql } from "#platform/db.ts";
import { purgeRequests } from "./request.store.ts";

/** Refused requests keep what was asked for a year, unconfirmed ones a week. */
export async function purgeAnswered(sql: Sql): Promise<number> {
  return await purgeRequests(sql);
}
