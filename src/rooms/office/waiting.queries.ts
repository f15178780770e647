import type { Db } from "#platform/db.ts";
import type { Document, Edition } from "#rooms/documents";

export type PublishedEdition = Edition & {
  readonly document: Pick<Document, "slug" | "language"> & { readonly authority: string | null };
};

/** All published editions, the youngest first, with who publishes them. */
export async function listPublishedEditions(sql: Db): Promise<readonly PublishedEdition[]> {
  return await sql<PublishedEdition[]>`
    select edition.id, edition.document_id as "documentId", edition.number, edition.state, edition.title, edition.subtitle,
      edition.label, edition.note, edition.official_totals as "officialTotals", edition.published_on as "publishedOn",
      edition.published_at as "publishedAt", edition.hash, edition.version,
      jsonb_build_object('slug', document.slug, 'language', document.language, 'authority', process.authority) as document
    from documents.edition
    join documents.document on document.id = edition.document_id
    left join lateral (
      select process.authority
      from processes.process
      where process.document_id = document.id
      order by process.created_at desc, process.id
      limit 1
    ) as process on true
    where edition.state = 'published'
    order by edition.published_at desc, edition.id
  `;
}
