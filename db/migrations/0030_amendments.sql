-- Amendments of one or several passages, what is said about them, which of them want different words in the same place, and what
-- of them entered the draft of an edition. The first passage of an amendment stays in the row of the contribution.
alter table contributions.contribution
  add column operation text not null default 'rewrite' check (operation in ('rewrite', 'remove', 'add')),
  add column part_count smallint not null default 1 check (part_count between 1 and 10),
  add column about_contribution_id uuid references contributions.contribution,
  add column stance text check (stance in ('for', 'against', 'nuance')),
  add constraint only_amendments_have_parts check (kind = 'amendment' or (operation = 'rewrite' and part_count = 1)),
  add constraint an_argument_takes_a_stance check ((about_contribution_id is not null) = (stance is not null)),
  add constraint an_argument_is_a_comment check (about_contribution_id is null or kind = 'comment');
comment on column contributions.contribution.operation is 'What an amendment does with its first passage: other words, away, or a new passage after it.';
comment on column contributions.contribution.part_count is 'Passages of the amendment, the first one included: given when it is sent, so that none is added later.';
comment on column contributions.contribution.about_contribution_id is 'The contribution that this one argues about: one level, never more.';

-- "proposed_text exists" now depends on what the amendment does
alter table contributions.contribution drop constraint contribution_check;
alter table contributions.contribution
  add constraint an_amendment_proposes check ((kind = 'amendment' and operation <> 'remove') = (proposed_text is not null));
create index contribution_about on contributions.contribution (about_contribution_id) where about_contribution_id is not null;

create table contributions.amended_passage (
  contribution_id uuid not null references contributions.contribution,
  position smallint not null check (position between 2 and 10),
  passage_id uuid not null references documents.passage,
  operation text not null default 'rewrite' check (operation in ('rewrite', 'remove', 'add')),
  about_text text not null,
  proposed_text text check (btrim(proposed_text) <> '' and length(proposed_text) <= 10000),
  primary key (contribution_id, position),
  check ((operation <> 'remove') = (proposed_text is not null))
);
comment on table contributions.amended_passage is 'The second and following passages of an amendment, as sent; the first is in contributions.contribution.';
create index amended_passage_passage on contributions.amended_passage (passage_id);

create table contributions.reworded_passage (
  contribution_id uuid not null,
  version integer not null,
  position smallint not null check (position between 2 and 10),
  proposed_text text not null check (btrim(proposed_text) <> '' and length(proposed_text) <= 10000),
  primary key (contribution_id, version, position),
  foreign key (contribution_id, version) references contributions.rewording (contribution_id, version),
  foreign key (contribution_id, position) references contributions.amended_passage (contribution_id, position)
);
comment on table contributions.reworded_passage is 'New words by the author for the second and following passages of an amendment.';

create table moderation.masked_passage (
  contribution_id uuid not null,
  version integer not null,
  position smallint not null check (position between 2 and 10),
  proposed_text text not null,
  primary key (contribution_id, version, position),
  foreign key (contribution_id, version) references moderation.mask (contribution_id, version),
  foreign key (contribution_id, position) references contributions.amended_passage (contribution_id, position)
);
comment on table moderation.masked_passage is 'The public words of the second and following passages of a masked amendment.';
select platform.make_append_only('moderation.masked_passage');

create function contributions.keep_part_words() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE'
    or to_jsonb(new) - 'proposed_text' is distinct from to_jsonb(old) - 'proposed_text'
    or not exists (select from contributions.contribution where id = old.contribution_id and state = 'erased') then
    raise exception 'the words of a contribution are never edited' using errcode = '23514', constraint = 'words_are_kept';
  end if;
  return new;
end
$$;
create trigger words_are_kept before update or delete on contributions.amended_passage
for each row execute function contributions.keep_part_words();
create trigger words_are_kept before update or delete on contributions.reworded_passage
for each row execute function contributions.keep_part_words();
create trigger no_truncate before truncate on contributions.amended_passage
for each statement execute function platform.refuse_change();
create trigger no_truncate before truncate on contributions.reworded_passage
for each statement execute function platform.refuse_change();

create function contributions.erase_parts() returns trigger language plpgsql as $$
begin
  update contributions.amended_passage
  set proposed_text = '…'
  where contribution_id = new.id
    and proposed_text is not null;
  update contributions.reworded_passage
  set proposed_text = '…'
  where contribution_id = new.id;
  return null;
end
$$;
comment on function contributions.erase_parts is 'Erasing a contribution erases what it proposed for each of its passages.';
create trigger erase_parts after update of state on contributions.contribution
for each row when (new.state = 'erased' and old.state <> 'erased')
execute function contributions.erase_parts();

create function contributions.parts_are_whole() returns trigger language plpgsql as $$
declare
  contribution_of constant uuid := case tg_table_name when 'contribution' then (to_jsonb(new) ->> 'id')::uuid else (to_jsonb(new) ->> 'contribution_id')::uuid end;
  amendment contributions.contribution%rowtype;
begin
  select * into amendment from contributions.contribution where id = contribution_of;
  if amendment.part_count <> 1 + (select count(*) from contributions.amended_passage as part where part.contribution_id = amendment.id) then
    raise exception 'an amendment has the passages it was sent with' using errcode = '23514', constraint = 'parts_are_whole';
  end if;
  if exists (
    select
    from (
      select amendment.passage_id
      union all
      select part.passage_id
      from contributions.amended_passage as part
      where part.contribution_id = amendment.id
    ) as part
    group by part.passage_id
    having count(*) > 1
  ) then
    raise exception 'an amendment names a passage once' using errcode = '23514', constraint = 'a_passage_once';
  end if;
  if exists (
    select
    from contributions.amended_passage as part
    left join documents.edition_passage as here
      on here.edition_id = amendment.edition_id and here.passage_id = part.passage_id
    where part.contribution_id = amendment.id
      and here.text is distinct from part.about_text
  ) then
    raise exception 'the passages of an amendment are those of its edition' using errcode = '23514', constraint = 'passages_of_one_edition';
  end if;
  return null;
end
$$;
create constraint trigger parts_are_whole after insert on contributions.contribution
deferrable initially deferred
for each row when (new.part_count > 1)
execute function contributions.parts_are_whole();
create constraint trigger parts_are_whole after insert on contributions.amended_passage
deferrable initially deferred
for each row execute function contributions.parts_are_whole();

create function contributions.one_level_of_discussion() returns trigger language plpgsql as $$
begin
  if not exists (
    select
    from contributions.contribution as subject
    where subject.id = new.about_contribution_id
      and subject.process_id = new.process_id
      and subject.about_contribution_id is null
  ) then
    raise exception 'one argues about a contribution of the same process that is no argument itself'
      using errcode = '23514', constraint = 'one_level_of_discussion';
  end if;
  return new;
end
$$;
create trigger one_level_of_discussion before insert on contributions.contribution
for each row when (new.about_contribution_id is not null)
execute function contributions.one_level_of_discussion();

alter table contributions.draft add column about_contribution_id uuid references contributions.contribution;

create or replace view contributions.public_contribution as
select
  contribution.id,
  contribution.number,
  contribution.process_id,
  contribution.phase_id,
  contribution.kind,
  contribution.edition_id,
  contribution.node_id,
  contribution.passage_id,
  contribution.about_text,
  contribution.title,
  coalesce(mask.body, wording.body, contribution.body) as body,
  coalesce(mask.proposed_text, wording.proposed_text, contribution.proposed_text) as proposed_text,
  mask.contribution_id is not null as is_masked,
  wording.contribution_id is not null as is_reworded,
  contribution.channel,
  contribution.channel_detail,
  contribution.territory_code,
  contribution.category_code,
  contribution.organisation,
  contribution.author_name,
  contribution.language,
  contribution.is_synthetic,
  contribution.submitted_at,
  contribution.published_at,
  contribution.operation,
  contribution.part_count,
  contribution.about_contribution_id,
  contribution.stance
from contributions.contribution
left join lateral (
  select rewording.contribution_id, rewording.body, rewording.proposed_text
  from contributions.rewording
  where rewording.contribution_id = contribution.id
  order by rewording.version desc
  limit 1
) as wording on true
left join lateral (
  select mask.contribution_id, mask.body, mask.proposed_text
  from moderation.mask
  where mask.contribution_id = contribution.id
    and mask.lifted_at is null
  order by mask.version desc
  limit 1
) as mask on true
where contribution.state = 'published';

create view contributions.public_amended_passage as
select
  contribution.id as contribution_id,
  1::smallint as position,
  contribution.number,
  contribution.process_id,
  contribution.edition_id,
  contribution.passage_id,
  contribution.operation,
  contribution.about_text,
  contribution.proposed_text
from contributions.public_contribution as contribution
where contribution.kind = 'amendment'
union all
select
  contribution.id,
  part.position,
  contribution.number,
  contribution.process_id,
  contribution.edition_id,
  part.passage_id,
  part.operation,
  part.about_text,
  coalesce(mask.proposed_text, wording.proposed_text, part.proposed_text)
from contributions.contribution
join contributions.amended_passage as part on part.contribution_id = contribution.id
left join lateral (
  select reworded_passage.proposed_text
  from contributions.reworded_passage
  where reworded_passage.contribution_id = part.contribution_id
    and reworded_passage.position = part.position
  order by reworded_passage.version desc
  limit 1
) as wording on true
left join lateral (
  -- the mask in force is one for the whole contribution: a part that it leaves alone keeps the words of its author
  select masked_passage.proposed_text
  from moderation.mask
  join moderation.masked_passage using (contribution_id, version)
  where mask.contribution_id = part.contribution_id
    and masked_passage.position = part.position
    and mask.lifted_at is null
    and mask.version = (
      select max(latest.version)
      from moderation.mask as latest
      where latest.contribution_id = part.contribution_id
        and latest.lifted_at is null
    )
) as mask on true
where contribution.state = 'published';
comment on view contributions.public_amended_passage is 'Every passage of every public amendment, the first included, with its public words; proposed_text is null for a removal.';

create view contributions.present_passage_words as
select
  contribution.id as contribution_id,
  1::smallint as position,
  contribution.passage_id,
  contribution.operation,
  contribution.about_text,
  present.proposed_text
from contributions.contribution
join contributions.present_words as present on present.contribution_id = contribution.id
where contribution.kind = 'amendment'
union all
select
  part.contribution_id,
  part.position,
  part.passage_id,
  part.operation,
  part.about_text,
  coalesce(wording.proposed_text, part.proposed_text)
from contributions.amended_passage as part
left join lateral (
  select reworded_passage.proposed_text
  from contributions.reworded_passage
  where reworded_passage.contribution_id = part.contribution_id
    and reworded_passage.position = part.position
  order by reworded_passage.version desc
  limit 1
) as wording on true;
comment on view contributions.present_passage_words is 'The last words of the author for each passage, masked or not: for its author and for moderators, never for the public.';

create schema amendments;

create table amendments.conflict (
  contribution_id uuid not null references contributions.contribution,
  position smallint not null,
  other_id uuid not null references contributions.contribution,
  other_position smallint not null,
  passage_id uuid not null references documents.passage,
  words text not null,
  found_at timestamptz not null default now(),
  primary key (contribution_id, position, other_id, other_position),
  check (contribution_id < other_id)
);
comment on table amendments.conflict is 'Two amendments that want different words in the same place of a passage; computed, and recomputed by doctor. words: those both change.';
create index conflict_other on amendments.conflict (other_id);
create index conflict_passage on amendments.conflict (passage_id);

create table amendments.to_compare (
  contribution_id uuid primary key references contributions.contribution,
  asked_at timestamptz not null default now()
);
comment on table amendments.to_compare is 'Amendments whose public words changed since they were last compared with the others; emptied by a job.';

create function amendments.ask_to_compare() returns trigger language plpgsql as $$
begin
  insert into amendments.to_compare (contribution_id)
  select contribution.id
  from contributions.contribution
  where contribution.id = (coalesce(to_jsonb(new) ->> 'contribution_id', to_jsonb(new) ->> 'id'))::uuid
    and contribution.kind = 'amendment'
  on conflict (contribution_id) do update set asked_at = now();
  return null;
end
$$;
create trigger ask_to_compare_new after insert on contributions.contribution
for each row when (new.kind = 'amendment' and new.state = 'published') execute function amendments.ask_to_compare();
create trigger ask_to_compare after update of state on contributions.contribution
for each row when (new.kind = 'amendment' and new.state <> old.state) execute function amendments.ask_to_compare();
create trigger ask_to_compare after insert or update on moderation.mask
for each row execute function amendments.ask_to_compare();

create table amendments.application (
  id uuid primary key default gen_random_uuid(),
  contribution_id uuid not null references contributions.contribution,
  position smallint not null check (position between 1 and 10),
  passage_id uuid not null references documents.passage,
  edition_id uuid not null references documents.edition,
  decision_id uuid not null references decisions.decision on delete cascade,
  outcome text not null check (outcome in ('applied', 'merged', 'in_part', 'declined')),
  before_text text,
  applied_text text,
  added_passage_id uuid references documents.passage,
  made_by uuid references accounts.person,
  acting_role text not null,
  made_at timestamptz not null default now(),
  undone_at timestamptz,
  undone_by uuid references accounts.person,
  check (outcome <> 'declined' or (applied_text is null and added_passage_id is null)),
  check ((undone_at is null) = (undone_by is null))
);
comment on table amendments.application is 'What became of a passage of an amendment in the draft of an edition, by which decision. before_text: the words of the draft then. applied_text null: declined, or removed.';
create unique index one_application on amendments.application (contribution_id, position, edition_id) where undone_at is null;
create index application_edition on amendments.application (edition_id);
create index application_decision on amendments.application (decision_id);
create index application_passage on amendments.application (passage_id);

create function amendments.keep_application() returns trigger language plpgsql as $$
begin
  if exists (
    select
    from documents.edition
    where id = case tg_op when 'INSERT' then new.edition_id else old.edition_id end
      and state = 'published'
  ) then
    raise exception 'what entered a published edition stays' using errcode = '23514', constraint = 'edition_is_immutable';
  end if;
  if tg_op = 'DELETE' and old.outcome <> 'declined' and old.undone_at is null then
    raise exception 'what was applied is undone first' using errcode = '23514', constraint = 'application_is_kept';
  end if;
  if tg_op = 'UPDATE' and (
    old.undone_at is not null
    or to_jsonb(new) - '{undone_at,undone_by}'::text[] is distinct from to_jsonb(old) - '{undone_at,undone_by}'::text[]
  ) then
    raise exception 'an application is undone, never rewritten' using errcode = '23514', constraint = 'application_is_kept';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;
create trigger application_is_kept before insert or update or delete on amendments.application
for each row execute function amendments.keep_application();
create trigger no_truncate before truncate on amendments.application
for each statement execute function platform.refuse_change();

select platform.watch_public('contributions.amended_passage');
select platform.watch_public('contributions.reworded_passage');
select platform.watch_public('moderation.masked_passage');
select platform.watch_public('amendments.conflict');
select platform.watch_public('amendments.application');

create view open_data.amended_passages as
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
  part.proposed_text
from open_data.readable_process as process
join contributions.public_amended_passage as part on part.process_id = process.id
join documents.edition on edition.id = part.edition_id
join documents.document on document.id = edition.document_id
join documents.passage on passage.id = part.passage_id
left join documents.edition_passage as here on here.edition_id = part.edition_id and here.passage_id = part.passage_id
left join documents.edition_node as node on node.edition_id = here.edition_id and node.node_id = here.node_id;

create view open_data.amendment_conflicts as
select
  process.slug as process,
  one.number as contribution,
  conflict.position::integer as position,
  other.number as other_contribution,
  conflict.other_position::integer as other_position,
  passage.anchor,
  conflict.words,
  conflict.found_at
from open_data.readable_process as process
join contributions.public_contribution as one on one.process_id = process.id
join amendments.conflict on conflict.contribution_id = one.id
join contributions.public_contribution as other on other.id = conflict.other_id
join documents.passage on passage.id = conflict.passage_id;

create view open_data.amendment_applications as
select
  published.process,
  amendment.number as contribution,
  application.position::integer as position,
  published.document,
  published.number as edition,
  passage.anchor,
  application.outcome,
  added.anchor as added_anchor,
  words.text as adopted_text,
  decision.number as decision,
  application.acting_role,
  application.made_at
from open_data.published_edition as published
join amendments.application on application.edition_id = published.id and application.undone_at is null
join contributions.public_contribution as amendment on amendment.id = application.contribution_id
join decisions.decision on decision.id = application.decision_id and decision.state <> 'draft'
join documents.passage on passage.id = application.passage_id
left join documents.passage as added on added.id = application.added_passage_id
left join documents.edition_passage as words
  on words.edition_id = published.id
  and words.passage_id = coalesce(application.added_passage_id, application.passage_id);
comment on view open_data.amendment_applications is 'What became of each passage of an amendment in a published edition; adopted_text: the words of that edition, null when it holds none.';

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
  contribution.stance
from open_data.readable_process as process
join contributions.public_contribution as contribution on contribution.process_id = process.id
join documents.edition on edition.id = contribution.edition_id
join documents.document on document.id = edition.document_id
left join documents.edition_node as node
  on node.edition_id = contribution.edition_id
  and node.node_id = contribution.node_id
left join documents.passage on passage.id = contribution.passage_id
left join contributions.public_contribution as subject on subject.id = contribution.about_contribution_id;

create function amendments.keep_covered() returns trigger language plpgsql as $$
begin
  -- what was declined waits for a decision again; what was taken into the draft is undone first
  delete from amendments.application
  where contribution_id = old.contribution_id
    and decision_id = old.decision_id
    and outcome = 'declined'
    and undone_at is null;
  if exists (
    select
    from amendments.application
    where contribution_id = old.contribution_id
      and decision_id = old.decision_id
      and undone_at is null
  ) then
    raise exception 'what was applied is undone first' using errcode = '23514', constraint = 'application_is_kept';
  end if;
  return old;
end
$$;
comment on function amendments.keep_covered is 'An amendment leaves a decision only once nothing of it stands in the draft by that decision.';
create trigger application_is_kept before delete on decisions.covering
for each row execute function amendments.keep_covered();
