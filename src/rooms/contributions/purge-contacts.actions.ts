import type { Sql } from "#platform/db.ts";
import { deleteAnsweredContacts } from "./contact.store.ts";

/** Forgets the addresses that are no longer needed, as the page on personal data promises. Gives how many. */
export async function purgeContacts(sql: Sql): Promise<number> {
  return await deleteAnsweredContacts(sql);
}
