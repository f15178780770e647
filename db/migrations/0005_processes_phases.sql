create schema processes;

create table processes.territory (
  code text primary key,
  kind text not null check (kind in ('nation', 'region', 'department')),
  name text not null,
  parent_code text references processes.territory,
  time_zone text not null default 'Europe/Paris',
  agency text
);
comment on table processes.territory is 'Nation FR, regions (INSEE codes prefixed R, such as R76), departments (31, 2A, 971).';

create table processes.actor_category (
  code text primary key,
  parent_code text references processes.actor_category,
  position integer not null,
  name_fr text not null,
  name_en text not null
);
comment on table processes.actor_category is 'Two-level editable list of who speaks.';

create table processes.process (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  title text not null check (btrim(title) <> ''),
  summary text not null,
  authority text not null,
  language text not null default 'fr',
  document_id uuid,
  follow_up text not null default '',
  is_demonstration boolean not null default false,
  created_at timestamptz not null default now()
);
comment on table processes.process is 'One co-construction. follow_up says what will be done with the contributions and by when.';

create table processes.circle (
  id uuid primary key default gen_random_uuid(),
  process_id uuid not null references processes.process,
  position integer not null check (position > 0),
  name text not null,
  name_en text not null,
  is_public boolean not null default false,
  unique (process_id, position)
);
comment on table processes.circle is 'Audiences in widening order; the public circle holds everybody.';
create unique index one_public_circle on processes.circle (process_id) where is_public;

create table processes.circle_member (
  circle_id uuid not null references processes.circle,
  person_id uuid not null references accounts.person on delete cascade,
  added_at timestamptz not null default now(),
  primary key (circle_id, person_id)
);
comment on table processes.circle_member is 'Who belongs to a circle that is not public.';

create table processes.phase (
  id uuid primary key default gen_random_uuid(),
  process_id uuid not null references processes.process,
  position integer not null check (position > 0),
  kind text not null check (kind in ('drafting', 'consultation', 'synthesis', 'publication', 'delivery')),
  title text not null,
  title_en text not null,
  planned_opens_at timestamptz not null,
  planned_closes_at timestamptz not null,
  opened_at timestamptz,
  closed_at timestamptz,
  answered_at timestamptz,
  unique (process_id, position),
  check (planned_closes_at > planned_opens_at),
  check (closed_at is null or closed_at >= coalesce(opened_at, planned_opens_at))
);
comment on table processes.phase is 'A dated step. Planned dates are kept; opened_at and closed_at are what really happened. answered_at: every contribution has its answer.';
create index phase_boundaries on processes.phase (process_id);

create table processes.phase_circle (
  phase_id uuid not null references processes.phase,
  circle_id uuid not null references processes.circle,
  may_read boolean not null default true,
  may_contribute boolean not null default false,
  may_vote boolean not null default false,
  primary key (phase_id, circle_id)
);
comment on table processes.phase_circle is 'What each circle may do in a phase.';

create function processes.phase_is_open(phase processes.phase, at timestamptz default now()) returns boolean
language sql stable as $$
  select at >= coalesce(phase.opened_at, phase.planned_opens_at)
    and at < coalesce(phase.closed_at, phase.planned_closes_at)
$$;
comment on function processes.phase_is_open is 'The only definition of open: by the clock of the database.';

select platform.watch_public('processes.territory');
select platform.watch_public('processes.actor_category');
select platform.watch_public('processes.process');
select platform.watch_public('processes.circle');
select platform.watch_public('processes.phase');
select platform.watch_public('processes.phase_circle');

create function platform.public_revision() returns text language sql stable as $$
  select concat_ws(
    '.',
    (select sum(value) from platform.revision),
    -- phases open and close by the clock, without a write
    (select count(*) filter (where planned_opens_at <= now()) + count(*) filter (where planned_closes_at <= now())
     from processes.phase),
    to_char(now() at time zone 'Europe/Paris', 'YYYYMMDD')
  )
$$;
comment on function platform.public_revision is 'Changes with every public write, with every phase that opens or closes, and each day (random orders are drawn per day).';
