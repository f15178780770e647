-- What it takes to make again, from the open data alone, the words that the log commits to: identities of contributions, editions,
-- elements and passages, which the leaves and their openings name already.
create or replace view open_data.documents as
select
  process.slug as process,
  document.slug as document,
  document.kind,
  document.title,
  document.language,
  document.id
from open_data.readable_process as process
join documents.document on document.id = process.document_id;

create or replace view open_data.contributions as
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
  (contribution.published_at at time zone 'Europe/Paris')::date as published_on,
  case when contribution.kind = 'amendment' then contribution.part_count end::integer as passage_count,
  subject.number as about_contribution,
  contribution.stance,
  contribution.id,
  contribution.edition_id,
  contribution.node_id,
  contribution.passage_id,
  contribution.about_contribution_id,
  case when contribution.kind = 'amendment' then contribution.operation end as operation
from open_data.readable_process as process
join contributions.public_contribution as contribution on contribution.process_id = process.id
join documents.edition on edition.id = contribution.edition_id
join documents.document on document.id = edition.document_id
left join documents.edition_node as node
  on node.edition_id = contribution.edition_id
  and node.node_id = contribution.node_id
left join documents.passage on passage.id = contribution.passage_id
left join contributions.public_contribution as subject on subject.id = contribution.about_contribution_id;

create or replace view open_data.amended_passages as
select
  process.slug as process,
  part.number as contribution,
  part.position::integer as position,
  document.slug as document,
  edition.number as edition,
  node.code as node_code,
  passage.anchor,
  part.operation,
  part.about_text,
  part.proposed_text,
  part.passage_id
from open_data.readable_process as process
join contributions.public_amended_passage as part on part.process_id = process.id
join documents.edition on edition.id = part.edition_id
join documents.document on document.id = edition.document_id
join documents.passage on passage.id = part.passage_id
left join documents.edition_passage as here on here.edition_id = part.edition_id and here.passage_id = part.passage_id
left join documents.edition_node as node on node.edition_id = here.edition_id and node.node_id = here.node_id;
