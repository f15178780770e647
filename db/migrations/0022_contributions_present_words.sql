create view contributions.present_words as
select
  contribution.id as contribution_id,
  coalesce(wording.version, 1) as version,
  coalesce(wording.body, contribution.body) as body,
  coalesce(wording.proposed_text, contribution.proposed_text) as proposed_text,
  coalesce(wording.made_at, contribution.submitted_at) as written_at
from contributions.contribution
left join lateral (
  select rewording.version, rewording.body, rewording.proposed_text, rewording.made_at
  from contributions.rewording
  where rewording.contribution_id = contribution.id
  order by rewording.version desc
  limit 1
) as wording on true;
comment on view contributions.present_words is 'The last words of the author, masked or not: for its author and for moderators, never for the public.';
