import type { Tx } from "#platform/db.ts";
import { isOfObject, type LeafAct } from "./leaf.rules.ts";
import { lockStandings } from "./outbox.queries.ts";
import { insertActorOpenings, insertObjects, insertOpenings, insertQueue, moveObjects } from "./outbox.store.ts";
import { type LeafInput, outboxRows } from "./outbox-rows.actions.ts";

/**
 * Appends public acts to the outbox of the log, in the transaction of the acts themselves and in their order. Locks what the
 * log knows of their objects, refuses what a verifier would refuse (`OutOfOrder`), fills in revisions, commitments and
 * former digests. Two queries, then at most five writes, however many acts.
 */
export async function appendLeaf(tx: Tx, ...inputs: readonly LeafInput[]): Promise<void> {
  if (inputs.length === 0) return;
  const objects = inputs.flatMap(({ leaf }) => namedObjects(leaf));
  const rows = outboxRows(inputs, await lockStandings(tx, [...new Set(objects)]));
  if (rows.created.length > 0) await insertObjects(tx, rows.created);
  if (rows.moved.length > 0) await moveObjects(tx, rows.moved);
  if (rows.openings.length > 0) await insertOpenings(tx, rows.openings);
  if (rows.actorOpenings.length > 0) await insertActorOpenings(tx, rows.actorOpenings);
  await insertQueue(tx, rows.queue);
}

function namedObjects(leaf: LeafAct): string[] {
  if (!isOfObject(leaf)) return [];
  if (leaf.k === "moderation.merged") return [leaf.o, leaf.to];
  if (leaf.k === "ballot.batch" || leaf.k === "token.batch") return [leaf.o, leaf.p];
  return [leaf.o];
}
