import type { ContributionId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { HistoryEvent, ThreadDecision } from "./public-contribution.rules.ts";

/** Changes shown on the page of a contribution; the page of the decision shows all. */
const CHANGES_SHOWN = 10;

/**
 * The published decision in force on a contribution, with what it changed in published editions: first the changes of
 * the words the contribution was about.
 */
export async function findThread(db: Db, id: ContributionId): Promise<ThreadDecision | null> {
  const [row] = await db<ThreadDecision[]>`
    select
      decision.number,
      decision.verdict,
      decision.reason,
      decision.answer,
      decision.addressed_to as "addressedTo",
      decision.published_at as "publishedAt",
      (select count(*) from decisions.covering as other where other.decision_id = decision.id and other.is_in_force) as covered,
      coalesce(caused.count, 0) as "changeCount",
      coalesce(caused.changes, '[]') as changes
    from decisions.covering
    join decisions.decision on decision.id = covering.decision_id and decision.state = 'published'
    join contributions.public_contribution as contribution on contribution.id = covering.contribution_id
    left join lateral (
      select
        count(*) as count,
        jsonb_agg(shown.facts order by shown.place) filter (where shown.place <= ${CHANGES_SHOWN}) as changes
      from (
        select
          jsonb_build_object(
            'number', change.number, 'kind', change.kind, 'edition', edition.number, 'editionLabel', edition.label,
            'publishedAt', edition.published_at, 'anchor', passage.anchor, 'nodeCode', node.code, 'nodeTitle', node.title
          ) as facts,
          row_number() over (
            order by
              change.passage_id is distinct from contribution.passage_id,
              coalesce(there.node_id, change.node_id) is distinct from contribution.node_id,
              change.number
          ) as place
        from editions.change_decision
        join editions.change on change.id = change_decision.change_id
        join documents.edition on edition.id = change.edition_id and edition.state = 'published'
        left join documents.passage on passage.id = change.passage_id
        left join documents.edition_passage as there
          on there.edition_id = change.edition_id and there.passage_id = change.passage_id
        left join documents.edition_node as node
          on node.edition_id = change.edition_id and node.node_id = coalesce(there.node_id, change.node_id)
        where change_decision.decision_id = decision.id
      ) as shown
    ) as caused on true
    where covering.contribution_id = ${id}
      and covering.is_in_force
  `;
  return row ?? null;
}

/** What happened to a contribution, in order. Reasons given to the author stay between them and the team. */
export async function listHistory(db: Db, id: ContributionId): Promise<readonly HistoryEvent[]> {
  return await db<HistoryEvent[]>`
    select submitted_at as at, 'submitted' as what, null as ground
    from contributions.public_contribution
    where id = ${id}
    union all
    select made_at, verb, ground
    from moderation.act
    where contribution_id = ${id}
    union all
    select made_at, 'reworded', null
    from contributions.rewording
    where contribution_id = ${id}
    union all
    select decision.published_at, 'decided', null
    from decisions.covering
    join decisions.decision on decision.id = covering.decision_id
    where covering.contribution_id = ${id}
      and decision.state <> 'draft'
    order by at
  `;
}
