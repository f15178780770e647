import type { DocumentId, LineageId, NodeId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { StatedLineage } from "./lineage.rules.ts";
import type { LineageMaker } from "./structure.store.ts";

export type LineageRow = StatedLineage & { readonly fromDocumentId: DocumentId; readonly toDocumentId: DocumentId };

/** Statements between two documents; one that is in force already stays as it is, with its date. */
export async function insertLineages(
  tx: Tx,
  rows: readonly LineageRow[],
  by: LineageMaker,
): Promise<readonly (LineageRow & { readonly id: LineageId })[]> {
  return await tx<(LineageRow & { id: LineageId })[]>`
    insert into documents.lineage
      (from_document_id, to_document_id, from_node_id, to_node_id, kind, note, made_by, acting_role)
    select row.from_document_id, row.to_document_id, row.from_node_id, row.to_node_id, row.kind, row.note,
      ${by.personId}::uuid, ${by.role}
    from unnest(
      ${rows.map((row) => row.fromDocumentId)}::uuid[], ${rows.map((row) => row.toDocumentId)}::uuid[],
      ${rows.map((row) => row.fromNodeId)}::uuid[], ${rows.map((row) => row.toNodeId)}::uuid[],
      ${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.note)}::text[]
    ) as row (from_document_id, to_document_id, from_node_id, to_node_id, kind, note)
    returning id, from_document_id as "fromDocumentId", to_document_id as "toDocumentId", from_node_id as "fromNodeId",
      to_node_id as "toNodeId", kind, note
  `;
}

type Withdrawn = {
  readonly id: LineageId;
  readonly fromDocumentId: DocumentId;
  readonly toDocumentId: DocumentId;
  readonly fromNodeId: NodeId | null;
  readonly toNodeId: NodeId | null;
  readonly kind: string;
};

/** Statements no longer in force: they stay, dated. Gives those that were in force until now. */
export async function withdrawLineages(
  tx: Tx,
  ids: readonly LineageId[],
  by: LineageMaker,
): Promise<readonly Withdrawn[]> {
  return await tx<Withdrawn[]>`
    update documents.lineage
    set removed_at = now(), removed_by = ${by.personId}
    where id = any (${ids}::uuid[])
      and removed_at is null
      and edition_id is null
    returning id, from_document_id as "fromDocumentId", to_document_id as "toDocumentId", from_node_id as "fromNodeId",
      to_node_id as "toNodeId", kind
  `;
}
