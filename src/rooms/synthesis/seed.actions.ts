import { Refused } from "#kernel/errors.ts";
import type { Tx } from "#platform/db.ts";
import { holdNote, updateNote } from "./claim.store.ts";
import { readNote } from "./publication.queries.ts";
import { isSameNote } from "./publication.rules.ts";
import { freezeAndSeal } from "./publish.actions.ts";
import type { SynthesisSeed } from "./seed.rules.ts";
import { insertSeeds } from "./seed.store.ts";

/**
 * A synthesis with its own dates, for the demonstration and for imports; a published one reaches the journal. Gives the
 * number of each claim by its id. The caller has checked who acts.
 */
export async function insertSynthesis(tx: Tx, seed: SynthesisSeed): Promise<ReadonlyMap<string, number>> {
  const { processId, note, claims, publication } = seed;
  const maker = publication?.by ?? claims[0]?.by;
  if (!maker) throw new Refused("synthesis.error.blocked");
  await holdNote(tx, processId, maker);
  if (!isSameNote(await readNote(tx, processId), note)) await updateNote(tx, processId, note, maker);
  const rows = await insertSeeds(tx, processId, claims);
  if (publication) {
    await freezeAndSeal(tx, { id: publication.id, processId, note, publishedAt: publication.at }, publication.by);
  }
  return new Map(rows.map(({ id, number }) => [id, number]));
}
