import type { WrittenTile } from "#ledger/tiles.ts";
import type { Tx } from "#platform/db.ts";
import type { ObjectRow } from "./recovery.rules.ts";

export type ImportedLeaf = {
  readonly eventId: string;
  readonly bytes: Buffer;
  readonly hash: Buffer;
  readonly kind: string;
  readonly o: string | null;
  readonly r: number | null;
};

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** Leaves that were published and that this database had lost, from an index on. */
export async function importLeaves(tx: Tx, from: number, leaves: readonly ImportedLeaf[]): Promise<void> {
  await tx`
    insert into journal.leaf (idx, event_id, data, leaf_hash, kind, o, r)
    select ${from}::bigint + line.place - 1, event_id, decode(data, 'hex'), decode(leaf_hash, 'hex'), kind, o, r
    from unnest(
      ${leaves.map((leaf) => leaf.eventId)}::uuid[],
      ${leaves.map((leaf) => hex(leaf.bytes))}::text[],
      ${leaves.map((leaf) => hex(leaf.hash))}::text[],
      ${leaves.map((leaf) => leaf.kind)}::text[],
      ${leaves.map((leaf) => leaf.o)}::uuid[],
      ${leaves.map((leaf) => leaf.r)}::integer[]
    ) with ordinality as line (event_id, data, leaf_hash, kind, o, r, place)
  `;
}

export async function importTiles(tx: Tx, tiles: readonly WrittenTile[]): Promise<void> {
  await tx`
    insert into journal.tile (level, n, width, hashes)
    select level, n, width, decode(hashes, 'hex')
    from unnest(
      ${tiles.map((tile) => tile.level)}::integer[],
      ${tiles.map((tile) => tile.n)}::bigint[],
      ${tiles.map((tile) => tile.width)}::integer[],
      ${tiles.map((tile) => hex(tile.hashes))}::text[]
    ) as tile (level, n, width, hashes)
    on conflict (level, n) do update
    set width = excluded.width, hashes = excluded.hashes
    where tile.width < excluded.width
  `;
}

export async function moveHead(
  tx: Tx,
  { size, root }: { readonly size: number; readonly root: Buffer },
): Promise<void> {
  await tx`update journal.head set size = ${size}, root = ${root}`;
}

/** Rows of the outbox whose leaf is in the tree: the backup was taken before they were logged. Gives how many. */
export async function dropLoggedRows(tx: Tx): Promise<number> {
  const dropped = await tx`
    delete from journal.queue
    where exists (
      select
      from journal.leaf
      where substring(leaf.leaf_hash from 1 for 10) = substring(sha256(decode('00', 'hex') || queue.data) from 1 for 10)
        and leaf.leaf_hash = sha256(decode('00', 'hex') || queue.data)
    )
    returning 1
  `;
  return dropped.length;
}

/** Acts accepted since the backup was put back that the log, as it is, does not allow. */
export async function setAside(
  tx: Tx,
  rows: readonly { readonly id: number; readonly reason: string }[],
): Promise<void> {
  await tx`
    with taken as (
      delete from journal.queue
      where id = any(${rows.map(({ id }) => id)}::bigint[])
      returning id, event_id, data
    )
    insert into journal.refused (event_id, data, reason)
    select taken.event_id, taken.data, line.reason
    from unnest(${rows.map(({ id }) => id)}::bigint[], ${rows.map(({ reason }) => reason)}::text[]) as line (id, reason)
    join taken on taken.id = line.id
    order by line.id
  `;
}

/** Objects stand as the log says. */
export async function putObjects(tx: Tx, rows: readonly ObjectRow[]): Promise<void> {
  await tx`
    insert into journal.object (o, family, r, hash, state, is_detached)
    select o, family, r, decode(hash, 'hex'), state, is_detached = 'true'
    from unnest(
      ${rows.map((row) => row.o)}::uuid[],
      ${rows.map((row) => row.family)}::text[],
      ${rows.map((row) => row.r)}::integer[],
      ${rows.map((row) => row.hash)}::text[],
      ${rows.map((row) => row.state)}::text[],
      ${rows.map((row) => String(row.isDetached))}::text[]
    ) as line (o, family, r, hash, state, is_detached)
    on conflict (o) do update
    set r = excluded.r, hash = excluded.hash, state = excluded.state, is_detached = excluded.is_detached
  `;
}

/** A public notice; the leaf `incident` carries its digest, which is given. */
export async function insertNotice(tx: Tx, text: string): Promise<Buffer> {
  const [notice] = await tx<{ digest: Buffer }[]>`
    insert into journal.notice (digest, text)
    values (sha256(convert_to(${text}, 'UTF8')), ${text})
    returning digest
  `;
  if (!notice) throw new Error("the notice was not kept");
  return notice.digest;
}
