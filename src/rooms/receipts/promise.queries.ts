import type { Db } from "#platform/db.ts";

export type PromisedLeaf = { readonly isPublished: boolean; readonly isDue: boolean };

/** Whether a promised leaf is in the published log, and whether its time has come. */
export async function promisedLeaf(db: Db, leafHash: Uint8Array, dueAt: number): Promise<PromisedLeaf> {
  const [row] = await db<PromisedLeaf[]>`
    select
      exists (
        select
        from journal.leaf
        where substring(leaf_hash from 1 for 10) = substring(${leafHash}::bytea from 1 for 10)
          and leaf_hash = ${leafHash}
          and idx < (select max(size) from journal.checkpoint)
      ) as "isPublished",
      now() > to_timestamp(${dueAt}) as "isDue"
  `;
  return row ?? { isPublished: false, isDue: false };
}
