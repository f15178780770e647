import type { EditionId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { Document, Edition } from "#rooms/documents";

/** An edition with its text, and who publishes it when a process is about it. */
export type PrintableEdition = Edition & {
  readonly document: Pick<Document, "slug" | "language"> & { readonly authority: string | null };
};

function printableColumns(sql: Db) {
  return sql`
    edition.id, edition.document_id as "documentId", edition.number, edition.state, edition.title, edition.subtitle,
    edition.label, edition.note, edition.official_totals as "officialTotals", edition.published_on as "publishedOn",
    edition.published_at as "publishedAt", edition.hash, edition.version,
    jsonb_build_object('slug', document.slug, 'language', document.language, 'authority', process.authority) as document
  `;
}

function editionsWithText(sql: Db) {
  return sql`
    documents.edition
    join documents.document on document.id = edition.document_id
    left join lateral (
      select process.authority
      from processes.process
      where process.document_id = document.id
      order by process.created_at desc, process.id
      limit 1
    ) as process on true
  `;
}

/** All published editions, the youngest first. */
export async function listPublishedEditions(sql: Db): Promise<readonly PrintableEdition[]> {
  return await sql<PrintableEdition[]>`
    select ${printableColumns(sql)}
    from ${editionsWithText(sql)}
    where edition.state = 'published'
    order by edition.published_at desc, edition.id
  `;
}

/** An edition in preparation, with the time at which it was read. */
export async function findDraft(sql: Db, id: EditionId): Promise<(PrintableEdition & { readonly now: Date }) | null> {
  const [row] = await sql<(PrintableEdition & { now: Date })[]>`
    select ${printableColumns(sql)}, now() as now
    from ${editionsWithText(sql)}
    where edition.id = ${id}
      and edition.state = 'draft'
  `;
  return row ?? null;
}
