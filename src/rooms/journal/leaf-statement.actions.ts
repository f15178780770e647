import type { PendingQuery, Row } from "postgres";
import type { Db } from "#platform/db.ts";
import { objectInsert, openingInsert, queueInsert } from "./outbox.store.ts";
import { type LeafInput, outboxRows } from "./outbox-rows.actions.ts";

/** The parts of a statement that log a new object (`with queued as (…), object as (…), opening as (…)`). */
export type LeafStatements = {
  readonly queue: PendingQuery<Row[]>;
  readonly object: PendingQuery<Row[]>;
  readonly opening: PendingQuery<Row[]>;
};

/**
 * Appends the acts of one new contribution as parts of the statement that stores it: all of them when `act`, the name of the
 * part that stores, gives a row, nothing when it gives none.
 */
export function leafStatements(
  db: Db,
  inputs: readonly [LeafInput, ...LeafInput[]],
  act: PendingQuery<Row[]>,
): LeafStatements {
  const { queue, created, openings } = outboxRows(inputs, new Map());
  const [object] = created;
  const [opening] = openings;
  if (!object || !opening || created.length > 1 || openings.length > 1) {
    throw new TypeError("one new object with one opening");
  }
  return {
    queue: queueInsert(db, queue, act),
    object: objectInsert(db, object, act),
    opening: openingInsert(db, opening, act),
  };
}
