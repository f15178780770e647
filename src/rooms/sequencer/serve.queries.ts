import type { Db, Sql } from "#platform/db.ts";

/** What anybody can fetch: the last checkpoint, with the lines of the witnesses that cosigned it. */
export type Published = { readonly size: number; readonly note: string };

/** null: nothing was published yet. */
export async function findPublished(sql: Sql): Promise<Published | null> {
  const [published] = await sql<Published[]>`
    select checkpoint.size,
      checkpoint.note || coalesce((
        select string_agg(cosignature.line || E'\n', '' order by cosignature.vkey)
        from journal.cosignature
        where cosignature.size = checkpoint.size
      ), '') as note
    from journal.checkpoint
    order by checkpoint.size desc
    limit 1
  `;
  return published ?? null;
}

/** The first hashes of a tile; null when the tree has not so many. */
export async function findTile(
  sql: Sql,
  { level, n, width }: { readonly level: number; readonly n: number; readonly width: number },
): Promise<Buffer | null> {
  const [tile] = await sql<{ hashes: Buffer }[]>`
    select substring(hashes from 1 for ${32 * width}::integer) as hashes
    from journal.tile
    where level = ${level}
      and n = ${n}
      and width >= ${width}
  `;
  return tile?.hashes ?? null;
}

/** Leaves one after the other, from an index on; null when one of them is not there. */
export async function findLeaves(sql: Sql, from: number, count: number): Promise<readonly Buffer[] | null> {
  const rows = await sql<{ idx: number; data: Buffer }[]>`
    select idx, data
    from journal.leaf
    where idx >= ${from}
      and idx < ${from + count}
    order by idx
  `;
  const isWhole = rows.length === count && rows.every(({ idx }, place) => idx === from + place);
  return isWhole ? rows.map(({ data }) => data) : null;
}

/** The text of a public notice whose SHA-256 an `incident` leaf carries. */
export async function findNotice(sql: Sql, digest: string): Promise<string | null> {
  const [notice] = await sql<{ text: string }[]>`
    select text
    from journal.notice
    where digest = decode(${digest}, 'hex')
  `;
  return notice?.text ?? null;
}

/** Leaves in the tree, published or not. */
export async function findTreeSize(db: Db): Promise<number> {
  const [head] = await db<{ size: number }[]>`select size from journal.head`;
  return head?.size ?? 0;
}
