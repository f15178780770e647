import type { Db } from "#platform/db.ts";
import type { SignedCheckpoint } from "./tree.queries.ts";

/** Newest checkpoints looked at to find one that witnesses have signed. */
const RECENT = 50;

/** A published checkpoint over an index, with its lines of witnesses: among the newest, the one that most of them signed, then the newest. */
export async function checkpointOver(db: Db, index: number): Promise<SignedCheckpoint | null> {
  const [row] = await db<SignedCheckpoint[]>`
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
