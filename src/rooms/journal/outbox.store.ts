import type { PendingQuery, Row } from "postgres";
import type { Db, Tx } from "#platform/db.ts";

/** A leaf before and after its time, which the database writes. */
export type QueueRow = {
  readonly eventId: string;
  readonly before: string;
  readonly after: string;
  readonly official: boolean;
};

export type ObjectRow = {
  readonly o: string;
  readonly family: string;
  readonly r: number;
  readonly hash: Uint8Array | null;
  readonly state: string;
  readonly isDetached: boolean;
};

export type OpeningRow = {
  readonly o: string;
  readonly r: number;
  readonly nonce: Uint8Array;
  readonly content: string;
  readonly authorNonce: Uint8Array | null;
  readonly authorLabel: string | null;
};

export type ActorOpeningRow = { readonly eventId: string; readonly nonce: Uint8Array; readonly content: string };

/** Leaves in their order, with the time of the transaction. */
export async function insertQueue(tx: Tx, rows: readonly QueueRow[]): Promise<void> {
  await tx`
    insert into journal.queue (event_id, data)
    select event_id, convert_to(before || journal.leaf_time(official) || after, 'UTF8')
    from unnest(
      ${rows.map((row) => row.eventId)}::uuid[],
      ${rows.map((row) => row.before)}::text[],
      ${rows.map((row) => row.after)}::text[],
      ${rows.map((row) => String(row.official))}::text[]::boolean[]
    ) with ordinality as leaf (event_id, before, after, official, place)
    order by place
  `;
}

/** Objects new to the log: one that is there already is refused by the database. */
export async function insertObjects(tx: Tx, rows: readonly ObjectRow[]): Promise<void> {
  await tx`
    insert into journal.object (o, family, r, hash, state, is_detached)
    select o, family, r, decode(hash, 'hex'), state, is_detached
    from unnest(
      ${rows.map((row) => row.o)}::uuid[],
      ${rows.map((row) => row.family)}::text[],
      ${rows.map((row) => row.r)}::integer[],
      ${rows.map((row) => hex(row.hash))}::text[],
      ${rows.map((row) => row.state)}::text[],
      ${rows.map((row) => String(row.isDetached))}::text[]::boolean[]
    ) as row (o, family, r, hash, state, is_detached)
  `;
}

/** Objects locked before. */
export async function moveObjects(tx: Tx, rows: readonly ObjectRow[]): Promise<void> {
  await tx`
    update journal.object
    set r = row.r, hash = decode(row.hash, 'hex'), state = row.state, is_detached = row.is_detached
    from unnest(
      ${rows.map((row) => row.o)}::uuid[],
      ${rows.map((row) => row.r)}::integer[],
      ${rows.map((row) => hex(row.hash))}::text[],
      ${rows.map((row) => row.state)}::text[],
      ${rows.map((row) => String(row.isDetached))}::text[]::boolean[]
    ) as row (o, r, hash, state, is_detached)
    where object.o = row.o
  `;
}

export async function insertOpenings(tx: Tx, rows: readonly OpeningRow[]): Promise<void> {
  await tx`
    insert into journal.opening (o, r, nonce, content, author_nonce, author_label)
    select o, r, decode(nonce, 'hex'), content, decode(author_nonce, 'hex'), author_label
    from unnest(
      ${rows.map((row) => row.o)}::uuid[],
      ${rows.map((row) => row.r)}::integer[],
      ${rows.map((row) => hex(row.nonce))}::text[],
      ${rows.map((row) => row.content)}::text[],
      ${rows.map((row) => hex(row.authorNonce))}::text[],
      ${rows.map((row) => row.authorLabel)}::text[]
    ) as opening (o, r, nonce, content, author_nonce, author_label)
  `;
}

export async function insertActorOpenings(tx: Tx, rows: readonly ActorOpeningRow[]): Promise<void> {
  await tx`
    insert into journal.actor_opening (event_id, nonce, content)
    select event_id, decode(nonce, 'hex'), content
    from unnest(
      ${rows.map((row) => row.eventId)}::uuid[],
      ${rows.map((row) => hex(row.nonce))}::text[],
      ${rows.map((row) => row.content)}::text[]
    ) as opening (event_id, nonce, content)
  `;
}

/** Deletes content and nonces of every revision of an object: its commitments become noise. */
export async function eraseOpenings(tx: Tx, object: string): Promise<void> {
  await tx`select journal.erase_openings(${object}::uuid)`;
}

/** Deletes the label of the author and its nonces in every revision of an object. */
export async function detachOpenings(tx: Tx, object: string): Promise<void> {
  await tx`select journal.detach_author(${object}::uuid)`;
}

/** Parts of a statement of several: each acts once for each row that `act` gives (none or one). */
export function queueInsert(db: Db, rows: readonly QueueRow[], act: PendingQuery<Row[]>): PendingQuery<Row[]> {
  return db`
    insert into journal.queue (event_id, data)
    select leaf.event_id, convert_to(leaf.before || journal.leaf_time(leaf.official) || leaf.after, 'UTF8')
    from (${act}) as act
    cross join unnest(
      ${rows.map((row) => row.eventId)}::uuid[],
      ${rows.map((row) => row.before)}::text[],
      ${rows.map((row) => row.after)}::text[],
      ${rows.map((row) => String(row.official))}::text[]::boolean[]
    ) with ordinality as leaf (event_id, before, after, official, place)
    order by leaf.place
  `;
}

export function objectInsert(db: Db, row: ObjectRow, act: PendingQuery<Row[]>): PendingQuery<Row[]> {
  return db`
    insert into journal.object (o, family, r, hash, state)
    select ${row.o}::uuid, ${row.family}, ${row.r}::integer, ${row.hash}::bytea, ${row.state}
    from (${act}) as act
  `;
}

export function openingInsert(db: Db, row: OpeningRow, act: PendingQuery<Row[]>): PendingQuery<Row[]> {
  return db`
    insert into journal.opening (o, r, nonce, content, author_nonce, author_label)
    select ${row.o}::uuid, ${row.r}::integer, ${row.nonce}::bytea, ${row.content}, ${row.authorNonce}::bytea,
      ${row.authorLabel}
    from (${act}) as act
  `;
}

function hex(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes).toString("hex");
}
