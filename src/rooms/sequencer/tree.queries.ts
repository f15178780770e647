import type { ReadTile, Tile } from "#ledger/tiles.ts";
import type { Db } from "#platform/db.ts";

/** What was recorded contradicts itself or something signed: the log must not go on. */
export class Divergence extends Error {}

/** Tiles as they are stored, cut to the width asked for. */
export function tileReader(db: Db): ReadTile {
  return async ({ level, n, width }: Tile) => {
    const [tile] = await db<{ hashes: Buffer }[]>`
      select substring(hashes from 1 for ${32 * width}::integer) as hashes
      from journal.tile
      where level = ${level}
        and n = ${n}
    `;
    if (tile?.hashes.length !== 32 * width) throw new Divergence(`tile ${level}/${n} has not its ${width} hashes`);
    return tile.hashes;
  };
}

export type SignedCheckpoint = { readonly size: number; readonly note: string };

/** The checkpoint that is served: the one of the largest size. */
export async function lastCheckpoint(db: Db): Promise<SignedCheckpoint | null> {
  const [checkpoint] = await db<SignedCheckpoint[]>`
    select size, note
    from journal.checkpoint
    order by size desc
    limit 1
  `;
  return checkpoint ?? null;
}

/** Name of the log of this database; null: not begun. */
export async function findOrigin(db: Db): Promise<string | null> {
  const [head] = await db<{ origin: string | null }[]>`select origin from journal.head`;
  return head?.origin ?? null;
}

export type LogFacts = { readonly origin: string | null; readonly isFrozen: boolean };

/** What a promise needs to know of the log. */
export async function logFacts(db: Db): Promise<LogFacts> {
  const [row] = await db<LogFacts[]>`
    select origin, exists (select from journal.freeze) as "isFrozen"
    from journal.head
  `;
  return row ?? { origin: null, isFrozen: false };
}
