create schema opinions;

create table opinions.run (
  id uuid primary key default gen_random_uuid(),
  poll_id uuid not null references polls.poll,
  number integer not null check (number > 0),
  kind text not null check (kind in ('live', 'daily', 'final')),
  computed_at timestamptz not null default now(),
  day date not null,
  input_hash text not null check (input_hash ~ '^[0-9a-f]{64}$'),
  result_hash text not null check (result_hash ~ '^[0-9a-f]{64}$'),
  statements integer not null check (statements >= 0),
  votes integer not null check (votes >= 0),
  verified_voters integer not null check (verified_voters >= 0),
  guest_voters integer not null check (guest_voters >= 0),
  set_aside_voters integer not null default 0 check (set_aside_voters >= 0),
  changed_voters integer not null check (changed_voters >= 0),
  placed integer not null check (placed >= 0),
  mode text not null check (mode in ('improved', 'polis')),
  seed bigint not null,
  engine_version text not null,
  structure text check (structure in ('clear', 'weak', 'provisional')),
  k integer not null check (k >= 0),
  is_whole boolean not null,
  summary jsonb not null,
  result_file bytea not null,
  votes_file bytea not null,
  unique (poll_id, number),
  check (verified_voters + guest_voters >= 11),
  check (placed <= verified_voters + guest_voters)
);
comment on table opinions.run is
  'One published computation of the opinion groups of a question. votes_file: gzip of votes.csv under numbers drawn for this run, so that anyone can recompute it; result_file: gzip of result.json; summary: what the pages show. is_whole: every group has eleven people or more, so that the groups of all are published. live runs are replaced; daily and final ones are kept.';
create unique index run_day on opinions.run (poll_id, day) where kind = 'daily';
create unique index run_final on opinions.run (poll_id) where kind = 'final';
create unique index run_live on opinions.run (poll_id) where kind = 'live';

create function opinions.keep_run() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.kind <> 'live' then
      raise exception 'a kept result is never deleted' using errcode = '23514', constraint = 'run_is_kept';
    end if;
    return old;
  end if;
  if old.kind <> 'live' or new.kind <> 'daily' or to_jsonb(new) - 'kind' <> to_jsonb(old) - 'kind' then
    raise exception 'a published result never changes' using errcode = '23514', constraint = 'run_is_kept';
  end if;
  return new;
end
$$;
create trigger run_is_kept before update or delete on opinions.run for each row execute function opinions.keep_run();

create table opinions.crossed (
  run_id uuid not null references opinions.run on delete cascade,
  dimension text not null check (dimension in ('territory', 'category', 'stage')),
  key text not null,
  statement integer not null,
  agrees integer not null check (agrees >= 0),
  disagrees integer not null check (disagrees >= 0),
  passes integer not null check (passes >= 0),
  shown smallint not null check (shown between 0 and 15),
  primary key (run_id, statement, dimension, key)
);
comment on table opinions.crossed is
  'Votes by territory, category and stage of those who gave them, counted with a run. key: '''' not said, ''~'' the lines of fewer than eleven people together. shown: which numbers may be printed, decided when the run was made (1 agrees, 2 disagrees, 4 passes, 8 their sum); none while the question is open.';
create index crossed_line on opinions.crossed (run_id, dimension, key, statement);

create function opinions.keep_crossed() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' or exists (select from opinions.run where id = old.run_id and kind = 'final') then
    raise exception 'counts of a published result never change' using errcode = '23514', constraint = 'crossed_is_kept';
  end if;
  return old;
end
$$;
create trigger crossed_is_kept before update or delete on opinions.crossed for each row execute function opinions.keep_crossed();

create view opinions.shown_count as
select crossed.run_id, crossed.dimension, crossed.key, crossed.statement,
  case when crossed.shown & 1 = 1 then crossed.agrees end as agrees,
  case when crossed.shown & 2 = 2 then crossed.disagrees end as disagrees,
  case when crossed.shown & 4 = 4 then crossed.passes end as passes,
  case when crossed.shown & 8 = 8 then crossed.agrees + crossed.disagrees + crossed.passes end as votes
from opinions.crossed;
comment on view opinions.shown_count is 'The crossed counts that anybody may read: the only source of public pages. Null is "not shown".';

create table opinions.position (
  poll_id uuid not null,
  voter_id uuid not null references votes.voter on delete cascade,
  run_id uuid not null references opinions.run on delete cascade,
  group_name text,
  x real not null,
  y real not null,
  votes_digest text not null,
  primary key (poll_id, voter_id)
);
comment on table opinions.position is
  'Where the last run placed each voter: names of groups are carried from run to run with it. votes_digest: whether their votes changed since. Shown to nobody but the person.';
create index position_run on opinions.position (run_id);

create table opinions.group_name (
  poll_id uuid not null references polls.poll,
  name text not null check (name ~ '^[A-Z]{1,3}$'),
  first_run integer not null,
  last_run integer not null,
  primary key (poll_id, name),
  check (last_run >= first_run)
);
comment on table opinions.group_name is 'Letters given to groups of a question: one that disappears is not given again.';

create table opinions.title (
  id bigint generated always as identity primary key,
  poll_id uuid not null references polls.poll,
  subject text not null check (subject ~ '^(group:[A-Z]{1,3}|axis:[12])$'),
  title text check (btrim(title) <> '' and length(title) <= 120),
  reason text not null check (btrim(reason) <> ''),
  made_by uuid references accounts.person,
  acting_role text not null,
  made_at timestamptz not null default now()
);
comment on table opinions.title is 'Titles that a person gave to a group or an axis, with the reason; the last one holds, a null title takes it back.';
create index title_poll on opinions.title (poll_id, subject, id);
select platform.make_append_only('opinions.title');

select platform.watch_public('opinions.run');
select platform.watch_public('opinions.title');
