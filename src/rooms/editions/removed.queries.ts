import type { DocumentId, EditionId, NodeId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";

/** A passage (with its anchor) or an element (with its id) that was published and that a draft does not hold. */
export type Removed = {
  readonly anchor: string | null;
  readonly nodeId: NodeId | null;
  readonly code: string;
  readonly words: string;
  /** The last edition that holds it. */
  readonly edition: number;
  readonly count: number;
};

/** What could come back into a draft, latest first; elements before passages. */
export async function listRemoved(
  sql: Db,
  { documentId, draftId }: { readonly documentId: DocumentId; readonly draftId: EditionId },
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<readonly Removed[]> {
  return await sql<Removed[]>`
    with
    published as (
      select id, number
      from documents.edition
      where document_id = ${documentId}
        and state = 'published'
    ),
    gone_passage as (
      select distinct on (words.passage_id) words.passage_id, words.text, words.node_id, words.position, words.edition_id,
        published.number
      from documents.edition_passage as words
      join published on published.id = words.edition_id
      where not exists (
        select
        from documents.edition_passage as now
        where now.edition_id = ${draftId}
          and now.passage_id = words.passage_id
      )
      order by words.passage_id, published.number desc
    ),
    gone_node as (
      select distinct on (node.node_id) node.node_id, node.code, node.title, node.sort_key, published.number
      from documents.edition_node as node
      join published on published.id = node.edition_id
      where not exists (
        select
        from documents.edition_node as now
        where now.edition_id = ${draftId}
          and now.node_id = node.node_id
      )
      order by node.node_id, published.number desc
    ),
    gone as (
      select null as anchor, node_id as "nodeId", code, title as words, number as edition, sort_key, 0 as place
      from gone_node
      union all
      select passage.anchor, null, home.code || '.' || gone_passage.position, gone_passage.text, gone_passage.number,
        home.sort_key, gone_passage.position
      from gone_passage
      join documents.passage on passage.id = gone_passage.passage_id
      join documents.edition_node as home
        on home.edition_id = gone_passage.edition_id and home.node_id = gone_passage.node_id
    )
    select anchor, "nodeId", code, words, edition, count(*) over () as count
    from gone
    order by edition desc, sort_key, place
    limit ${limit}
    offset ${offset}
  `;
}
