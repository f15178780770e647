-- Deciding on thousands at once, with a second reader, templates, a trace of what the group was chosen on, and revisions of a part.
alter table processes.process add column needs_second_reader boolean not null default false;
comment on column processes.process.needs_second_reader is 'A decision is published only after another person than its writer approved it.';

create table decisions.template (
  id uuid primary key default gen_random_uuid(),
  process_id uuid references processes.process,
  title text not null check (btrim(title) <> '' and length(title) <= 200),
  verdict text check (verdict in
    ('accepted', 'partly_accepted', 'already_covered', 'to_be_studied', 'declined', 'out_of_scope', 'other_body')),
  reason text not null check (length(reason) <= 10000),
  answer text not null check (length(answer) <= 10000),
  version integer not null default 1,
  made_by uuid not null references accounts.person,
  acting_role text not null,
  made_at timestamptz not null default now(),
  changed_by uuid references accounts.person,
  changed_at timestamptz,
  retired_at timestamptz,
  check (btrim(reason || answer) <> '')
);
comment on table decisions.template is 'Words to start a decision from, of one process or of all. {{…}} is filled in or stops the form.';

alter table decisions.decision
  add column review text not null default 'none' check (review in ('none', 'asked', 'approved', 'sent_back')),
  add column written_by uuid references accounts.person,
  add column revision_reason text check (btrim(revision_reason) <> '' and length(revision_reason) <= 10000),
  add column template_id uuid references decisions.template,
  add column discarded_at timestamptz,
  add column discarded_by uuid references accounts.person,
  add constraint discarded_is_a_draft check (discarded_at is null or state = 'draft');
comment on column decisions.decision.review is 'Of a draft: none, asked, approved, sent_back; what the last row of decisions.review says of the present version.';
comment on column decisions.decision.written_by is 'Who made the present version, of the words or of the list of contributions.';
create index decision_template on decisions.decision (template_id) where template_id is not null;
create index decision_replaces on decisions.decision (replaces) where replaces is not null;

create table decisions.batch (
  id uuid primary key,
  decision_id uuid not null references decisions.decision,
  words text not null check (length(words) <= 2000),
  query text not null default '' check (length(query) <= 2000),
  digest text,
  count integer not null check (count >= 0),
  made_by uuid references accounts.person,
  acting_role text not null,
  made_at timestamptz not null default now(),
  undone_at timestamptz,
  undone_by uuid references accounts.person,
  check ((undone_at is null) = (undone_by is null))
);
comment on table decisions.batch is 'Contributions that joined a draft by one act: what was asked, how many, who; undone as a whole.';
create index batch_decision on decisions.batch (decision_id, made_at);

alter table decisions.covering
  add column batch_id uuid references decisions.batch,
  add column ended_by uuid references decisions.decision,
  add column ended_at timestamptz,
  add constraint ended_is_not_in_force check ((ended_by is null) = (ended_at is null) and not (is_in_force and ended_by is not null));
comment on column decisions.covering.ended_by is 'The decision that took this contribution over, and when.';
create index covering_contribution on decisions.covering (contribution_id, made_at);
create index covering_batch on decisions.covering (batch_id) where batch_id is not null;

-- until now a replacement took everything at once, and its reason stood for the reason of replacing
set constraints all immediate;
alter table decisions.decision disable trigger decision_is_kept;
update decisions.decision
set revision_reason = reason
where replaces is not null;
alter table decisions.decision enable trigger decision_is_kept;
alter table decisions.decision
  add constraint revision_has_a_reason check ((replaces is null) = (revision_reason is null));
update decisions.covering
set ended_by = later.id,
  ended_at = later.published_at
from decisions.decision as later
where later.replaces = covering.decision_id
  and later.state <> 'draft';
set constraints all deferred;
drop index decisions.one_successor;

create table decisions.basis (
  id uuid primary key default gen_random_uuid(),
  decision_id uuid not null references decisions.decision,
  kind text not null check (kind in ('filter', 'theme', 'campaign', 'claim', 'amendment')),
  reference text not null default '' check (length(reference) <= 2000),
  words text not null check (length(words) <= 2000),
  count integer not null check (count >= 0),
  batch_id uuid references decisions.batch,
  made_by uuid references accounts.person,
  acting_role text not null,
  made_at timestamptz not null default now()
);
comment on table decisions.basis is 'On what the group of a decision was chosen: the words of a filter, a theme, a campaign, a claim, an amendment. Public.';
create index basis_decision on decisions.basis (decision_id);

create table decisions.decision_claim (
  decision_id uuid not null references decisions.decision,
  claim_id uuid not null references synthesis.claim,
  origin text not null check (origin in ('basis', 'person')),
  made_by uuid references accounts.person,
  acting_role text not null,
  made_at timestamptz not null default now(),
  removed_at timestamptz,
  removed_by uuid references accounts.person,
  primary key (decision_id, claim_id),
  check ((removed_at is null) = (removed_by is null))
);
comment on table decisions.decision_claim is 'The link claim to decision. In force while removed_at is null.';
create index decision_claim_claim on decisions.decision_claim (claim_id) where removed_at is null;

create table decisions.review (
  id uuid primary key default gen_random_uuid(),
  decision_id uuid not null references decisions.decision,
  version integer not null,
  act text not null check (act in ('asked', 'taken_back', 'approved', 'sent_back')),
  note text not null default '' check (length(note) <= 5000),
  made_by uuid not null references accounts.person,
  acting_role text not null,
  made_at timestamptz not null default clock_timestamp(),
  check (act <> 'sent_back' or btrim(note) <> '')
);
comment on table decisions.review is 'Append-only: a draft sent to a second reader, taken back, approved or sent back, each for the version that was read.';
create index review_decision on decisions.review (decision_id, made_at);
select platform.make_append_only('decisions.review');

select platform.watch_public('decisions.basis');
select platform.watch_public('decisions.decision_claim');
select platform.watch_public('decisions.review');

create function decisions.review_by_another() returns trigger language plpgsql as $$
declare
  draft decisions.decision;
begin
  select * into strict draft from decisions.decision where id = new.decision_id for no key update;
  if draft.state <> 'draft' or draft.discarded_at is not null then
    raise exception 'only a draft is reviewed' using errcode = '23514', constraint = 'review_of_a_draft';
  end if;
  if draft.version <> new.version then
    raise exception 'the draft has another version' using errcode = '23514', constraint = 'review_of_present_version';
  end if;
  if (new.act = 'asked' and draft.review in ('asked', 'approved'))
    or (new.act = 'taken_back' and draft.review not in ('asked', 'approved'))
    or (new.act in ('approved', 'sent_back') and draft.review <> 'asked') then
    raise exception 'not the turn of this act' using errcode = '23514', constraint = 'review_in_order';
  end if;
  if new.act in ('approved', 'sent_back') and new.made_by in (draft.decided_by, draft.written_by) then
    raise exception 'nobody reviews what they wrote' using errcode = '23514', constraint = 'review_by_another';
  end if;
  update decisions.decision
  set review = case new.act when 'taken_back' then 'none' else new.act end
  where id = new.decision_id;
  return new;
end
$$;
comment on function decisions.review_by_another is 'A review is for the present version, in order, and never by who wrote it.';
create trigger review_by_another before insert on decisions.review
for each row execute function decisions.review_by_another();

create or replace function decisions.keep_published() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.state <> 'draft' then
      raise exception 'a published decision stays' using errcode = '23514', constraint = 'decision_is_kept';
    end if;
    return old;
  end if;
  if old.state <> 'draft' and (
    to_jsonb(new) - 'state' is distinct from to_jsonb(old) - 'state'
    or (new.state <> old.state and (old.state, new.state) <> ('published', 'replaced'))
  ) then
    raise exception 'a published decision is replaced, not edited' using errcode = '23514', constraint = 'decision_is_kept';
  end if;
  if old.state = 'draft' and (new.verdict, new.reason, new.answer, new.addressed_to, new.revision_reason)
    is distinct from (old.verdict, old.reason, old.answer, old.addressed_to, old.revision_reason)
    and new.version = old.version then
    raise exception 'other words are another version' using errcode = '23514', constraint = 'words_have_a_version';
  end if;
  if old.state = 'draft' and new.version <> old.version then
    new.review := 'none';
  end if;
  if old.state = 'draft' and new.state <> 'draft' then
    perform decisions.check_reviewed(old);
  end if;
  return new;
end
$$;

create function decisions.check_reviewed(draft decisions.decision) returns void language plpgsql as $$
begin
  if draft.discarded_at is not null then
    raise exception 'a discarded draft is not published' using errcode = '23514', constraint = 'discarded_stays_a_draft';
  end if;
  if exists (select from processes.process where id = draft.process_id and needs_second_reader)
    and not (
      draft.review = 'approved'
      and exists (
        select
        from decisions.review
        where decision_id = draft.id
          and version = draft.version
          and act = 'approved'
          and made_by is distinct from draft.decided_by
          and made_by is distinct from draft.written_by
      )
    ) then
    raise exception 'a second person has not approved this version' using errcode = '23514', constraint = 'reviewed_before_publication';
  end if;
end
$$;

create function decisions.inserted_as_draft() returns trigger language plpgsql as $$
begin
  if new.state <> 'draft' then
    perform decisions.check_reviewed(new);
  end if;
  return new;
end
$$;
create trigger inserted_as_draft before insert on decisions.decision
for each row when (new.state <> 'draft')
execute function decisions.inserted_as_draft();

-- one look at the statement, not one at each of ten thousand rows
drop trigger covering_is_kept on decisions.covering;
drop function decisions.keep_published_covering();

create function decisions.covering_of_a_draft() returns trigger language plpgsql as $$
begin
  if exists (
    select
    from touched
    join decisions.decision on decision.id = touched.decision_id
    where decision.state <> 'draft'
  ) then
    raise exception 'a published decision keeps its contributions' using errcode = '23514', constraint = 'covering_is_kept';
  end if;
  if exists (
    select
    from touched
    join decisions.decision on decision.id = touched.decision_id
    where decision.review in ('asked', 'approved')
  ) then
    raise exception 'a draft under review keeps its contributions' using errcode = '23514', constraint = 'covering_under_review';
  end if;
  return null;
end
$$;
comment on function decisions.covering_of_a_draft is 'Contributions join or leave a decision only while it is a draft that nobody is reviewing.';
create trigger covering_joins_a_draft after insert on decisions.covering
referencing new table as touched
for each statement execute function decisions.covering_of_a_draft();
create trigger covering_leaves_a_draft after delete on decisions.covering
referencing old table as touched
for each statement execute function decisions.covering_of_a_draft();

create function decisions.keep_covering() returns trigger language plpgsql as $$
begin
  raise exception 'a covering is never moved, and ends once' using errcode = '23514', constraint = 'covering_is_kept';
end
$$;
create trigger covering_is_kept before update on decisions.covering
for each row when (
  (new.decision_id, new.contribution_id, new.made_at, new.made_by, new.batch_id)
    is distinct from (old.decision_id, old.contribution_id, old.made_at, old.made_by, old.batch_id)
  or (old.ended_by is not null and (new.ended_by, new.ended_at, new.is_in_force)
    is distinct from (old.ended_by, old.ended_at, old.is_in_force))
)
execute function decisions.keep_covering();

create or replace function decisions.force_follows_state() returns trigger language plpgsql as $$
begin
  if exists (
    select
    from decisions.covering
    join decisions.decision on decision.id = covering.decision_id
    where covering.decision_id = new.decision_id
      and covering.contribution_id = new.contribution_id
      and case
        when covering.is_in_force then decision.state = 'replaced' or decision.discarded_at is not null
        when decision.state = 'draft' then false
        else not exists (
          select
          from decisions.covering as next
          join decisions.decision as later on later.id = next.decision_id
          where next.decision_id = covering.ended_by
            and next.contribution_id = covering.contribution_id
            and later.replaces = covering.decision_id
            and later.state <> 'draft'
        )
      end
  ) then
    raise exception 'a published decision is in force until another takes the contribution over'
      using errcode = '23514', constraint = 'force_follows_state';
  end if;
  return null;
end
$$;

create trigger no_truncate before truncate on decisions.basis
for each statement execute function platform.refuse_change();
create trigger no_truncate before truncate on decisions.decision_claim
for each statement execute function platform.refuse_change();
create trigger no_truncate before truncate on decisions.batch
for each statement execute function platform.refuse_change();

create or replace view open_data.covering as
select
  process.slug as process,
  decision.number as decision,
  contribution.number as contribution,
  covering.is_in_force,
  covering.acting_role,
  covering.made_at,
  later.number as ended_by,
  covering.ended_at
from open_data.readable_process as process
join decisions.decision on decision.process_id = process.id
join decisions.covering on covering.decision_id = decision.id
join contributions.public_contribution as contribution on contribution.id = covering.contribution_id
left join decisions.decision as later on later.id = covering.ended_by
where decision.state <> 'draft';

create or replace view open_data.decisions as
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
  ) as contribution_count,
  decision.revision_reason,
  decision.review = 'approved' as is_reviewed,
  (
    select string_agg(basis.kind || ': ' || basis.words, E'\n' order by basis.made_at, basis.id)
    from decisions.basis
    left join decisions.batch on batch.id = basis.batch_id
    where basis.decision_id = decision.id
      and batch.undone_at is null
  ) as basis,
  (
    select string_agg(claim.number::text, ' ' order by claim.number)
    from decisions.decision_claim
    join synthesis.claim on claim.id = decision_claim.claim_id
    where decision_claim.decision_id = decision.id
      and decision_claim.removed_at is null
      and claim.state = 'published'
  ) as claims
from open_data.readable_process as process
join decisions.decision on decision.process_id = process.id
left join decisions.decision as replaced on replaced.id = decision.replaces
where decision.state <> 'draft';
