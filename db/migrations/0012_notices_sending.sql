alter table notices.mail
  add column claimed_at timestamptz,
  add column captured_at timestamptz,
  add check (sent_at is null or failed_at is null),
  add check (sent_at is null or captured_at is null);
comment on column notices.mail.claimed_at is 'A worker is sending it since then; after ten minutes it is taken for dead and the mail waits again.';
comment on column notices.mail.captured_at is 'Kept here and never sent: there was no SMTP_URL when its turn came.';
drop index notices.mail_waiting;
create index mail_waiting on notices.mail (send_after) where sent_at is null and failed_at is null and captured_at is null;
create index mail_sent on notices.mail (sent_at) where sent_at is not null;
