-- Commitments of votes, the lots that hold them in the log, and what closing a question publishes.
create schema ballots;

create table ballots.ballot (
  poll_id uuid not null references polls.poll,
  id bigint generated always as identity,
  commitment bytea not null check (octet_length(commitment) = 32),
  nonce bytea not null check (octet_length(nonce) = 32),
  voter_id uuid not null,
  statement_id uuid not null,
  r integer not null check (r >= 0),
  answer text check (answer in ('agree', 'disagree', 'pass')),
  replaces bytea check (octet_length(replaces) = 32),
  stored_at timestamptz not null,
  primary key (poll_id, id),
  constraint ballot_follows unique (voter_id, statement_id, r)
);
comment on table ballots.ballot is
  'One row for each commitment, written by the statement that stores the vote. voter and statement lead to the vote (no foreign key: a vote moves from a device to its account); r: 0, then 1 for each change; answer: null is a blank, a vote taken out of the counts. Writers of a question wait for each other, so that ids of one question are in the order of commits.';

create table ballots.lot (
  id uuid primary key default gen_random_uuid(),
  poll_id uuid not null references polls.poll,
  number integer not null check (number > 0),
  first_id bigint not null,
  last_id bigint not null,
  n integer not null check (n > 0),
  root bytea not null check (octet_length(root) = 32),
  commitments bytea not null check (octet_length(commitments) = 32 * n),
  sealed_at timestamptz not null default now(),
  unique (poll_id, number),
  check (first_id <= last_id)
);
comment on table ballots.lot is
  'Ballots of one question sealed together: those with an id from first_id to last_id. commitments: sorted by bytes, one after the other, as the tree of the lot holds them.';
select platform.make_append_only('ballots.lot');
select platform.watch_public('ballots.lot');

create table ballots.closing (
  poll_id uuid primary key references polls.poll,
  flushed_at timestamptz not null default now(),
  closed_at timestamptz,
  record text,
  voters integer check (voters >= 0),
  result text,
  are_opened boolean not null default false,
  check ((closed_at is null) = (record is null)),
  check ((closed_at is null) = (result is null)),
  check (not are_opened or voters >= 11)
);
comment on table ballots.closing is
  'The end of a question in the log: flushed, when its last lot is sealed; then, once that lot is in the tree, the closing record and the result file, whose digests are logged. are_opened: the openings of its ballots are public.';
select platform.watch_public('ballots.closing');

create table ballots.poll_key (
  poll_id uuid primary key references polls.poll on delete cascade,
  kind text not null check (kind in ('own', 'site')),
  digest bytea check (octet_length(digest) = 32),
  made_at timestamptz not null default now(),
  destroyed_at timestamptz,
  check ((kind = 'own') = (digest is not null)),
  check (destroyed_at is null or kind = 'own')
);
comment on table ballots.poll_key is
  'How tags of voters of a question are made: with a key of its own, in a file outside the database, destroyed 30 days after closing; or, for questions published before there were such keys, with one derived from the key of the site. digest: of the key, so that a folder that is not the shared one is noticed.';
insert into ballots.poll_key (poll_id, kind)
select id, 'site'
from polls.poll
where published_at is not null;

create function ballots.keep_ballot() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'a ballot is replaced by another, never deleted' using errcode = '23514', constraint = 'ballot_is_kept';
  end if;
  if (new.poll_id, new.id, new.commitment, new.nonce, new.statement_id, new.r, new.answer, new.replaces, new.stored_at)
    is distinct from
    (old.poll_id, old.id, old.commitment, old.nonce, old.statement_id, old.r, old.answer, old.replaces, old.stored_at)
  then
    raise exception 'a ballot is replaced by another, never changed' using errcode = '23514', constraint = 'ballot_is_kept';
  end if;
  return new;
end
$$;
create trigger ballot_is_kept before update or delete on ballots.ballot for each row execute function ballots.keep_ballot();
create trigger no_truncate before truncate on ballots.ballot for each statement execute function platform.refuse_change();

create function ballots.keep_closing() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.poll_id <> old.poll_id or new.flushed_at <> old.flushed_at or old.closed_at is not null then
    raise exception 'the closing of a question is written once' using errcode = '23514', constraint = 'closing_is_kept';
  end if;
  return new;
end
$$;
create trigger closing_is_kept before update or delete on ballots.closing for each row execute function ballots.keep_closing();
create trigger no_truncate before truncate on ballots.closing for each statement execute function platform.refuse_change();
