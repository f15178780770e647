import type { ProcessId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";

/** How far the reading is on one place of the text: how many people read each contribution about it. */
export type Coverage = {
  /** Null for what is about the whole text, or about a place that the latest edition no longer has. */
  readonly nodeCode: string | null;
  readonly nodeTitle: string | null;
  readonly level: number;
  readonly passageCode: string | null;
  readonly passageAnchor: string | null;
  readonly total: number;
  readonly byNobody: number;
  readonly byOne: number;
  readonly byTwo: number;
};

/**
 * Every element of the latest published edition with what is about it alone, its passages under it, then what is about the
 * whole text or about something that is gone. One query on the lines: nothing is counted beforehand but the readers.
 */
export async function listCoverage(db: Db, processId: ProcessId): Promise<readonly Coverage[]> {
  return await db<Coverage[]>`
    with edition as (
      select edition.id
      from processes.process
      join documents.edition on edition.document_id = process.document_id and edition.state = 'published'
      where process.id = ${processId}
      order by edition.number desc
      limit 1
    ),
    counted as (
      select line.node_id, line.passage_id, count(*) as total,
        count(*) filter (where line.reader_count = 0) as by_nobody,
        count(*) filter (where line.reader_count = 1) as by_one,
        count(*) filter (where line.reader_count >= 2) as by_two
      from corpus.line
      where line.process_id = ${processId}
      group by line.node_id, line.passage_id
    ),
    placed as (
      select
        case
          when here.passage_id is not null then here.node_id
          when counted.passage_id is null then node.node_id
        end as node_id,
        here.passage_id,
        sum(counted.total) as total, sum(counted.by_nobody) as by_nobody, sum(counted.by_one) as by_one,
        sum(counted.by_two) as by_two
      from counted
      left join documents.edition_passage as here
        on here.edition_id = (select id from edition) and here.passage_id = counted.passage_id
      left join documents.edition_node as node
        on node.edition_id = (select id from edition) and node.node_id = counted.node_id
      group by 1, 2
    ),
    place as (
      select node.node_id, null::uuid as passage_id, node.sort_key, 0 as position, node.code, node.title
      from documents.edition_node as node
      where node.edition_id = (select id from edition)
      union all
      select node.node_id, here.passage_id, node.sort_key, here.position, node.code, node.title
      from documents.edition_passage as here
      join documents.edition_node as node on node.edition_id = here.edition_id and node.node_id = here.node_id
      where here.edition_id = (select id from edition)
    )
    select place.code as "nodeCode", place.title as "nodeTitle",
      coalesce(array_length(string_to_array(place.sort_key, '.'), 1), 0) as level,
      case when place.passage_id is not null then place.code || '.' || place.position end as "passageCode",
      passage.anchor as "passageAnchor",
      coalesce(placed.total, 0)::int as total, coalesce(placed.by_nobody, 0)::int as "byNobody",
      coalesce(placed.by_one, 0)::int as "byOne", coalesce(placed.by_two, 0)::int as "byTwo"
    from place
    full join placed
      on placed.node_id = place.node_id and placed.passage_id is not distinct from place.passage_id
    left join documents.passage on passage.id = place.passage_id
    where placed.total is not null
      or place.position = 0
    order by place.sort_key nulls last, place.position
  `;
}
