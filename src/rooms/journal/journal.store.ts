import type { Tx } from "#platform/db.ts";

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
