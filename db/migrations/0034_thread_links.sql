-- The thread as one relation: every public link from a contribution to a measure, each with the date and the role of its own
-- making. A question about one end (from_kind and from_id, or to_kind and to_id) reads the indexes of the tables below.
create schema thread;

create function thread.figure_id(edition uuid, node uuid, kind text, place integer) returns uuid language sql immutable as $$
  select md5(edition::text || node::text || kind || place::text)::uuid
$$;
comment on function thread.figure_id is 'A figure of an edition has no id of its own; this one is the same each time.';

create view thread.link as
-- contribution to theme: only themes whose coding was signed
select
  contribution.process_id,
  'contribution' as from_kind,
  code.contribution_id as from_id,
  'theme' as to_kind,
  code.theme_id as to_id,
  min(code.made_at) as made_at,
  (array_agg(code.acting_role order by code.made_at))[1] as acting_role
from themes.code
join contributions.contribution on contribution.id = code.contribution_id and contribution.state = 'published'
join themes.standing on standing.theme_id = code.theme_id and standing.standing in ('counts', 'indicative')
where code.removed_at is null
group by contribution.process_id, code.contribution_id, code.theme_id
union all
-- contribution to claim, as published
select
  contribution.process_id,
  'contribution',
  source.contribution_id,
  'claim',
  source.claim_id,
  min(attachment.made_at),
  (array_agg(attachment.acting_role order by attachment.made_at))[1]
from synthesis.published_source as source
join synthesis.claim_contribution as attachment on attachment.id = source.attachment_id
join contributions.contribution on contribution.id = source.contribution_id and contribution.state = 'published'
group by contribution.process_id, source.contribution_id, source.claim_id
union all
-- theme to claim: the claim was written under it
select
  claim.process_id,
  'theme',
  published.theme_id,
  'claim',
  published.claim_id,
  min(version.made_at),
  (array_agg(version.acting_role order by version.made_at))[1]
from synthesis.published_claim as published
join synthesis.claim on claim.id = published.claim_id
join synthesis.claim_version as version
  on version.claim_id = published.claim_id
  and version.version = published.claim_version
join themes.standing on standing.theme_id = published.theme_id and standing.standing in ('counts', 'indicative')
group by claim.process_id, published.theme_id, published.claim_id
union all
select
  decision.process_id,
  'claim',
  link.claim_id,
  'decision',
  link.decision_id,
  link.made_at,
  link.acting_role
from decisions.decision_claim as link
join decisions.decision on decision.id = link.decision_id and decision.published_at is not null
where link.removed_at is null
  and exists (select from synthesis.published_claim where published_claim.claim_id = link.claim_id)
union all
select
  decision.process_id,
  'contribution',
  covering.contribution_id,
  'decision',
  covering.decision_id,
  covering.made_at,
  covering.acting_role
from decisions.covering
join decisions.decision on decision.id = covering.decision_id and decision.published_at is not null
join contributions.contribution on contribution.id = covering.contribution_id and contribution.state = 'published'
union all
select
  decision.process_id,
  'decision',
  link.decision_id,
  'change',
  link.change_id,
  link.made_at,
  link.acting_role
from editions.change_decision as link
join decisions.decision on decision.id = link.decision_id and decision.published_at is not null
join editions.change on change.id = link.change_id
join documents.edition on edition.id = change.edition_id and edition.state = 'published'
union all
select
  process.id,
  'change',
  change.id,
  'edition',
  change.edition_id,
  change.made_at,
  change.acting_role
from editions.change
join documents.edition on edition.id = change.edition_id and edition.state = 'published'
left join processes.process on process.document_id = edition.document_id
union all
-- change to the part of the text where it stands, or stood
select
  process.id,
  'change',
  change.id,
  'node',
  coalesce(change.node_id, here.node_id, before.node_id),
  change.made_at,
  change.acting_role
from editions.change
join documents.edition on edition.id = change.edition_id and edition.state = 'published'
left join processes.process on process.document_id = edition.document_id
left join documents.edition_passage as here
  on here.edition_id = change.edition_id
  and here.passage_id = change.passage_id
left join lateral (
  select words.node_id
  from documents.edition_passage as words
  join documents.edition as earlier on earlier.id = words.edition_id
  where words.passage_id = change.passage_id
    and earlier.number < edition.number
  order by earlier.number desc
  limit 1
) as before on here.node_id is null
where coalesce(change.node_id, here.node_id, before.node_id) is not null
union all
-- the edition in force to its highest parts
select
  process.id,
  'edition',
  node.edition_id,
  'node',
  node.node_id,
  edition.published_at,
  coalesce(
    (select entry.acting_role from journal.entry where entry.subject_id = edition.id and entry.kind = 'edition.published' limit 1),
    'editor'
  )
from documents.edition_node as node
join documents.edition on edition.id = node.edition_id and edition.state = 'published'
left join processes.process on process.document_id = edition.document_id
where node.parent_node_id is null
  and not exists (
    select
    from documents.edition as later
    where later.document_id = edition.document_id
      and later.state = 'published'
      and later.number > edition.number
  )
union all
-- part to the parts under it: from the first edition that put it there
select
  process.id,
  'node',
  node.parent_node_id,
  'node',
  node.node_id,
  min(edition.published_at),
  'editor'
from documents.edition_node as node
join documents.edition on edition.id = node.edition_id and edition.state = 'published'
left join processes.process on process.document_id = edition.document_id
where node.parent_node_id is not null
group by process.id, node.parent_node_id, node.node_id
union all
-- what a part became in a later text or edition
select
  process.id,
  'node',
  lineage.from_node_id,
  'node',
  lineage.to_node_id,
  lineage.made_at,
  lineage.acting_role
from documents.lineage
join documents.node on node.id = lineage.from_node_id
left join processes.process on process.document_id = node.document_id
left join documents.edition on edition.id = lineage.edition_id
where lineage.removed_at is null
  and lineage.to_node_id is not null
  and (lineage.edition_id is null or edition.state = 'published')
union all
-- part to the targets and measures that the edition in force states for it
select
  process.id,
  'node',
  figure.node_id,
  'measure',
  thread.figure_id(figure.edition_id, figure.node_id, figure.kind, figure.position),
  edition.published_at,
  'editor'
from documents.edition_figure as figure
join documents.edition on edition.id = figure.edition_id and edition.state = 'published'
left join processes.process on process.document_id = edition.document_id
where not exists (
    select
    from documents.edition as later
    where later.document_id = edition.document_id
      and later.state = 'published'
      and later.number > edition.number
  );
comment on view thread.link is 'Every public link of the thread, one row each: what leads to what, when that was made and under which role.';

create function thread.public_name(kind text, id uuid) returns text language sql stable as $$
  select case kind
    when 'contribution' then (select number::text from contributions.contribution where contribution.id = public_name.id)
    when 'theme' then (select code from themes.theme where theme.id = public_name.id)
    when 'claim' then (select number::text from synthesis.claim where claim.id = public_name.id)
    when 'decision' then (select number::text from decisions.decision where decision.id = public_name.id)
    when 'change' then (select number::text from editions.change where change.id = public_name.id)
    when 'edition' then (
      select document.slug || '/' || edition.number
      from documents.edition
      join documents.document on document.id = edition.document_id
      where edition.id = public_name.id
    )
    when 'node' then (
      select document.slug || '/' || node.code
      from documents.edition_node as node
      join documents.edition on edition.id = node.edition_id and edition.state = 'published'
      join documents.document on document.id = edition.document_id
      where node.node_id = public_name.id
      order by edition.number desc
      limit 1
    )
    when 'measure' then (
      select document.slug || '/' || node.code || '/' || figure.kind || '/' || figure.position
      from documents.edition_figure as figure
      join documents.edition on edition.id = figure.edition_id and edition.state = 'published'
      join documents.document on document.id = edition.document_id
      join documents.edition_node as node on node.edition_id = figure.edition_id and node.node_id = figure.node_id
      where thread.figure_id(figure.edition_id, figure.node_id, figure.kind, figure.position) = public_name.id
    )
  end
$$;
comment on function thread.public_name is 'The number, code or place by which the other files of the open data name it.';

drop view open_data.links;
create view open_data.thread as
select
  process.slug as process,
  link.from_kind,
  thread.public_name(link.from_kind, link.from_id) as from_name,
  link.to_kind,
  thread.public_name(link.to_kind, link.to_id) as to_name,
  link.made_at,
  link.acting_role
from open_data.readable_process as process
join thread.link on link.process_id = process.id;
