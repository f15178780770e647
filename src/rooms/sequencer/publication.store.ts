import type { Db, Tx } from "#platform/db.ts";

type Cosigned = { readonly size: number; readonly vkey: string; readonly line: string };

/** A verified line under a checkpoint, in the place of an earlier one of the same witness. */
export async function keepCosignature(tx: Tx, { size, vkey, line }: Cosigned): Promise<void> {
  await tx`
    insert into journal.witness (vkey, size, seen_at)
    values (${vkey}, ${size}, now())
    on conflict (vkey) do update
    set size = greatest(witness.size, excluded.size), seen_at = now(), failure = null, failed_at = null
  `;
  await tx`
    insert into journal.cosignature (size, vkey, line)
    values (${size}, ${vkey}, ${line})
    on conflict (size, vkey) do update
    set line = excluded.line, at = now()
  `;
}

/** What a witness answered instead; said until it answers well. */
export async function keepFailure(db: Db, vkey: string, failure: string): Promise<void> {
  await db`
    insert into journal.witness (vkey, failure, failed_at)
    values (${vkey}, ${failure}, now())
    on conflict (vkey) do update
    set failure = excluded.failure, failed_at = now()
  `;
}
