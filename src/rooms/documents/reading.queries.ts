import { NotFound } from "#kernel/errors.ts";
import type { NodeId, PassageId } from "#kernel/ids.ts";
import { hasRole, type Viewer } from "#kernel/viewer.ts";
import type { Db } from "#platform/db.ts";
import { mayReadProcess, openPhaseFor, type Process, processOfText } from "#rooms/processes";
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
  const [documents, editions, process] = await Promise.all([
    sql<Document[]>`
      select id, slug, kind, title, language
      from documents.document
      where slug = ${slug}
    `,
    listPublished(sql, slug),
    processOfText(sql, slug),
  ]);
  const [document] = documents;
  if (!document || editions.length === 0) throw new NotFound();
  if (!process) return { document, editions, process, openUntil: null };
  const [isReadable, phase] = await Promise.all([
    mayReadProcess(sql, process.id, viewer),
    openPhaseFor(sql, process.id, viewer, "contribute"),
  ]);
  if (!isReadable) throw new NotFound();
  return { document, editions, process, openUntil: phase?.closesAt ?? null };
}

async function listPublished(sql: Db, slug: string): Promise<readonly Edition[]> {
  return await sql<Edition[]>`
    select edition.id, edition.document_id as "documentId", edition.number, edition.state, edition.title, edition.subtitle,
      edition.label, edition.note, edition.official_totals as "officialTotals", edition.published_on as "publishedOn",
      edition.published_at as "publishedAt", edition.hash, edition.version
    from documents.edition
    join documents.document on document.id = edition.document_id
    where document.slug = ${slug}
      and edition.state = 'published'
    order by edition.number
  `;
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

export type Counts = {
  readonly byPassage: ReadonlyMap<string, number>;
  /** Those that speak of an element as a whole. */
  readonly byNode: ReadonlyMap<string, number>;
};

/** How many published contributions passages and elements have, whatever the edition they were made on. */
export async function countAbout(
  sql: Db,
  about: { readonly passageIds: readonly PassageId[]; readonly nodeIds: readonly NodeId[] },
): Promise<Counts> {
  const rows = await sql<{ passageId: string | null; nodeId: string | null; count: number }[]>`
    select passage_id as "passageId", null as "nodeId", count(*) as count
    from contributions.contribution
    where passage_id = any (${about.passageIds}::uuid[])
      and state = 'published'
    group by passage_id
    union all
    select null, node_id, count(*)
    from contributions.contribution
    where node_id = any (${about.nodeIds}::uuid[])
      and passage_id is null
      and state = 'published'
    group by node_id
  `;
  return {
    byPassage: new Map(rows.flatMap((row) => (row.passageId ? [[row.passageId, row.count] as const] : []))),
    byNode: new Map(rows.flatMap((row) => (row.nodeId ? [[row.nodeId, row.count] as const] : []))),
  };
}

export type PollAbout = {
  readonly nodeId: NodeId;
  readonly number: number;
  readonly title: string;
  readonly language: string;
};

/** Questions put to the vote about some elements, or with a statement about them; the last first. */
export async function pollsAbout(sql: Db, nodeIds: readonly NodeId[]): Promise<readonly PollAbout[]> {
  return await sql<PollAbout[]>`
    select about.node_id as "nodeId", poll.number, poll.title, poll.language
    from (
      select poll_id, node_id
      from polls.poll_node
      where node_id = any (${nodeIds}::uuid[])
      union
      select statement.poll_id, statement_node.node_id
      from polls.statement_node
      join polls.statement on statement.id = statement_node.statement_id
      where statement_node.node_id = any (${nodeIds}::uuid[])
        and statement.state = 'shown'
    ) as about
    join polls.poll on poll.id = about.poll_id and poll.published_at is not null
    join open_data.readable_process as process on process.id = poll.process_id
    order by poll.number desc
  `;
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
