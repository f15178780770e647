create schema opinions;

create table opinions.run (
  id uuid primary key default gen_random_uuid(),
  poll_id uuid not null references polls.poll,
  number integer not null check (number > 0),
  kind text not null check (kind in ('live', 'daily', 'final')),
  computed_at timestamptz not null default now(),
  day date not null,
  input_hash text not null check (input_hash ~ '^[0-9a-f]{64}$'),
  votes integer not null check (votes >= 0),
  verified_voters integer not null check (verified_voters >= 0),
  guest_voters integer not null check (guest_voters >= 0),
  set_aside_voters integer not null default 0 check (set_aside_voters >= 0),
  placed integer not null check (placed >= 0),
  mode text not null,
  seed bigint not null,
  engine_version text not null,
  structure text check (structure in ('clear', 'weak', 'provisional')),
  k integer not null check (k >= 0),
  result jsonb not null,
  group_names jsonb not null default '{}',
  votes_file bytea not null,
  unique (poll_id, number)
);
comment on table opinions.run is
  'One published computation of the opinion groups of a question, with the votes it rests on (gzip of votes.csv under numbers drawn for this file), so that anyone can recompute it. live runs are replaced; daily and final ones are kept.';
create unique index run_day on opinions.run (poll_id, day) where kind = 'daily';
create unique index run_final on opinions.run (poll_id) where kind = 'final';

create table opinions.position (
  poll_id uuid not null,
  voter_id uuid not null references votes.voter,
  run_id uuid not null references opinions.run on delete cascade,
  group_name text,
  x real not null,
  y real not null,
  primary key (poll_id, voter_id)
);
comment on table opinions.position is 'Where the last run placed each voter: names of groups are carried from run to run with it. Shown to nobody but the person.';

create table opinions.group_name (
  poll_id uuid not null references polls.poll,
  name text not null check (name ~ '^[A-Z]{1,3}$'),
  first_run integer not null,
  last_run integer not null,
  primary key (poll_id, name)
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
