import type { DocumentKind } from "#kernel/document-types.ts";
import type { EditionId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";

export type KnownText = { readonly slug: string; readonly title: string; readonly kind: DocumentKind };

/** The texts a file may be a new edition of. */
export async function listKnownTexts(sql: Db): Promise<readonly KnownText[]> {
  return await sql<KnownText[]>`
    select slug, title, kind
    from documents.document
    order by title, slug
  `;
}

export type DoneImport = {
  readonly slug: string;
  readonly title: string;
  readonly language: string;
  readonly number: number;
  readonly state: "draft" | "published";
  readonly isPublished: boolean;
  readonly processSlug: string | null;
  readonly processTitle: string | null;
};

/** An edition just imported, and what may follow. */
export async function findDoneImport(sql: Db, editionId: EditionId): Promise<DoneImport | null> {
  const [row] = await sql<DoneImport[]>`
    select document.slug, edition.title, document.language, edition.number, edition.state,
      exists (
        select from documents.edition as published
        where published.document_id = document.id
          and published.state = 'published'
      ) as "isPublished",
      process.slug as "processSlug", process.title as "processTitle"
    from documents.edition
    join documents.document on document.id = edition.document_id
    left join lateral (
      select process.slug, process.title
      from processes.process
      where process.document_id = document.id
      order by process.created_at desc, process.id
      limit 1
    ) as process on true
    where edition.id = ${editionId}
  `;
  return row ?? null;
}
