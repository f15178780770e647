-- What anybody may take away: public columns only. No person, e-mail, receipt, draft, or displayed name of an author; times of
-- submission are cut to the day. The columns of each view begin with what orders its rows.
create schema open_data;

create view open_data.readable_process as
select process.id, process.slug, process.document_id
from processes.process
where not exists (
    select
    from processes.phase_circle
    join processes.phase on phase.id = phase_circle.phase_id
    where phase.process_id = process.id
  )
  or exists (
    select
    from processes.phase
    join processes.phase_circle on phase_circle.phase_id = phase.id
    join processes.circle on circle.id = phase_circle.circle_id
    where phase.process_id = process.id
      and phase_circle.may_read
      and circle.is_public
      and now() >= coalesce(phase.opened_at, phase.planned_opens_at)
  );
comment on view open_data.readable_process is 'Processes that the public circle may read by now; the other views show nothing else.';

create view open_data.documents as
select process.slug as process, document.slug as document, document.kind, document.title, document.language
from open_data.readable_process as process
join documents.document on document.id = process.document_id;

create view open_data.published_edition as
select process.id as process_id, process.slug as process, document.slug as document, edition.id, edition.number
from open_data.readable_process as process
join documents.document on document.id = process.document_id
join documents.edition on edition.document_id = document.id
where edition.state = 'published';
comment on view open_data.published_edition is 'Where the views about texts start from: drafts are never in the open data.';

create view open_data.editions as
select
  published.process,
  published.document,
  published.number as edition,
  edition.label,
  edition.title,
  edition.subtitle,
  edition.note,
  edition.published_on,
  edition.published_at,
  edition.hash
from open_data.published_edition as published
join documents.edition on edition.id = published.id;

create view open_data.nodes as
select
  published.process,
  published.document,
  published.number as edition,
  node.sort_key as tree_order,
  node.code,
  parent.code as parent_code,
  node.node_id as node,
  node.type,
  node.title,
  node.carrier,
  node.status,
  node.source
from open_data.published_edition as published
join documents.edition_node as node on node.edition_id = published.id
left join documents.edition_node as parent
  on parent.edition_id = node.edition_id
  and parent.node_id = node.parent_node_id;

create view open_data.passages as
select
  published.process,
  published.document,
  published.number as edition,
  node.sort_key as tree_order,
  words.position,
  passage.anchor,
  node.code as node_code,
  words.text
from open_data.published_edition as published
join documents.edition_passage as words on words.edition_id = published.id
join documents.passage on passage.id = words.passage_id
join documents.edition_node as node
  on node.edition_id = words.edition_id
  and node.node_id = words.node_id;

create view open_data.contributions as
select
  process.slug as process,
  contribution.number,
  contribution.kind,
  document.slug as document,
  edition.number as edition,
  node.code as node_code,
  passage.anchor,
  contribution.about_text,
  contribution.title,
  contribution.body,
  contribution.proposed_text,
  contribution.is_masked,
  contribution.is_reworded,
  contribution.is_synthetic,
  contribution.channel,
  contribution.channel_detail,
  contribution.territory_code,
  contribution.category_code,
  contribution.organisation,
  contribution.language,
  (contribution.submitted_at at time zone 'Europe/Paris')::date as submitted_on,
  (contribution.published_at at time zone 'Europe/Paris')::date as published_on
from open_data.readable_process as process
join contributions.public_contribution as contribution on contribution.process_id = process.id
join documents.edition on edition.id = contribution.edition_id
join documents.document on document.id = edition.document_id
left join documents.edition_node as node
  on node.edition_id = contribution.edition_id
  and node.node_id = contribution.node_id
left join documents.passage on passage.id = contribution.passage_id;

create view open_data.supports as
select
  process.slug as process,
  contribution.number as contribution,
  count(*) filter (where support.value = 'for') as for_count,
  count(*) filter (where support.value = 'against') as against_count,
  count(*) filter (where support.value = 'neutral') as neutral_count
from open_data.readable_process as process
join contributions.public_contribution as contribution on contribution.process_id = process.id
join contributions.support on support.contribution_id = contribution.id
group by process.slug, contribution.number;

create view open_data.covering as
select
  process.slug as process,
  decision.number as decision,
  contribution.number as contribution,
  covering.is_in_force,
  covering.acting_role,
  covering.made_at
from open_data.readable_process as process
join decisions.decision on decision.process_id = process.id
join decisions.covering on covering.decision_id = decision.id
join contributions.public_contribution as contribution on contribution.id = covering.contribution_id
where decision.state <> 'draft';

create view open_data.decisions as
select
  process.slug as process,
  decision.number,
  decision.verdict,
  decision.state,
  replaced.number as replaces,
  decision.reason,
  decision.answer,
  decision.addressed_to,
  decision.acting_role,
  decision.decided_at,
  decision.published_at,
  (
    select count(*)
    from decisions.covering
    join contributions.public_contribution as contribution on contribution.id = covering.contribution_id
    where covering.decision_id = decision.id
      and covering.is_in_force
  ) as contribution_count
from open_data.readable_process as process
join decisions.decision on decision.process_id = process.id
left join decisions.decision as replaced on replaced.id = decision.replaces
where decision.state <> 'draft';

create view open_data.changes as
select
  published.process,
  published.document,
  published.number as edition,
  change.number,
  change.kind,
  passage.anchor,
  coalesce(here.code, there.code) as node_code,
  difference.before_text,
  difference.after_text,
  change.editorial_reason,
  change.acting_role,
  change.made_at
from open_data.published_edition as published
join editions.change on change.edition_id = published.id
left join editions.difference(published.id) as difference
  on difference.kind = change.kind
  and difference.passage_id is not distinct from change.passage_id
  and difference.node_id is not distinct from change.node_id
left join documents.passage on passage.id = change.passage_id
left join documents.edition_passage as words
  on words.edition_id = published.id
  and words.passage_id = change.passage_id
left join documents.edition_node as here
  on here.edition_id = published.id
  and here.node_id = coalesce(change.node_id, words.node_id)
left join lateral (
  -- what was removed has its last code in the edition before
  select node.code
  from documents.edition
  join documents.edition_node as node on node.edition_id = edition.id
  left join documents.edition_passage as old on old.edition_id = edition.id and old.passage_id = change.passage_id
  where edition.document_id = (select document_id from documents.edition where id = published.id)
    and edition.number < published.number
    and node.node_id = coalesce(change.node_id, old.node_id)
  order by edition.number desc
  limit 1
) as there on true;

create view open_data.change_decisions as
select
  published.process,
  published.document,
  published.number as edition,
  change.number as change,
  decision.number as decision,
  link.acting_role,
  link.made_at
from open_data.published_edition as published
join editions.change on change.edition_id = published.id
join editions.change_decision as link on link.change_id = change.id
join decisions.decision on decision.id = link.decision_id;

create view open_data.links as
select
  process,
  'contribution_decision' as link,
  contribution as from_number,
  decision as to_number,
  null::text as document,
  null::integer as edition,
  acting_role,
  made_at
from open_data.covering
where is_in_force
union all
select process, 'decision_change', decision, change, document, edition, acting_role, made_at
from open_data.change_decisions
union all
select process, 'change_edition', number, edition, document, edition, acting_role, made_at
from open_data.changes;

create view open_data.moderation as
select process.slug as process, counted.dimension, counted.value, counted.count
from open_data.readable_process as process
cross join lateral (
  select 'act' as dimension, act.verb as value, count(*) as count
  from moderation.act
  join contributions.contribution on contribution.id = act.contribution_id
  where contribution.process_id = process.id
  group by act.verb
  union all
  select 'ground', act.ground, count(*)
  from moderation.act
  join contributions.contribution on contribution.id = act.contribution_id
  where contribution.process_id = process.id
    and act.ground is not null
  group by act.ground
  union all
  select 'appeal', coalesce(appeal.outcome, 'waiting'), count(*)
  from moderation.appeal
  join contributions.contribution on contribution.id = appeal.contribution_id
  where contribution.process_id = process.id
  group by coalesce(appeal.outcome, 'waiting')
) as counted;
