import type { EditionId, ProcessId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";

export type LoggedDocument = { readonly content: string; readonly processId: ProcessId };

export async function findLoggedDocument(db: Db, digest: string): Promise<LoggedDocument | null> {
  const [row] = await db<LoggedDocument[]>`
    select content, process_id as "processId"
    from journal.document
    where d = decode(${digest}, 'hex')
  `;
  return row ?? null;
}

/** The published edition of this hash, with the process that decides who reads it: null for a text of none. */
export async function findEditionByHash(
  db: Db,
  hash: string,
): Promise<{ readonly id: EditionId; readonly processId: ProcessId | null } | null> {
  const [row] = await db<{ id: EditionId; processId: ProcessId | null }[]>`
    select edition.id,
      (
        select process.id
        from processes.process
        where process.document_id = edition.document_id
        order by process.created_at desc, process.id
        limit 1
      ) as "processId"
    from documents.edition
    where edition.hash = ${hash}
      and edition.state = 'published'
    order by edition.published_at
    limit 1
  `;
  return row ?? null;
}
