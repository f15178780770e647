create schema votes;

create table votes.setting_aside (
  id uuid primary key default gen_random_uuid(),
  poll_id uuid not null references polls.poll,
  number integer not null check (number > 0),
  pattern text not null check (pattern in ('alike', 'day')),
  about jsonb not null,
  verified integer not null check (verified >= 0),
  guests integer not null check (guests >= 0),
  reason text not null check (btrim(reason) <> '' and length(reason) <= 2000),
  made_by uuid references accounts.person,
  acting_role text not null,
  made_at timestamptz not null default now(),
  ended_at timestamptz,
  end_reason text check (btrim(end_reason) <> '' and length(end_reason) <= 2000),
  ended_by uuid references accounts.person,
  unique (poll_id, number),
  check (verified + guests > 0),
  check ((ended_at is null) = (end_reason is null))
);
comment on table votes.setting_aside is
  'A group of voters whose votes a person of the team took out of the counts, with a public reason; ended: put back, with a reason. about: how the group was found, never who. verified, guests: how many at that moment.';

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
  set_aside_id uuid references votes.setting_aside,
  taken_over_by uuid,
  unique (poll_id, tag),
  unique (poll_id, id),
  foreign key (poll_id, taken_over_by) references votes.voter (poll_id, id),
  check ((set_aside_at is null) = (set_aside_id is null)),
  check (taken_over_by is null or (not is_verified and taken_over_by <> id))
);
comment on table votes.voter is
  'One person, or one device of a guest, in one question. tag: keyed hash of the account or of the device token, other in each question. set aside: their votes are in no count and in no file, for a public reason. taken over: a device of an account that votes; it counts no more, and no guest votes from it.';
create index voter_set_aside on votes.voter (set_aside_id) where set_aside_id is not null;
create index voter_taken_over on votes.voter (taken_over_by) where taken_over_by is not null;

-- a vote names a statement of its own question: the key says it, not the program
create unique index statement_of_poll on polls.statement (poll_id, id);

create table votes.vote (
  poll_id uuid not null,
  voter_id uuid not null,
  statement_id uuid not null,
  value smallint not null check (value in (-1, 0, 1)),
  voted_at timestamptz not null default now(),
  changes integer not null default 0 check (changes >= 0),
  primary key (voter_id, statement_id),
  foreign key (poll_id, voter_id) references votes.voter (poll_id, id),
  foreign key (poll_id, statement_id) references polls.statement (poll_id, id)
);
comment on table votes.vote is 'The last vote of one voter on one statement: agree 1, pass 0, disagree -1. voted_at: of the last change.';
create index vote_poll on votes.vote (poll_id, voted_at);

create table votes.tally (
  poll_id uuid not null,
  statement_id uuid not null,
  agrees integer not null default 0 check (agrees >= 0),
  disagrees integer not null default 0 check (disagrees >= 0),
  passes integer not null default 0 check (passes >= 0),
  primary key (poll_id, statement_id),
  foreign key (poll_id, statement_id) references polls.statement (poll_id, id)
);
comment on table votes.tally is
  'Votes of each statement, without voters set aside: kept by triggers for the order of statements, recounted by the doctor, shown to nobody.';

create table votes.look (
  poll_id uuid primary key references polls.poll,
  looked_at timestamptz not null,
  is_last boolean not null
);
comment on table votes.look is
  'When votes alike were last looked for in a question; is_last: once it was closed, so that it is not done again.';

create table votes.signal (
  poll_id uuid not null references votes.look,
  key text not null check (key ~ '^[0-9a-f]{32}$'),
  voters uuid[] not null check (cardinality(voters) >= 11),
  statements integer[] not null check (cardinality(statements) >= 3),
  same_ballot integer not null check (same_ballot >= 0),
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at >= from_at),
  arrivals integer not null,
  alike integer not null check (alike >= 11),
  expected double precision not null check (expected >= 0),
  chance double precision not null check (chance between 0 and 1),
  primary key (poll_id, key),
  check (arrivals >= alike)
);
comment on table votes.signal is
  'Voters who began within a short time and voted alike on the same statements, as the last look found them: to be looked at, never a reason by itself. Private: it names voters. key: of these voters and statements, so that a signal that changed has another. arrivals, alike, expected: people who began in the busiest two hours, those of them who voted so, and how many one would expect; chance: of so many, times the ballots tried.';

create table votes.arrival (
  address_key text not null,
  hour timestamptz not null,
  guests integer not null default 0 check (guests >= 0),
  primary key (address_key, hour)
);
comment on table votes.arrival is
  'How many guests began to vote from one address prefix (keyed hash) in one hour, for the limit; tied to no voter, purged after two days.';

create function votes.lock_poll(poll uuid) returns void language sql as $$
  select pg_advisory_xact_lock(hashtextextended('votes.poll:' || poll::text, 0))
$$;
comment on function votes.lock_poll is
  'One writer of a question at a time: tallies, voters set aside and devices taken over never cross. Whoever reads votes for a result takes it too, and so waits for those being stored.';

create function votes.counts(voter votes.voter) returns boolean language sql immutable as $$
  select voter.set_aside_at is null and voter.taken_over_by is null
$$;
comment on function votes.counts is 'The only definition of a voter who counts.';

create function votes.tally_votes() returns trigger language plpgsql as $$
begin
  perform votes.lock_poll(poll_id) from (select distinct poll_id from after_votes order by poll_id) as touched;
  insert into votes.tally as tally (poll_id, statement_id, agrees, disagrees, passes)
  select vote.poll_id, vote.statement_id,
    count(*) filter (where value = 1), count(*) filter (where value = -1), count(*) filter (where value = 0)
  from after_votes as vote
  join votes.voter on voter.id = vote.voter_id
  where votes.counts(voter)
  group by vote.poll_id, vote.statement_id
  order by vote.poll_id, vote.statement_id
  on conflict (poll_id, statement_id) do update
  set agrees = tally.agrees + excluded.agrees,
    disagrees = tally.disagrees + excluded.disagrees,
    passes = tally.passes + excluded.passes;
  return null;
end
$$;

create function votes.untally_votes() returns trigger language plpgsql as $$
begin
  perform votes.lock_poll(poll_id) from (select distinct poll_id from before_votes order by poll_id) as touched;
  update votes.tally
  set agrees = tally.agrees - gone.agrees, disagrees = tally.disagrees - gone.disagrees, passes = tally.passes - gone.passes
  from (
    select vote.poll_id, vote.statement_id,
      count(*) filter (where value = 1) as agrees,
      count(*) filter (where value = -1) as disagrees,
      count(*) filter (where value = 0) as passes
    from before_votes as vote
    join votes.voter on voter.id = vote.voter_id
    where votes.counts(voter)
    group by vote.poll_id, vote.statement_id
  ) as gone
  where tally.poll_id = gone.poll_id
    and tally.statement_id = gone.statement_id;
  return null;
end
$$;

create function votes.retally_votes() returns trigger language plpgsql as $$
begin
  perform votes.lock_poll(poll_id) from (select distinct poll_id from after_votes order by poll_id) as touched;
  update votes.tally
  set agrees = tally.agrees + moved.agrees, disagrees = tally.disagrees + moved.disagrees, passes = tally.passes + moved.passes
  from (
    select vote.poll_id, vote.statement_id,
      sum(sign) filter (where value = 1) as agrees,
      sum(sign) filter (where value = -1) as disagrees,
      sum(sign) filter (where value = 0) as passes
    from (
      select poll_id, voter_id, statement_id, value, 1 as sign from after_votes
      union all
      select poll_id, voter_id, statement_id, value, -1 from before_votes
    ) as vote
    join votes.voter on voter.id = vote.voter_id
    where votes.counts(voter)
    group by vote.poll_id, vote.statement_id
  ) as sums
  cross join lateral (
    select coalesce(sums.agrees, 0) as agrees, coalesce(sums.disagrees, 0) as disagrees, coalesce(sums.passes, 0) as passes
  ) as moved
  where tally.poll_id = sums.poll_id
    and tally.statement_id = sums.statement_id;
  return null;
end
$$;

create trigger vote_is_tallied after insert on votes.vote referencing new table as after_votes
  for each statement execute function votes.tally_votes();
create trigger vote_is_untallied after delete on votes.vote referencing old table as before_votes
  for each statement execute function votes.untally_votes();
create trigger vote_is_retallied after update on votes.vote referencing old table as before_votes new table as after_votes
  for each statement execute function votes.retally_votes();

create function votes.tally_voters() returns trigger language plpgsql as $$
begin
  perform votes.lock_poll(poll_id) from (select distinct poll_id from after_voters order by poll_id) as touched;
  insert into votes.tally as tally (poll_id, statement_id, agrees, disagrees, passes)
  select distinct vote.poll_id, vote.statement_id, 0, 0, 0
  from after_voters as voter
  join votes.vote on vote.voter_id = voter.id
  join before_voters as former on former.id = voter.id
  where (voter.set_aside_at is null and voter.taken_over_by is null)
    and not (former.set_aside_at is null and former.taken_over_by is null)
  on conflict (poll_id, statement_id) do nothing;
  update votes.tally
  set agrees = tally.agrees + sums.agrees, disagrees = tally.disagrees + sums.disagrees, passes = tally.passes + sums.passes
  from (
    select vote.poll_id, vote.statement_id,
      coalesce(sum(sign) filter (where value = 1), 0) as agrees,
      coalesce(sum(sign) filter (where value = -1), 0) as disagrees,
      coalesce(sum(sign) filter (where value = 0), 0) as passes
    from (
      select voter.id,
        (voter.set_aside_at is null and voter.taken_over_by is null)::integer
          - (former.set_aside_at is null and former.taken_over_by is null)::integer as sign
      from after_voters as voter
      join before_voters as former on former.id = voter.id
    ) as turned
    join votes.vote on vote.voter_id = turned.id
    where turned.sign <> 0
    group by vote.poll_id, vote.statement_id
  ) as sums
  where tally.poll_id = sums.poll_id
    and tally.statement_id = sums.statement_id;
  return null;
end
$$;
create trigger voter_is_tallied after update on votes.voter referencing old table as before_voters new table as after_voters
  for each statement execute function votes.tally_voters();

select platform.watch_public('votes.setting_aside');
