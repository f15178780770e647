create schema votes;

create table votes.voter (
  id uuid primary key default gen_random_uuid(),
  poll_id uuid not null references polls.poll,
  tag bytea not null check (length(tag) = 32),
  is_verified boolean not null,
  territory_code text references processes.territory,
  category_code text references processes.actor_category,
  stage_id uuid references polls.stage,
  began_on date not null default current_date,
  set_aside_at timestamptz,
  set_aside_reason text check (btrim(set_aside_reason) <> ''),
  unique (poll_id, tag),
  unique (poll_id, id),
  check ((set_aside_at is null) = (set_aside_reason is null))
);
comment on table votes.voter is
  'One person, or one device of a guest, in one question. tag: keyed hash of the account or of the device token, other in each question. set aside: their votes are in no count and in no file, for a public reason.';

create table votes.vote (
  poll_id uuid not null,
  voter_id uuid not null,
  statement_id uuid not null references polls.statement,
  value smallint not null check (value in (-1, 0, 1)),
  voted_at timestamptz not null default now(),
  changes integer not null default 0 check (changes >= 0),
  primary key (voter_id, statement_id),
  foreign key (poll_id, voter_id) references votes.voter (poll_id, id)
);
comment on table votes.vote is 'The last vote of one voter on one statement: agree 1, pass 0, disagree -1. voted_at: of the last change.';
create index vote_poll on votes.vote (poll_id, statement_id);
