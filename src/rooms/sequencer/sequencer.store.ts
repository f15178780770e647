import type { WrittenTile } from "#ledger/tiles.ts";
import type { Hash } from "#ledger/tree.ts";
import type { Db, Tx } from "#platform/db.ts";

export type Head = {
  /** null: the log is not begun. */
  readonly origin: string | null;
  readonly size: number;
  readonly root: Buffer;
  /** null: not frozen. */
  readonly frozenBecause: string | null;
};

/** The head, ours until the transaction ends: whoever else integrates or publishes waits, and a process that lost its connection cannot commit. */
export async function lockHead(tx: Tx): Promise<Head> {
  const [head] = await tx<Head[]>`
    select origin, size, root, (select reason from journal.freeze) as "frozenBecause"
    from journal.head
    for update
  `;
  if (!head) throw new Error("journal.head has no row");
  return head;
}

export type QueuedRow = {
  readonly id: number;
  readonly eventId: string;
  readonly data: Buffer;
  /** Logged before: a backup brought the row back. */
  readonly isLogged: boolean;
};

/** The first rows of the outbox. By id, and never "after the last id seen": a late commit has a small one. */
export async function firstOfQueue(tx: Tx, count: number): Promise<readonly QueuedRow[]> {
  return await tx<QueuedRow[]>`
    select queue.id, queue.event_id as "eventId", queue.data, leaf.idx is not null as "isLogged"
    from (
      select id, event_id, data
      from journal.queue
      order by id
      limit ${count}
    ) as queue
    left join lateral (
      select idx
      from journal.leaf
      where event_id = queue.event_id
      limit 1
    ) as leaf on true
    order by queue.id
  `;
}

export type AcceptedRow = {
  readonly id: number;
  readonly leafHash: Hash;
  readonly kind: string;
  readonly o: string | null;
  readonly r: number | null;
};
export type RefusedRow = { readonly id: number; readonly reason: string };

export type Batch = {
  /** Size before: index of the first accepted row. */
  readonly from: number;
  readonly accepted: readonly AcceptedRow[];
  readonly refused: readonly RefusedRow[];
  readonly doubled: readonly number[];
  readonly tiles: readonly WrittenTile[];
  readonly root: Hash;
};

/** Everything a batch changes, in one statement: the bytes of the leaves never leave the database. */
export async function writeBatch(tx: Tx, { from, accepted, refused, doubled, tiles, root }: Batch): Promise<void> {
  const ids = [...accepted.map((row) => row.id), ...refused.map((row) => row.id), ...doubled];
  const [written] = await tx<{ logged: number; taken: number }[]>`
    with taken as (
      delete from journal.queue
      where id = any(${ids}::bigint[])
      returning id, event_id, data
    ),
    logged as (
      insert into journal.leaf (idx, event_id, data, leaf_hash, kind, o, r)
      select ${from}::bigint + line.place - 1, taken.event_id, taken.data,
        substring(${Buffer.concat(accepted.map((row) => row.leafHash))}::bytea from (32 * line.place - 31)::integer for 32),
        line.kind, line.o, line.r
      from unnest(
        ${accepted.map((row) => row.id)}::bigint[],
        ${accepted.map((row) => row.kind)}::text[],
        ${accepted.map((row) => row.o)}::uuid[],
        ${accepted.map((row) => row.r)}::integer[]
      ) with ordinality as line (id, kind, o, r, place)
      join taken on taken.id = line.id
      order by line.place
      returning 1
    ),
    set_aside as (
      insert into journal.refused (event_id, data, reason)
      select taken.event_id, taken.data, line.reason
      from unnest(
        ${refused.map((row) => row.id)}::bigint[],
        ${refused.map((row) => row.reason)}::text[]
      ) as line (id, reason)
      join taken on taken.id = line.id
      order by line.id
    ),
    grown as (
      insert into journal.tile (level, n, width, hashes)
      select level, n, width, decode(hashes, 'hex')
      from unnest(
        ${tiles.map((tile) => tile.level)}::integer[],
        ${tiles.map((tile) => tile.n)}::bigint[],
        ${tiles.map((tile) => tile.width)}::integer[],
        ${tiles.map((tile) => tile.hashes.toString("hex"))}::text[]
      ) as tile (level, n, width, hashes)
      on conflict (level, n) do update
      set width = excluded.width, hashes = excluded.hashes
      where tile.width < excluded.width
    )
    update journal.head
    set size = ${from + accepted.length}, root = ${root}
    where size = ${from}
    returning (select count(*) from logged) as logged, (select count(*) from taken) as taken
  `;
  if (written?.logged !== accepted.length || written.taken !== ids.length) {
    throw new Error(`${written?.logged ?? 0} leaves written of ${accepted.length}, ${ids.length} rows taken`);
  }
}

/** The same size has the same bytes: a second time changes nothing. */
export async function insertCheckpoint(
  tx: Tx,
  { size, note }: { readonly size: number; readonly note: string },
): Promise<void> {
  await tx`
    insert into journal.checkpoint (size, note)
    values (${size}, ${note})
    on conflict (size) do nothing
  `;
}

/** The first reason stays: what follows from it is noise. */
export async function insertFreeze(db: Db, reason: string): Promise<void> {
  await db`
    insert into journal.freeze (reason)
    values (${reason})
    on conflict (one) do nothing
  `;
}

export async function deleteFreeze(tx: Tx): Promise<void> {
  await tx`delete from journal.freeze`;
}

export async function fixOrigin(tx: Tx, origin: string): Promise<void> {
  await tx`update journal.head set origin = ${origin}`;
}

export type AlarmName = "row-logged-before" | "row-refused" | "frozen" | "bad-cosignature";

/** Counted where every process sees it: the page of the log's health, and whoever reads the measures. */
export async function countAlarm(db: Db, name: AlarmName, times: number): Promise<void> {
  await db`
    insert into journal.alarm (name, count)
    values (${name}, ${times})
    on conflict (name) do update
    set count = alarm.count + excluded.count, last_at = now()
  `;
}

/** The night's examination, for the first who asks after 02:00 UTC. It counts as done once its result is noted. */
export async function claimExamination(db: Db): Promise<boolean> {
  const claimed = await db`
    insert into journal.examination (size, claimed_at)
    values (0, now())
    on conflict (one) do update
    set claimed_at = excluded.claimed_at
    where examination.claimed_at < date_trunc('day', now() - interval '2 hours') + interval '2 hours'
    returning 1
  `;
  return claimed.length > 0;
}

/** The whole log was recomputed, up to this size, and nothing is wrong. */
export async function noteExamination(db: Db, size: number): Promise<void> {
  await db`
    insert into journal.examination (size, at, claimed_at)
    values (${size}, now(), now())
    on conflict (one) do update
    set size = excluded.size, at = excluded.at
  `;
}
