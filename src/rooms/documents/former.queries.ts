import type { DocumentId, EditionId, NodeId, PassageId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { EditionPassage } from "./edition.rules.ts";

/** The edition just before this one; null for a first edition. */
export async function formerEdition(sql: Db, editionId: EditionId): Promise<EditionId | null> {
  const [row] = await sql<{ id: EditionId }[]>`
    select former.id
    from documents.edition
    join documents.edition as former
      on former.document_id = edition.document_id
      and former.number < edition.number
    where edition.id = ${editionId}
    order by former.number desc
    limit 1
  `;
  return row?.id ?? null;
}

/** One passage as it stands in an edition. */
export async function findEditionPassage(
  sql: Db,
  editionId: EditionId,
  passageId: PassageId,
): Promise<EditionPassage | null> {
  const [row] = await sql<EditionPassage[]>`
    select edition_passage.passage_id as "passageId", passage.anchor, edition_passage.node_id as "nodeId",
      edition_passage.position, edition_passage.text
    from documents.edition_passage
    join documents.passage on passage.id = edition_passage.passage_id
    where edition_passage.edition_id = ${editionId}
      and edition_passage.passage_id = ${passageId}
  `;
  return row ?? null;
}

/** True when the edition just before holds this passage. */
export async function passageStoodBefore(sql: Db, editionId: EditionId, passageId: PassageId): Promise<boolean> {
  const former = await formerEdition(sql, editionId);
  return former !== null && (await findEditionPassage(sql, former, passageId)) !== null;
}

export async function nodeStoodBefore(sql: Db, editionId: EditionId, nodeId: NodeId): Promise<boolean> {
  const former = await formerEdition(sql, editionId);
  const rows = await sql`
    select
    from documents.edition_node
    where edition_id = ${former}
      and node_id = ${nodeId}
  `;
  return rows.length > 0;
}

/** A passage in the last published edition that holds it, with that edition. */
export async function lastWords(
  sql: Db,
  documentId: DocumentId,
  passageId: PassageId,
): Promise<{ readonly nodeId: NodeId; readonly position: number; readonly text: string } | null> {
  const [row] = await sql<{ nodeId: NodeId; position: number; text: string }[]>`
    select edition_passage.node_id as "nodeId", edition_passage.position, edition_passage.text
    from documents.edition_passage
    join documents.edition on edition.id = edition_passage.edition_id
    where edition.document_id = ${documentId}
      and edition.state = 'published'
      and edition_passage.passage_id = ${passageId}
    order by edition.number desc
    limit 1
  `;
  return row ?? null;
}

/** The last published edition that holds an element, and its place there. */
export async function lastPlace(
  sql: Db,
  documentId: DocumentId,
  nodeId: NodeId,
): Promise<{
  readonly editionId: EditionId;
  readonly parentNodeId: NodeId | null;
  readonly position: number;
  readonly code: string;
} | null> {
  const [row] = await sql<{ editionId: EditionId; parentNodeId: NodeId | null; position: number; code: string }[]>`
    select edition.id as "editionId", edition_node.parent_node_id as "parentNodeId", edition_node.position, edition_node.code
    from documents.edition_node
    join documents.edition on edition.id = edition_node.edition_id
    where edition.document_id = ${documentId}
      and edition.state = 'published'
      and edition_node.node_id = ${nodeId}
    order by edition.number desc
    limit 1
  `;
  return row ?? null;
}

/** Where a passage went in this edition: the passage it was merged into, or those split from it. */
export async function passageLinks(
  sql: Db,
  editionId: EditionId,
  passageId: PassageId,
): Promise<readonly { readonly toId: PassageId; readonly toAnchor: string; readonly kind: "split" | "merged" }[]> {
  return await sql<{ toId: PassageId; toAnchor: string; kind: "split" | "merged" }[]>`
    select passage_lineage.to_passage_id as "toId", passage.anchor as "toAnchor", passage_lineage.kind
    from documents.passage_lineage
    join documents.passage on passage.id = passage_lineage.to_passage_id
    where passage_lineage.edition_id = ${editionId}
      and passage_lineage.from_passage_id = ${passageId}
    order by passage.anchor
  `;
}

/** The elements that a draft made by splitting this one, and the one it was merged into there. */
export async function nodeLinks(
  sql: Db,
  editionId: EditionId,
  nodeId: NodeId,
): Promise<readonly { readonly toId: NodeId; readonly kind: "split" | "merged" }[]> {
  return await sql<{ toId: NodeId; kind: "split" | "merged" }[]>`
    select to_node_id as "toId", kind
    from documents.lineage
    where edition_id = ${editionId}
      and from_node_id = ${nodeId}
      and removed_at is null
    order by made_at, to_node_id
  `;
}

/** A passage of the draft, not of the edition before, that says exactly this under this element: a form sent twice. */
export async function findSameNewPassage(
  sql: Db,
  editionId: EditionId,
  { nodeId, text }: { readonly nodeId: NodeId; readonly text: string },
): Promise<{ readonly passageId: PassageId; readonly anchor: string } | null> {
  const former = await formerEdition(sql, editionId);
  const [row] = await sql<{ passageId: PassageId; anchor: string }[]>`
    select edition_passage.passage_id as "passageId", passage.anchor
    from documents.edition_passage
    join documents.passage on passage.id = edition_passage.passage_id
    where edition_passage.edition_id = ${editionId}
      and edition_passage.node_id = ${nodeId}
      and edition_passage.text = ${text}
      and not exists (
        select
        from documents.edition_passage as before
        where before.edition_id = ${former}
          and before.passage_id = edition_passage.passage_id
      )
    limit 1
  `;
  return row ?? null;
}
