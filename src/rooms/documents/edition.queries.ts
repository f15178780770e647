import type { DocumentId, EditionId, NodeId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { Document, Edition, EditionNode, EditionPassage, Figure } from "./edition.rules.ts";

export async function findDocument(sql: Db, slug: string): Promise<Document | null> {
  const [row] = await sql<Document[]>`
    select id, slug, kind, title, language
    from documents.document
    where slug = ${slug}
  `;
  return row ?? null;
}

/** Editions of a document in order; drafts are for the team only. */
export async function listEditions(sql: Db, documentId: DocumentId): Promise<readonly Edition[]> {
  return await sql<Edition[]>`
    select id, document_id as "documentId", number, state, title, subtitle, label, note,
      official_totals as "officialTotals", published_on as "publishedOn", published_at as "publishedAt", hash, version
    from documents.edition
    where document_id = ${documentId}
    order by number
  `;
}

export async function findEdition(sql: Db, editionId: EditionId): Promise<Edition | null> {
  const [row] = await sql<Edition[]>`
    select id, document_id as "documentId", number, state, title, subtitle, label, note,
      official_totals as "officialTotals", published_on as "publishedOn", published_at as "publishedAt", hash, version
    from documents.edition
    where id = ${editionId}
  `;
  return row ?? null;
}

/** The elements of an edition in reading order, without their words. */
export async function listNodes(sql: Db, editionId: EditionId): Promise<readonly EditionNode[]> {
  return await sql<EditionNode[]>`
    select edition_node.node_id as "nodeId", edition_node.parent_node_id as "parentNodeId", edition_node.position,
      edition_node.sort_key as "sortKey", edition_node.type, edition_node.code, edition_node.title, edition_node.carrier,
      edition_node.status, edition_node.source,
      (
        select count(*)::int
        from documents.edition_passage
        where edition_passage.edition_id = edition_node.edition_id
          and edition_passage.node_id = edition_node.node_id
      ) as "passageCount"
    from documents.edition_node
    where edition_node.edition_id = ${editionId}
    order by edition_node.sort_key
  `;
}

/** Passages in the order of their element and place; of some elements when `nodeIds` is given. */
export async function listPassages(
  sql: Db,
  editionId: EditionId,
  nodeIds: readonly NodeId[] | null = null,
): Promise<readonly EditionPassage[]> {
  return await sql<EditionPassage[]>`
    select edition_passage.passage_id as "passageId", passage.anchor, edition_passage.node_id as "nodeId",
      edition_passage.position, edition_passage.text
    from documents.edition_passage
    join documents.passage on passage.id = edition_passage.passage_id
    join documents.edition_node
      on edition_node.edition_id = edition_passage.edition_id and edition_node.node_id = edition_passage.node_id
    where edition_passage.edition_id = ${editionId}
      and (${nodeIds === null} or edition_passage.node_id = any (${nodeIds ?? []}::uuid[]))
    order by edition_node.sort_key, edition_passage.position
  `;
}

export async function listFigures(
  sql: Db,
  editionId: EditionId,
  nodeIds: readonly NodeId[] | null = null,
): Promise<readonly Figure[]> {
  return await sql<Figure[]>`
    select edition_figure.node_id as "nodeId", edition_figure.kind, edition_figure.position,
      trim_scale(edition_figure.value)::text as value, edition_figure.unit, edition_figure.due_on as "dueOn",
      edition_figure.stated_on as "statedOn", edition_figure.measured_on as "measuredOn",
      edition_figure.territory_code as "territoryCode", edition_figure.source
    from documents.edition_figure
    where edition_figure.edition_id = ${editionId}
      and (${nodeIds === null} or edition_figure.node_id = any (${nodeIds ?? []}::uuid[]))
    order by edition_figure.node_id, edition_figure.kind desc, edition_figure.position
  `;
}
