import type { ReadTile } from "#ledger/tiles.ts";
import type { Db } from "#platform/db.ts";

/** Kinds of leaves that carry a text or a public document: what a proof can be about. */
const TEXTS = ["contribution.submitted", "contribution.edited", "moderation.masked"];
export const DOCUMENTS: readonly string[] = [
  "answer.published",
  "answer.revised",
  "roadmap.version",
  "measure.published",
  "measure.revised",
  "poll.tallied",
];

export type LeafOfRevision = {
  readonly isText: boolean;
  readonly data: Uint8Array;
  /** Its place in the tree; null while it waits in the outbox. */
  readonly index: number | null;
  /** When it was received: as the outbox says, else the end of the minute that the leaf says. */
  readonly receivedAt: string;
};

/** The leaf that logged a revision of an object, in the tree or waiting. */
export async function leafOfRevision(db: Db, object: string, revision: number): Promise<LeafOfRevision | null> {
  const [row] = await db<LeafOfRevision[]>`
    with found as (
      select leaf.kind, leaf.data, leaf.idx, convert_from(leaf.data, 'UTF8')::jsonb ->> 't' as t, null::timestamptz as at
      from journal.leaf
      where leaf.o = ${object}
        and leaf.r = ${revision}
      union all
      select act.fields ->> 'k', queue.data, null, null, queue.at
      from journal.queue
      cross join lateral (select convert_from(queue.data, 'UTF8')::jsonb as fields) as act
      where act.fields ->> 'o' = ${object}
        and act.fields ->> 'r' = ${String(revision)}
    )
    select
      kind = any(${TEXTS}) as "isText",
      data,
      idx as index,
      to_char(
        coalesce(at, least(now(), date_trunc('minute', t::timestamptz) + interval '59 seconds')) at time zone 'UTC',
        'YYYY-MM-DD"T"HH24:MI:SS"Z"'
      ) as "receivedAt"
    from found
    where kind = any(${[...TEXTS, ...DOCUMENTS]})
    limit 1
  `;
  return row ?? null;
}

export type OpeningOfText = { readonly nonce: Uint8Array; readonly content: string };

/** What opens the commitment to a text; null once it is erased. */
export async function openingOfText(db: Db, object: string, revision: number): Promise<OpeningOfText | null> {
  const [row] = await db<OpeningOfText[]>`
    select nonce, content
    from journal.opening
    where o = ${object}
      and r = ${revision}
      and nonce is not null
  `;
  return row ?? null;
}

/** Newest checkpoints looked at to find one that witnesses have signed. */
const RECENT = 50;

export type CoveringCheckpoint = { readonly size: number; readonly note: string };

/** A published checkpoint over an index: among the newest, the one that most witnesses signed, then the newest. */
export async function checkpointOver(db: Db, index: number): Promise<CoveringCheckpoint | null> {
  const [row] = await db<CoveringCheckpoint[]>`
    with recent as (
      select size, note
      from journal.checkpoint
      where size > ${index}
      order by size desc
      limit ${RECENT}
    )
    select recent.size, recent.note || coalesce(signed.lines, '') as note
    from recent
    left join lateral (
      select count(*) as count, string_agg(cosignature.line || E'\\n', '' order by cosignature.vkey) as lines
      from journal.cosignature
      where cosignature.size = recent.size
    ) as signed on true
    order by signed.count desc, recent.size desc
    limit 1
  `;
  return row ?? null;
}

/** Tiles as they are stored, cut to the width asked for. */
export function storedTiles(db: Db): ReadTile {
  return async ({ level, n, width }) => {
    const [tile] = await db<{ hashes: Buffer }[]>`
      select substring(hashes from 1 for ${32 * width}::integer) as hashes
      from journal.tile
      where level = ${level}
        and n = ${n}
    `;
    if (tile?.hashes.length !== 32 * width) throw new RangeError(`tile ${level}/${n} has not its ${width} hashes`);
    return tile.hashes;
  };
}

export type LogFacts = { readonly origin: string | null; readonly isFrozen: boolean };

export async function logFacts(db: Db): Promise<LogFacts> {
  const [row] = await db<LogFacts[]>`
    select origin, exists (select from journal.freeze) as "isFrozen"
    from journal.head
  `;
  return row ?? { origin: null, isFrozen: false };
}
