-- Who on the team has read what, who is asked to read what, and the notes taken while reading.
create schema reading;

create table reading.mark (
  person_id uuid not null references accounts.person,
  contribution_id uuid not null references contributions.contribution,
  read_at timestamptz not null default now(),
  primary key (person_id, contribution_id)
);
comment on table reading.mark is 'Proof of reading: this person said "read" of this contribution, once. Append-only.';
create index mark_contribution on reading.mark (contribution_id);
select platform.make_append_only('reading.mark');

-- How many people have read each contribution stands in its line: coverage counts a hundred thousand of them at a time.
alter table corpus.line add column reader_count integer not null default 0 check (reader_count >= 0);
comment on column corpus.line.reader_count is 'People who said they read it: the rows of reading.mark.';

create function reading.count_readers() returns trigger language plpgsql as $$
begin
  -- whoever hides or publishes the contribution at this moment goes first, or waits
  perform from contributions.contribution where id in (select contribution_id from added) order by id for share;
  perform from corpus.line where contribution_id in (select contribution_id from added) order by contribution_id for no key update;
  update corpus.line
  set reader_count = (select count(*) from reading.mark where mark.contribution_id = line.contribution_id)
  where contribution_id in (select contribution_id from added);
  return null;
end
$$;
create trigger readers_are_counted after insert on reading.mark
referencing new table as added
for each statement execute function reading.count_readers();

create table reading.assignment (
  contribution_id uuid primary key references contributions.contribution,
  person_id uuid not null references accounts.person,
  made_by uuid references accounts.person,
  acting_role text not null,
  made_at timestamptz not null default now()
);
comment on table reading.assignment is 'Who is asked to read a contribution first: one person at a time. Others may read it too.';
create index assignment_person on reading.assignment (person_id, made_at);

create table reading.note (
  id uuid primary key default gen_random_uuid(),
  contribution_id uuid not null references contributions.contribution,
  person_id uuid not null references accounts.person on delete cascade,
  visibility text not null check (visibility in ('self', 'team')),
  words text not null check (btrim(words) <> '' and length(words) <= 4000),
  version integer not null default 1 check (version > 0),
  written_at timestamptz not null default now(),
  changed_at timestamptz
);
comment on table reading.note is 'What a reader notes for herself or for the team: never public, never exported; its writer changes and erases it, and it goes with her account.';
create index note_contribution on reading.note (contribution_id, written_at);
create index note_person on reading.note (person_id);
