create table moderation.flag (
  id uuid primary key default gen_random_uuid(),
  contribution_id uuid not null references contributions.contribution,
  kind text not null check (kind in ('personal_data', 'health', 'insult', 'near_duplicate', 'links')),
  explanation text not null,
  raised_at timestamptz not null default now(),
  unique (contribution_id, kind, explanation)
);
comment on table moderation.flag is 'Why a contribution deserves a look. Flags never decide; people do.';
create index flag_contribution on moderation.flag (contribution_id);

create table moderation.act (
  id uuid primary key default gen_random_uuid(),
  contribution_id uuid not null references contributions.contribution,
  verb text not null check (verb in ('publish', 'mask', 'ask_rephrase', 'hide', 'restore', 'unmask')),
  ground text check (ground in ('personal_data', 'health_data', 'insult', 'hatred', 'illegal', 'advertising', 'off_subject', 'repeated')),
  reason text,
  made_by uuid references accounts.person,
  acting_role text not null,
  made_at timestamptz not null default now(),
  check (verb not in ('hide', 'ask_rephrase', 'mask') or (ground is not null and btrim(reason) <> ''))
);
comment on table moderation.act is 'What a moderator did, with the ground of the charter and the reason sent to the author. Append-only.';
create index act_contribution on moderation.act (contribution_id, made_at);
select platform.make_append_only('moderation.act');
select platform.watch_public('moderation.act');

create table moderation.appeal (
  id uuid primary key default gen_random_uuid(),
  contribution_id uuid not null references contributions.contribution,
  act_id uuid not null unique references moderation.act,
  words text not null check (btrim(words) <> '' and length(words) <= 4000),
  made_at timestamptz not null default now(),
  outcome text check (outcome in ('upheld', 'overturned')),
  outcome_reason text,
  decided_by uuid references accounts.person,
  decided_at timestamptz,
  check ((outcome is null) = (decided_at is null)),
  check (outcome is null or btrim(outcome_reason) <> '')
);
comment on table moderation.appeal is 'An author contests an act; somebody other than its maker decides.';
create function moderation.other_person_decides() returns trigger language plpgsql as $$
begin
  if new.decided_by is not null
    and exists (select from moderation.act where act.id = new.act_id and act.made_by = new.decided_by) then
    raise exception 'an appeal is decided by another person' using errcode = '23514', constraint = 'appeal_by_another_person';
  end if;
  return new;
end
$$;
create trigger appeal_by_another_person before insert or update on moderation.appeal
for each row execute function moderation.other_person_decides();
select platform.watch_public('moderation.appeal');
