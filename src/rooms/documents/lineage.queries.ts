import type { DocumentId, LineageId, NodeId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { LineageKind, StatedLineage } from "./lineage.rules.ts";

export type Statement = StatedLineage & { readonly id: LineageId };

/** Statements in force between two documents, or those of one element of either. */
export async function listStatements(
  sql: Db,
  { from, to, nodeId }: { readonly from: DocumentId; readonly to: DocumentId; readonly nodeId: string | null },
): Promise<readonly Statement[]> {
  return await sql<Statement[]>`
    select id, from_node_id as "fromNodeId", to_node_id as "toNodeId", kind, note
    from documents.lineage
    where from_document_id = ${from}
      and to_document_id = ${to}
      and edition_id is null
      and removed_at is null
      and (${nodeId}::uuid is null or ${nodeId}::uuid in (from_node_id, to_node_id))
    order by made_at, id
  `;
}

/** Lineage of an element with elements of other documents, as far as everybody may read them. */
export type NodeLineage = {
  /** The element that was asked about. */
  readonly nodeId: NodeId;
  readonly kind: LineageKind;
  readonly isFrom: boolean;
  readonly document: string;
  readonly documentTitle: string;
  readonly language: string;
  /** The other element, in the last edition that holds it; null when it was dropped, or is new. */
  readonly code: string | null;
  readonly title: string | null;
  readonly edition: number | null;
  readonly note: string | null;
};

export async function listNodeLineage(sql: Db, nodeIds: readonly NodeId[]): Promise<readonly NodeLineage[]> {
  return await sql<NodeLineage[]>`
    with
    stated as (
      select from_node_id as node_id, true as is_from, to_document_id as document_id, to_node_id as other_id, kind, note, made_at
      from documents.lineage
      where from_node_id = any (${nodeIds}::uuid[])
        and edition_id is null
        and removed_at is null
      union all
      select to_node_id, false, from_document_id, from_node_id, kind, note, made_at
      from documents.lineage
      where to_node_id = any (${nodeIds}::uuid[])
        and edition_id is null
        and removed_at is null
    )
    select stated.node_id as "nodeId", stated.kind, stated.is_from as "isFrom", document.slug as document,
      document.title as "documentTitle", document.language, other.code, other.title, other.number as edition, stated.note
    from stated
    join documents.document on document.id = stated.document_id
    left join lateral (
      select node.code, node.title, edition.number
      from documents.edition_node as node
      join documents.edition on edition.id = node.edition_id
      where node.node_id = stated.other_id
        and edition.state = 'published'
      order by edition.number desc
      limit 1
    ) as other on true
    where (stated.kind in ('dropped', 'new') or other.code is not null)
      and exists (select from documents.edition where document_id = document.id and state = 'published')
      and not exists (
        select
        from processes.process
        where process.document_id = document.id
          and process.id not in (select id from open_data.readable_process)
      )
    order by "isFrom", document.slug, other.code, stated.made_at
  `;
}

/** True when lineage is stated between this document and another one. */
export async function hasLineage(sql: Db, documentId: DocumentId): Promise<boolean> {
  const rows = await sql`
    select
    from documents.lineage
    where ${documentId} in (from_document_id, to_document_id)
      and edition_id is null
      and removed_at is null
    limit 1
  `;
  return rows.length > 0;
}
