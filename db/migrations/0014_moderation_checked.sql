create table moderation.checked (
  contribution_id uuid primary key references contributions.contribution,
  version integer not null default 1,
  checked_at timestamptz not null default now()
);
comment on table moderation.checked is 'Contributions whose words were searched for flags, and up to which rewording.';
