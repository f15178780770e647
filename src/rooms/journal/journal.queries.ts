import type { Json } from "#ledger/canonical.ts";
import { digest as digestOf } from "#ledger/digest.ts";
import type { Sql } from "#platform/db.ts";
import type { Invariant } from "#platform/invariant.ts";

export type Entry = {
  readonly id: number;
  readonly kind: string;
  readonly subjectId: string;
  readonly occurredAt: Date;
  readonly actingRole: string;
};

export const ENTRIES_PER_PAGE = 36;

/** A page of the journal, newest first; `kind` is one exact kind or "" for all. */
export async function listEntries(sql: Sql, { kind, page }: { kind: string; page: number }): Promise<readonly Entry[]> {
  return await sql<Entry[]>`
    select id, kind, subject_id as "subjectId", occurred_at as "occurredAt", acting_role as "actingRole"
    from journal.entry
    where ${kind} = '' or kind = ${kind}
    order by id desc
    limit ${ENTRIES_PER_PAGE}
    offset ${(page - 1) * ENTRIES_PER_PAGE}
  `;
}

export async function countEntriesByKind(
  sql: Sql,
): Promise<readonly { readonly kind: string; readonly count: number }[]> {
  return await sql<{ kind: string; count: number }[]>`
    select kind, count(*) as count
    from journal.entry
    group by kind
    order by kind
  `;
}

type StoredEntry = { id: number; kind: string; subjectId: string; actingRole: string; payload: Json; digest: string };

async function brokenDigests(sql: Sql): Promise<readonly string[]> {
  const broken: string[] = [];
  const rows = sql<StoredEntry[]>`
    select id, kind, subject_id as "subjectId", acting_role as "actingRole", payload, digest
    from journal.entry
    order by id
  `;
  await rows.cursor(1_000, (batch) => {
    for (const { id, digest, ...content } of batch) {
      if (digestOf(content) !== digest) broken.push(`journal entry ${id}`);
    }
  });
  return broken;
}

export const journalInvariants: readonly Invariant[] = [
  {
    id: "journal.digests",
    rule: 11,
    sentence: "Each entry of the journal still has the digest it was written with.",
    check: brokenDigests,
  },
];
