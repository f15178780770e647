import type { DocumentId, EditionId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";

export type UnloggedEdition = {
  readonly id: EditionId;
  readonly documentId: DocumentId;
  /** The process whose text it is; null for a text of none. */
  readonly processId: string | null;
  readonly hash: string;
};

/** Published editions that the log does not hold yet, in the order of publication: it holds as many as the revision it stands at. */
export async function listUnloggedEditions(db: Db, ids: readonly DocumentId[]): Promise<readonly UnloggedEdition[]> {
  return await db<UnloggedEdition[]>`
    select edition.id, edition.document_id as "documentId", edition.hash,
      (
        select process.id
        from processes.process
        where process.document_id = edition.document_id
        order by process.created_at desc, process.id
        limit 1
      ) as "processId"
    from (
      select id, document_id, number, hash, row_number() over (partition by document_id order by number) as place
      from documents.edition
      where document_id = any (${ids as DocumentId[]}::uuid[])
        and state = 'published'
    ) as edition
    left join journal.object on object.o = edition.document_id
    where edition.place > coalesce(object.r, 0)
    order by edition.document_id, edition.number
  `;
}
