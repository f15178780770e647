import type { PendingQuery, Row } from "postgres";
import type { Db, Tx } from "#platform/db.ts";

type EntryRow = {
  readonly kind: string;
  readonly subject_id: string;
  readonly acting_role: string;
  readonly payload: string;
  readonly digest: string;
};

export async function insertEntries(tx: Tx, rows: readonly EntryRow[]): Promise<void> {
  await tx`
    insert into journal.entry (kind, subject_id, acting_role, payload, digest)
    select kind, subject_id, acting_role, payload::jsonb, digest
    from unnest(
      ${rows.map((row) => row.kind)}::text[],
      ${rows.map((row) => row.subject_id)}::uuid[],
      ${rows.map((row) => row.acting_role)}::text[],
      ${rows.map((row) => row.payload)}::text[],
      ${rows.map((row) => row.digest)}::text[]
    ) as entry (kind, subject_id, acting_role, payload, digest)
  `;
}

/** One row for each row that `act` gives. */
export function entryInsert(db: Db, row: EntryRow, act: PendingQuery<Row[]>): PendingQuery<Row[]> {
  return db`
    insert into journal.entry (kind, subject_id, acting_role, payload, digest)
    select ${row.kind}, ${row.subject_id}, ${row.acting_role}, ${row.payload}::text::jsonb, ${row.digest}
    from (${act}) as act
  `;
}
