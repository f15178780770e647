-- What happened in the public record, appended in the transaction of the act itself.
create schema journal;

create table journal.entry (
  id bigint generated always as identity primary key,
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$'),
  subject_id uuid not null,
  occurred_at timestamptz not null default now(),
  acting_role text not null check (acting_role <> ''),
  payload jsonb not null default '{}',
  digest text not null check (digest ~ '^[0-9a-f]{64}$')
);
comment on table journal.entry is 'Public acts (contribution.submitted, edition.published, ...). Payloads hold no personal data. Append-only.';
create index entry_subject on journal.entry (subject_id, id);
create index entry_kind on journal.entry (kind, id);
select platform.make_append_only('journal.entry');
select platform.watch_public('journal.entry');
