-- Files made of what is published (PDF, Word, OpenDocument), kept so that each is made once for everybody, on every process.
create schema office;

create table office.file (
  name text primary key check (name ~ '^/[a-z0-9./-]+$' and length(name) <= 300),
  content text not null check (content ~ '^[0-9a-f]{64}$'),
  media_type text not null,
  bytes bytea not null check (octet_length(bytes) > 0),
  made_at timestamptz not null default now()
);
comment on table office.file is 'A file as it is served, by its address; content is the digest of what it was made from: another digest, another file in its place.';
-- PDF and ZIP are compressed already
alter table office.file alter column bytes set storage external;
select platform.watch_public('office.file');
