-- Public documents whose digest is logged: the rules of a process, what is decided and answered, the list of what was taken over.
create table journal.document (
  d bytea primary key check (octet_length(d) = 32),
  content text not null check (sha256(convert_to(content, 'UTF8')) = d),
  process_id uuid not null,
  at timestamptz not null default now()
);
comment on table journal.document is 'The exact text whose SHA-256 a leaf carries as d, served as it is to whoever may read the process. Editions are not here: they are made again from their rows.';
select platform.make_append_only('journal.document');

create table processes.logged_rules (
  process_id uuid primary key references processes.process,
  d bytea not null check (octet_length(d) = 32),
  at timestamptz not null default now()
);
comment on table processes.logged_rules is 'The digest of the public rules of each process as they were last logged (config.changed).';

create function processes.utc(moment timestamptz) returns text language sql stable parallel safe as $$
  select to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
$$;
comment on function processes.utc is 'A moment as public documents write it.';
