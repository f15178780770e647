import type { Db } from "#platform/db.ts";

export type ProcessingEntry = {
  readonly id: string;
  readonly number: number;
  readonly host: string;
  readonly model: string;
  readonly purpose: string;
  readonly recipient: string;
  readonly legalBasis: string;
  readonly retention: string;
  readonly enteredAt: Date;
  readonly actingRole: string;
  readonly endedAt: Date | null;
};

/** The entries of the register about vectors, the one in force first, then the latest. */
export async function listProcessingEntries(db: Db): Promise<readonly ProcessingEntry[]> {
  return await db<ProcessingEntry[]>`
    select id, number, host, model, purpose, recipient, legal_basis as "legalBasis", retention,
      entered_at as "enteredAt", acting_role as "actingRole", ended_at as "endedAt"
    from drafts.processing_entry
    order by ended_at is not null, number desc
    limit 100
  `;
}

export async function entryInForce(db: Db): Promise<ProcessingEntry | null> {
  const [first] = await listProcessingEntries(db);
  return first?.endedAt === null ? first : null;
}
