create schema notices;

create table notices.mail (
  id uuid primary key default gen_random_uuid(),
  to_address text not null check (length(to_address) <= 254),
  subject text not null check (length(subject) between 1 and 200),
  text_body text not null,
  language text not null check (language in ('fr', 'en')),
  purpose text not null check (purpose in ('sign-in', 'receipt', 'moderation', 'appeal', 'answer', 'account')),
  subject_id uuid,
  dedupe_key text unique,
  created_at timestamptz not null default now(),
  send_after timestamptz not null default now(),
  tries integer not null default 0,
  sent_at timestamptz,
  failed_at timestamptz,
  last_error text
);
comment on table notices.mail is 'Outbox: written in the transaction of the act, sent by the worker, bodies purged 30 days after sending.';
create index mail_waiting on notices.mail (send_after) where sent_at is null and failed_at is null;
create index mail_created on notices.mail (created_at desc);
