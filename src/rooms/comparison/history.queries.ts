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
