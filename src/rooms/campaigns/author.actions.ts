import type { Tx } from "#platform/db.ts";
import { readAuthorKeys } from "./author.queries.ts";
import { numberAuthors } from "./author.rules.ts";
import { updateAuthors } from "./campaign.store.ts";

/** Gives the authors of the new members their numbers, so that people are counted once. */
export async function countPeople(tx: Tx, campaignId: string): Promise<void> {
  await updateAuthors(tx, campaignId, numberAuthors(await readAuthorKeys(tx, campaignId)));
}
