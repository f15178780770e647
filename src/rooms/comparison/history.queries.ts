import type { DocumentId, NodeId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";

/** A published edition with what it changed, by kind of change. */
export type EditionPast = {
  readonly number: number;
  readonly label: string;
  readonly note: string | null;
  readonly publishedOn: string;
  readonly publishedAt: Date;
  readonly hash: string;
  /** The role under which it was published, as the journal says. */
  readonly role: string | null;
  readonly kinds: Readonly<Record<string, number>>;
  readonly passages: number;
  readonly nodes: number;
};

/** All published editions of a document, latest first. */
export async function listEditionPasts(sql: Db, documentId: DocumentId): Promise<readonly EditionPast[]> {
  return await sql<EditionPast[]>`
    select edition.number, edition.label, edition.note, edition.published_on as "publishedOn",
      edition.published_at as "publishedAt", edition.hash,
      (
        select entry.acting_role
        from journal.entry
        where entry.kind = 'edition.published'
          and entry.subject_id = edition.id
        order by entry.id
        limit 1
      ) as role,
      coalesce(
        (
          select jsonb_object_agg(counted.kind, counted.count)
          from (
            select change.kind, count(*) as count
            from editions.change
            where change.edition_id = edition.id
            group by change.kind
          ) as counted
        ),
        '{}'
      ) as kinds,
      (select count(*) from documents.edition_passage where edition_passage.edition_id = edition.id) as passages,
      (select count(*) from documents.edition_node where edition_node.edition_id = edition.id) as nodes
    from documents.edition
    where edition.document_id = ${documentId}
      and edition.state = 'published'
    order by edition.number desc
  `;
}

/** True when lineage is stated between this document and another one that everybody may read. */
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

/** An element in one edition; `code` null where it does not stand. */
export type NodeStand = {
  readonly number: number;
  readonly label: string;
  readonly publishedOn: string;
  readonly code: string | null;
  readonly type: string | null;
  readonly title: string | null;
  readonly carrier: string | null;
  readonly status: string | null;
  readonly parentId: NodeId | null;
  readonly parentCode: string | null;
  readonly targets: readonly string[];
};

/** An element in each published edition of its document, in order. */
export async function listNodeStands(sql: Db, documentId: DocumentId, nodeId: NodeId): Promise<readonly NodeStand[]> {
  return await sql<NodeStand[]>`
    select edition.number, edition.label, edition.published_on as "publishedOn", node.code, node.type, node.title,
      node.carrier, node.status, node.parent_node_id as "parentId", parent.code as "parentCode",
      coalesce(
        (
          select jsonb_agg(
            concat_ws(', ', trim_scale(figure.value)::text || ' ' || figure.unit, figure.territory_code, figure.due_on)
            order by figure.position
          )
          from documents.edition_figure as figure
          where figure.edition_id = node.edition_id
            and figure.node_id = node.node_id
            and figure.kind = 'target'
        ),
        '[]'
      ) as targets
    from documents.edition
    left join documents.edition_node as node on node.edition_id = edition.id and node.node_id = ${nodeId}
    left join documents.edition_node as parent
      on parent.edition_id = node.edition_id and parent.node_id = node.parent_node_id
    where edition.document_id = ${documentId}
      and edition.state = 'published'
    order by edition.number
  `;
}

/** Lineage of an element with elements of other documents, as far as everybody may read them. */
export type NodeLineage = {
  readonly kind: "continued" | "split" | "merged" | "dropped" | "new";
  readonly isFrom: boolean;
  readonly document: string;
  readonly documentTitle: string;
  readonly language: string;
  /** The other element, in the last edition that holds it; null when it was dropped, or is new. */
  readonly code: string | null;
  readonly title: string | null;
  readonly edition: number | null;
  readonly note: string | null;
  readonly madeAt: Date;
};

export async function listNodeLineage(sql: Db, nodeId: NodeId): Promise<readonly NodeLineage[]> {
  return await sql<NodeLineage[]>`
    select lineage.kind, lineage.from_node_id is not distinct from ${nodeId} as "isFrom", document.slug as document,
      document.title as "documentTitle", document.language, other.code, other.title, other.number as edition, lineage.note,
      lineage.made_at as "madeAt"
    from documents.lineage
    join documents.document
      on document.id = case
        when lineage.from_node_id = ${nodeId} then lineage.to_document_id
        else lineage.from_document_id
      end
    left join lateral (
      select node.code, node.title, edition.number
      from documents.edition_node as node
      join documents.edition on edition.id = node.edition_id
      where node.node_id = case when lineage.from_node_id = ${nodeId} then lineage.to_node_id else lineage.from_node_id end
        and edition.state = 'published'
      order by edition.number desc
      limit 1
    ) as other on true
    where ${nodeId} in (lineage.from_node_id, lineage.to_node_id)
      and lineage.edition_id is null
      and lineage.removed_at is null
      and (lineage.kind in ('dropped', 'new') or other.code is not null)
      and exists (select from documents.edition where document_id = document.id and state = 'published')
      and not exists (
        select
        from processes.process
        where process.document_id = document.id
          and process.id not in (select id from open_data.readable_process)
      )
    order by "isFrom", document.slug, other.code, lineage.made_at
  `;
}
