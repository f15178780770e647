import { NotFound } from "#kernel/errors.ts";
import type { NodeId, PassageId } from "#kernel/ids.ts";
import { hasRole, type Viewer } from "#kernel/viewer.ts";
import type { Db } from "#platform/db.ts";
import { mayReadProcess, openPhaseFor, type Process, processOfDocument } from "#rooms/processes";
import { findDocument, listEditions } from "./edition.queries.ts";
import type { Document, Edition } from "./edition.rules.ts";

/** A document as a reader meets it: its published editions, and the process that may be open about it. */
export type Reading = {
  readonly document: Document;
  readonly editions: readonly Edition[];
  readonly process: Process | null;
  /** End of the phase in which this person may contribute now. */
  readonly openUntil: Date | null;
};

/** Throws NotFound when nothing is published, or when the circle of this person may not read it yet. */
export async function openReading(sql: Db, slug: string, viewer: Viewer | null): Promise<Reading> {
  const document = await findDocument(sql, slug);
  if (!document) throw new NotFound();
  const [all, process] = await Promise.all([listEditions(sql, document.id), processOfDocument(sql, document.id)]);
  const editions = all.filter(({ state }) => state === "published");
  if (editions.length === 0) throw new NotFound();
  if (!process) return { document, editions, process, openUntil: null };
  const [isReadable, phase] = await Promise.all([
    mayReadProcess(sql, process.id, viewer),
    openPhaseFor(sql, process.id, viewer, "contribute"),
  ]);
  if (!isReadable) throw new NotFound();
  return { document, editions, process, openUntil: phase?.closesAt ?? null };
}

export function latestOf(reading: Reading): Edition {
  const latest = reading.editions.at(-1);
  if (!latest) throw new NotFound();
  return latest;
}

/** A published edition by its number as written in an address. */
export function editionNumbered(reading: Reading, number: string | undefined): Edition {
  const found = /^[1-9]\d{0,5}$/.test(number ?? "") ? reading.editions.find((e) => e.number === Number(number)) : null;
  if (!found) throw new NotFound();
  return found;
}

export type ListedDocument = Document & {
  readonly edition: number;
  readonly label: string;
  readonly publishedOn: string;
  readonly editionCount: number;
  readonly processSlug: string | null;
};

/** Documents with a published edition that this person may read, with the latest one. */
export async function listDocuments(sql: Db, viewer: Viewer | null): Promise<readonly ListedDocument[]> {
  const rows = await sql<(ListedDocument & { processId: Process["id"] | null })[]>`
    select document.id, document.slug, document.kind, document.title, document.language,
      latest.number as edition, latest.label, latest.published_on as "publishedOn",
      (select count(*)::int from documents.edition where document_id = document.id and state = 'published') as "editionCount",
      process.id as "processId", process.slug as "processSlug"
    from documents.document
    join lateral (
      select edition.number, edition.label, edition.published_on
      from documents.edition
      where edition.document_id = document.id
        and edition.state = 'published'
      order by edition.number desc
      limit 1
    ) as latest on true
    left join lateral (
      select process.id, process.slug
      from processes.process
      where process.document_id = document.id
      order by process.created_at desc, process.id
      limit 1
    ) as process on true
    order by latest.published_on desc, document.slug
  `;
  if (hasRole(viewer, "administrator", "editor")) return rows;
  const readable = await Promise.all(
    rows.map(async (row) => row.processId === null || (await mayReadProcess(sql, row.processId, viewer))),
  );
  return rows.filter((_, index) => readable[index]);
}

/** How many published contributions each passage has, whatever the edition they were made on. */
export async function countByPassage(sql: Db, passageIds: readonly PassageId[]): Promise<ReadonlyMap<string, number>> {
  const rows = await sql<{ passageId: string; count: number }[]>`
    select passage_id as "passageId", count(*) as count
    from contributions.contribution
    where passage_id = any (${passageIds}::uuid[])
      and state = 'published'
    group by passage_id
  `;
  return new Map(rows.map(({ passageId, count }) => [passageId, count]));
}

/** How many published contributions speak of an element as a whole. */
export async function countByNode(sql: Db, nodeIds: readonly NodeId[]): Promise<ReadonlyMap<string, number>> {
  const rows = await sql<{ nodeId: string; count: number }[]>`
    select node_id as "nodeId", count(*) as count
    from contributions.contribution
    where node_id = any (${nodeIds}::uuid[])
      and passage_id is null
      and state = 'published'
    group by node_id
  `;
  return new Map(rows.map(({ nodeId, count }) => [nodeId, count]));
}

/** The code of an element in another edition, null where it no longer stands. */
export async function nodeCodeIn(sql: Db, editionId: Edition["id"], nodeId: NodeId): Promise<string | null> {
  const [row] = await sql<{ code: string }[]>`
    select code
    from documents.edition_node
    where edition_id = ${editionId}
      and node_id = ${nodeId}
  `;
  return row?.code ?? null;
}

/** Changes of an edition that the public can read about. */
export async function countChanges(sql: Db, editionId: Edition["id"]): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*) as count
    from editions.change
    where edition_id = ${editionId}
  `;
  return row?.count ?? 0;
}
