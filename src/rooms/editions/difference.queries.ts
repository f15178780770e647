import type { EditionId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { Difference } from "./difference.rules.ts";

export type DifferenceFilter = {
  /** One passage or one element. */
  readonly objectId?: string | undefined;
  /** One change by its public number. */
  readonly number?: number | undefined;
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
};

/** Differences of an edition with the one before and the changes that account for them, in the order of the text. */
export async function listDifferences(
  sql: Db,
  editionId: EditionId,
  { objectId, number, limit, offset = 0 }: DifferenceFilter = {},
): Promise<readonly Difference[]> {
  return await sql<Difference[]>`
    with
    this as (select id, document_id, number from documents.edition where id = ${editionId}),
    earlier as (
      select previous.id
      from documents.edition as previous
      join this on this.document_id = previous.document_id
      where previous.number < this.number
      order by previous.number desc
      limit 1
    ),
    difference as materialized (select * from editions.difference(${editionId})),
    -- what the text says of an element besides its title
    fact as not materialized (
      select node.edition_id, node.node_id,
        jsonb_build_object(
          'code', node.code, 'type', node.type, 'parent', parent.code, 'carrier', node.carrier, 'status', node.status,
          'targets', coalesce(
            (
              select jsonb_agg(
                jsonb_build_object(
                  'value', trim_scale(figure.value)::text, 'unit', figure.unit, 'dueOn', figure.due_on,
                  'territoryCode', figure.territory_code
                )
                order by figure.position
              )
              from documents.edition_figure as figure
              where figure.edition_id = node.edition_id
                and figure.node_id = node.node_id
                and figure.kind = 'target'
            ),
            '[]'
          )
        ) as facts
      from documents.edition_node as node
      left join documents.edition_node as parent
        on parent.edition_id = node.edition_id
        and parent.node_id = node.parent_node_id
    ),
    change as materialized (select * from editions.change where edition_id = ${editionId}),
    pair as (
      select difference.kind, change.kind as change_kind, change.id as change_id, change.number, change.editorial_reason,
        coalesce(difference.passage_id, change.passage_id) as passage_id,
        coalesce(difference.node_id, change.node_id) as node_id,
        difference.before_text, difference.after_text
      from difference
      full join change
        on coalesce(change.passage_id, change.node_id) = coalesce(difference.passage_id, difference.node_id)
        and (change.passage_id is null) = (difference.passage_id is null)
    )
    select pair.kind, pair.change_kind as "changeKind", pair.change_id as "changeId", pair.number,
      pair.editorial_reason as "editorialReason", pair.passage_id as "passageId", passage.anchor, pair.node_id as "nodeId",
      coalesce(node_after.node_id, node_before.node_id) as "homeId",
      coalesce(node_after.title, node_before.title, '') as "homeTitle",
      coalesce(
        node_after.code || coalesce('.' || passage_after.position, ''),
        node_before.code || coalesce('.' || passage_before.position, ''),
        ''
      ) as code,
      node_before.code || coalesce('.' || passage_before.position, '') as "codeBefore",
      pair.before_text as before, pair.after_text as after,
      case when pair.node_id is not null then fact_before.facts end as "factsBefore",
      case when pair.node_id is not null then fact_after.facts end as "factsAfter",
      linked.code as "linkedCode", linked.anchor as "linkedAnchor",
      (
        select coalesce(
          jsonb_agg(
            jsonb_build_object(
              'id', decision.id, 'number', decision.number, 'verdict', decision.verdict, 'state', decision.state
            )
            order by decision.number
          ),
          '[]'
        )
        from editions.change_decision
        join decisions.decision on decision.id = change_decision.decision_id
        where change_decision.change_id = pair.change_id
      ) as decisions
    from pair
    left join documents.passage on passage.id = pair.passage_id
    left join documents.edition_passage as passage_after
      on passage_after.edition_id = ${editionId}
      and passage_after.passage_id = pair.passage_id
    left join documents.edition_passage as passage_before
      on passage_before.edition_id = (select id from earlier)
      and passage_before.passage_id = pair.passage_id
    left join documents.edition_node as node_after
      on node_after.edition_id = ${editionId}
      and node_after.node_id = coalesce(pair.node_id, passage_after.node_id)
    left join documents.edition_node as node_before
      on node_before.edition_id = (select id from earlier)
      and node_before.node_id = coalesce(pair.node_id, passage_before.node_id)
    left join fact as fact_after on fact_after.edition_id = ${editionId} and fact_after.node_id = pair.node_id
    left join fact as fact_before
      on fact_before.edition_id = (select id from earlier)
      and fact_before.node_id = pair.node_id
    left join lateral (
      -- where a split comes from, what a merge went into
      select origin.anchor, home.code || '.' || stood.position as code
      from documents.passage_lineage as link
      join documents.passage as origin
        on origin.id = case link.kind when 'split' then link.from_passage_id else link.to_passage_id end
      join documents.edition_passage as stood
        on stood.passage_id = origin.id
        and stood.edition_id = case link.kind when 'split' then (select id from earlier) else link.edition_id end
      join documents.edition_node as home on home.edition_id = stood.edition_id and home.node_id = stood.node_id
      where link.edition_id = ${editionId}
        and pair.passage_id = case link.kind when 'split' then link.to_passage_id else link.from_passage_id end
        and coalesce(pair.kind, pair.change_kind) in ('passage_split', 'passage_merged')
      union all
      select null, home.code
      from documents.lineage as link
      join documents.edition_node as home
        on home.node_id = case link.kind when 'split' then link.from_node_id else link.to_node_id end
        and home.edition_id = case link.kind when 'split' then (select id from earlier) else link.edition_id end
      where link.edition_id = ${editionId}
        and link.removed_at is null
        and pair.node_id = case link.kind when 'split' then link.to_node_id else link.from_node_id end
        and coalesce(pair.kind, pair.change_kind) in ('node_split', 'node_merged')
      limit 1
    ) as linked on true
    where (${objectId ?? null}::uuid is null or ${objectId ?? null}::uuid in (pair.passage_id, pair.node_id))
      and (${number ?? null}::bigint is null or pair.number = ${number ?? null}::bigint)
    order by coalesce(node_after.sort_key, node_before.sort_key), pair.passage_id is not null,
      coalesce(passage_after.position, passage_before.position), pair.number
    limit ${limit ?? null}
    offset ${offset}
  `;
}

export async function countChanges(sql: Db, editionId: EditionId): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*) as count
    from editions.change
    where edition_id = ${editionId}
  `;
  return row?.count ?? 0;
}

/** The edition a change belongs to, by its public number. */
export async function findEditionOfChange(sql: Db, number: number): Promise<EditionId | null> {
  const [row] = await sql<{ id: EditionId }[]>`
    select edition_id as id
    from editions.change
    where number = ${number}
  `;
  return row?.id ?? null;
}

/** Differences of all drafts that still forbid their publication. */
export async function countDraftProblems(sql: Db): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*) as count
    from documents.edition
    cross join lateral (
      select distinct coalesce(problems.passage_id, problems.node_id)
      from editions.problems(edition.id) as problems
    ) as problem
    where edition.state = 'draft'
  `;
  return row?.count ?? 0;
}
