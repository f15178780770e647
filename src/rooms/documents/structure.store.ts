import type { NodeType } from "#kernel/document-types.ts";
import type { DocumentId, EditionId, NodeId, PassageId, PersonId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { Leaf } from "./tree.rules.ts";

/** Places and keys of all elements of a draft; those that stay as they are are not written. */
export async function placeNodes(tx: Tx, editionId: EditionId, leaves: readonly Leaf[]): Promise<void> {
  await tx`
    update documents.edition_node
    set parent_node_id = leaf.parent_node_id, position = leaf.position, sort_key = leaf.sort_key
    from unnest(
      ${leaves.map((leaf) => leaf.nodeId)}::uuid[], ${leaves.map((leaf) => leaf.parentNodeId)}::uuid[],
      ${leaves.map((leaf) => leaf.position)}::int[], ${leaves.map((leaf) => leaf.sortKey)}::text[]
    ) as leaf (node_id, parent_node_id, position, sort_key)
    where edition_node.edition_id = ${editionId}
      and edition_node.node_id = leaf.node_id
      and (edition_node.parent_node_id, edition_node.position, edition_node.sort_key)
        is distinct from (leaf.parent_node_id, leaf.position, leaf.sort_key)
  `;
}

export type NodeFacts = {
  readonly type: NodeType;
  readonly code: string;
  readonly carrier: string | null;
  readonly status: string | null;
};

export async function updateNodeFacts(
  tx: Tx,
  editionId: EditionId,
  { nodeId, type, code, carrier, status }: NodeFacts & { readonly nodeId: NodeId },
): Promise<void> {
  await tx`
    update documents.edition_node
    set type = ${type}, code = ${code}, carrier = ${carrier}, status = ${status}
    where edition_id = ${editionId}
      and node_id = ${nodeId}
  `;
}

/** Elements of a draft with their passages and figures. */
export async function deleteNodes(tx: Tx, editionId: EditionId, nodeIds: readonly NodeId[]): Promise<void> {
  await tx`
    delete from documents.edition_passage
    where edition_id = ${editionId}
      and node_id = any (${nodeIds}::uuid[])
  `;
  await tx`
    delete from documents.edition_figure
    where edition_id = ${editionId}
      and node_id = any (${nodeIds}::uuid[])
  `;
  await tx`
    delete from documents.edition_node
    where edition_id = ${editionId}
      and node_id = any (${nodeIds}::uuid[])
  `;
  await pruneLineage(tx, editionId);
}

/** An element as an older edition had it, at the end of a parent, under a code that may be new. */
export async function copyNode(
  tx: Tx,
  {
    editionId,
    from,
    nodeId,
    leaf,
    code,
  }: {
    readonly editionId: EditionId;
    readonly from: EditionId;
    readonly nodeId: NodeId;
    readonly leaf: Leaf;
    readonly code: string;
  },
): Promise<void> {
  await tx`
    insert into documents.edition_node (edition_id, document_id, node_id, parent_node_id, position, sort_key, type, code,
      title, carrier, status, source)
    select ${editionId}, document_id, node_id, ${leaf.parentNodeId}, ${leaf.position}, ${leaf.sortKey}, type, ${code}, title,
      carrier, status, source
    from documents.edition_node
    where edition_id = ${from}
      and node_id = ${nodeId}
  `;
  await tx`
    insert into documents.edition_figure (edition_id, node_id, kind, position, value, unit, due_on, stated_on, measured_on,
      territory_code, source)
    select ${editionId}, node_id, kind, position, value, unit, due_on, stated_on, measured_on, territory_code, source
    from documents.edition_figure
    where edition_id = ${from}
      and node_id = ${nodeId}
  `;
}

export type LineageMaker = { readonly personId: PersonId | null; readonly role: string };

type PassageLink = {
  readonly editionId: EditionId;
  readonly documentId: DocumentId;
  readonly from: PassageId;
  readonly to: PassageId;
  readonly kind: "split" | "merged";
};

export async function insertPassageLineage(tx: Tx, link: PassageLink, by: LineageMaker): Promise<void> {
  await tx`
    insert into documents.passage_lineage (edition_id, document_id, from_passage_id, to_passage_id, kind, made_by, acting_role)
    values (${link.editionId}, ${link.documentId}, ${link.from}, ${link.to}, ${link.kind}, ${by.personId}, ${by.role})
  `;
}

/** Splits and merges of a draft that are no more: what was made is gone, what was merged is back. */
export async function pruneLineage(tx: Tx, editionId: EditionId): Promise<void> {
  await tx`
    delete from documents.passage_lineage as link
    where link.edition_id = ${editionId}
      and (
        not exists (
          select
          from documents.edition_passage
          where edition_id = link.edition_id
            and passage_id = link.to_passage_id
        )
        or (
          link.kind = 'merged'
          and exists (
            select
            from documents.edition_passage
            where edition_id = link.edition_id
              and passage_id = link.from_passage_id
          )
        )
      )
  `;
  await tx`
    delete from documents.lineage as link
    where link.edition_id = ${editionId}
      and (
        not exists (
          select
          from documents.edition_node
          where edition_id = link.edition_id
            and node_id = link.to_node_id
        )
        or (
          link.kind = 'merged'
          and exists (
            select
            from documents.edition_node
            where edition_id = link.edition_id
              and node_id = link.from_node_id
          )
        )
      )
  `;
}

type NodeLink = {
  readonly editionId: EditionId;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly kind: "split" | "merged";
};

export async function insertNodeLineage(
  tx: Tx,
  { editionId, from, to, kind }: NodeLink,
  by: LineageMaker,
): Promise<void> {
  await tx`
    insert into documents.lineage (edition_id, from_node_id, to_node_id, kind, made_by, acting_role)
    values (${editionId}, ${from}, ${to}, ${kind}, ${by.personId}, ${by.role})
  `;
}

/** Figures of an element go to another, after those it has. */
export async function moveFigures(
  tx: Tx,
  editionId: EditionId,
  { from, to }: { readonly from: NodeId; readonly to: NodeId },
): Promise<void> {
  await tx`
    update documents.edition_figure
    set node_id = ${to},
      position = edition_figure.position + (
        select coalesce(max(there.position), 0)
        from documents.edition_figure as there
        where there.edition_id = ${editionId}
          and there.node_id = ${to}
          and there.kind = edition_figure.kind
      )
    where edition_id = ${editionId}
      and node_id = ${from}
  `;
}
