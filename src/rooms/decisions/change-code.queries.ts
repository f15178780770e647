import type { Db } from "#platform/db.ts";

/**
 * Part of a query that joins `editions.change` and its `documents.edition`: the code of the passage or element that changed,
 * in that edition or, where it was removed, in the last one that held it; null when it has none.
 */
export function codeOfChange(db: Db) {
  return db`
    coalesce(
      (
        select edition_node.code || '.' || edition_passage.position
        from documents.edition_passage
        join documents.edition_node
          on edition_node.edition_id = edition_passage.edition_id
          and edition_node.node_id = edition_passage.node_id
        join documents.edition as seen on seen.id = edition_passage.edition_id
        where edition_passage.passage_id = change.passage_id
          and seen.number <= edition.number
        order by seen.number desc
        limit 1
      ),
      (
        select edition_node.code
        from documents.edition_node
        join documents.edition as seen on seen.id = edition_node.edition_id
        where edition_node.node_id = change.node_id
          and seen.number <= edition.number
        order by seen.number desc
        limit 1
      )
    )
  `;
}
