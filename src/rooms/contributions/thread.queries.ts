import type { ContributionId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { ThreadLink } from "./thread.rules.ts";

/** Changes of the text shown on the page of a contribution; the page of the decision shows all. */
const CHANGES_SHOWN = 10;

/**
 * Everything public that a contribution is tied to, in the order of the thread: one query, one block a kind of link. The changes
 * of the words it was about come first; the elements and figures are those of the changes shown.
 */
export async function listLinks(db: Db, id: ContributionId): Promise<readonly ThreadLink[]> {
  return await db<ThreadLink[]>`
    with contribution as materialized (
      select * from contributions.public_contribution where id = ${id}
    ),
    decided as materialized (
      select decision.id, decision.number, decision.verdict, decision.published_at, covering.is_in_force
      from decisions.covering
      join decisions.decision on decision.id = covering.decision_id
      where covering.contribution_id = ${id}
        and decision.state <> 'draft'
        -- a kept draft of an earlier decision is none; a replaced one was in force once
        and decision.published_at is not null
    ),
    changed as materialized (
      select distinct on (change.number)
        change.number, change.kind, change.made_at, edition.id as edition_id, edition.number as edition, edition.label,
        edition.published_at, passage.anchor, node.node_id, node.code, node.title,
        change.passage_id is distinct from contribution.passage_id as is_elsewhere,
        node.node_id is distinct from contribution.node_id as is_further
      from decided
      cross join contribution
      join editions.change_decision on change_decision.decision_id = decided.id
      join editions.change on change.id = change_decision.change_id
      join documents.edition on edition.id = change.edition_id and edition.state = 'published'
      left join documents.passage on passage.id = change.passage_id
      left join documents.edition_passage as there
        on there.edition_id = change.edition_id and there.passage_id = change.passage_id
      left join documents.edition_node as node
        on node.edition_id = change.edition_id and node.node_id = coalesce(there.node_id, change.node_id)
      where decided.is_in_force
    ),
    shown as (
      select *
      from changed
      order by is_elsewhere, is_further, number
      limit ${CHANGES_SHOWN}
    ),
    link (place, kind, at, facts, rank) as (
      select 1, 'discussed', contribution.submitted_at, jsonb_build_object('number', subject.number), 1::bigint
      from contribution
      join contributions.public_contribution as subject on subject.id = contribution.about_contribution_id
      union all
      select 2, 'campaign', member.made_at,
        jsonb_build_object(
          'number', campaign.number, 'name', campaign.name,
          'count', (select count(*) from campaigns.public_member as other where other.campaign_id = campaign.id)
        ),
        campaign.number
      from campaigns.member
      join campaigns.campaign on campaign.id = member.campaign_id and campaign.state = 'confirmed'
      where member.contribution_id = ${id}
        and member.state = 'in'
      union all
      select 2, 'statement', statement.proposed_at,
        jsonb_build_object(
          'poll', poll.number, 'number', statement.number, 'text', statement.text, 'language', statement.language
        ),
        statement.number
      from polls.public_statement as statement
      join polls.poll on poll.id = statement.poll_id
      where statement.contribution_id = ${id}
        and statement.state = 'shown'
      union all
      select 3, 'theme', min(code.made_at), jsonb_build_object('code', code.theme_code, 'name', code.theme_name), 1
      from themes.checked_code as code
      join themes.standing on standing.theme_id = code.theme_id and standing.standing in ('counts', 'indicative')
      where code.contribution_id = ${id}
      group by code.theme_code, code.theme_name
      union all
      select 4, 'claim', source.made_at, jsonb_build_object('number', claim.number, 'text', published.text), published.position
      from synthesis.public_source as source
      join synthesis.publication on publication.id = source.publication_id
      join synthesis.published_claim as published
        on published.publication_id = source.publication_id and published.claim_id = source.claim_id
      join synthesis.claim on claim.id = source.claim_id
      where source.contribution_id = ${id}
        and publication.number = (
          select max(latest.number) from synthesis.publication as latest where latest.process_id = publication.process_id
        )
      union all
      select 5, 'decision', published_at,
        jsonb_build_object('number', number, 'verdict', verdict, 'isInForce', is_in_force), number
      from decided
      union all
      select 6, 'change', made_at,
        jsonb_build_object('number', number, 'kind', kind, 'nodeCode', code, 'anchor', anchor),
        row_number() over (order by is_elsewhere, is_further, number)
      from shown
      union all
      select 7, 'edition', published_at, jsonb_build_object('edition', edition, 'label', label), edition
      from shown
      group by edition, label, published_at
      union all
      select 8, 'objective', null, jsonb_build_object('edition', max(edition), 'code', code, 'title', max(title)), min(number)
      from shown
      where code is not null
      group by code
      union all
      select 9, 'measure', null,
        jsonb_build_object(
          'edition', shown.edition, 'code', shown.code, 'value', figure.value, 'unit', figure.unit, 'on', figure.measured_on
        ),
        min(figure.position)
      from shown
      join documents.edition_figure as figure
        on figure.edition_id = shown.edition_id and figure.node_id = shown.node_id and figure.kind = 'measure'
      group by shown.edition, shown.code, figure.value, figure.unit, figure.measured_on
    )
    select kind, at, facts
    from link
    order by place, rank, at
  `;
}
