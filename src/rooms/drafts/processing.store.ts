import type { Tx } from "#platform/db.ts";
import type { Maker } from "#rooms/themes";

export type NewProcessingEntry = {
  readonly host: string;
  readonly model: string;
  readonly purpose: string;
  readonly recipient: string;
  readonly legalBasis: string;
  readonly retention: string;
};

/** The register is written by one person at a time. */
export async function lockRegister(tx: Tx): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended('drafts.processing_entry', 0))`;
}

export async function insertProcessingEntry(tx: Tx, entry: NewProcessingEntry, by: Maker): Promise<string> {
  const [row] = await tx<{ id: string }[]>`
    insert into drafts.processing_entry (
      host, model, purpose, recipient, legal_basis, retention, entered_by, acting_role
    )
    values (
      ${entry.host}, ${entry.model}, ${entry.purpose}, ${entry.recipient}, ${entry.legalBasis}, ${entry.retention},
      ${by.personId}, ${by.role}
    )
    returning id
  `;
  if (!row) throw new Error("an entry has an id");
  return row.id;
}

/** The entry in force, when there is one. */
export async function endProcessingEntry(tx: Tx, by: Maker): Promise<string | null> {
  const [row] = await tx<{ id: string }[]>`
    update drafts.processing_entry
    set ended_at = now(), ended_by = ${by.personId}, ended_role = ${by.role}
    where ended_at is null
    returning id
  `;
  return row?.id ?? null;
}
