-- The verifiable log: what waits to be logged, the tree, what was signed, what opens the commitments.

create function journal.leaf_time(official boolean) returns text language sql stable as $$
  select to_char(now() at time zone 'UTC', case when official then 'YYYY-MM-DD"T"HH24:MI:SS"Z"' else 'YYYY-MM-DD"T"HH24:MI"Z"' end)
$$;
comment on function journal.leaf_time is 'The time of a leaf: the clock of the database, truncated; official acts carry seconds.';

create table journal.queue (
  id bigint generated always as identity primary key,
  event_id uuid not null unique,
  data bytea not null check (octet_length(data) between 2 and 1024),
  at timestamptz not null default now()
);
comment on table journal.queue is 'Outbox: one row for each public act, written in the transaction of the act, deleted once the leaf is in the tree.';

create table journal.object (
  o uuid primary key,
  family text not null check (family ~ '^[a-z]+$'),
  r integer not null check (r between 1 and 1000000),
  hash bytea check (octet_length(hash) = 32),
  state text not null check (state ~ '^[a-z]+$'),
  is_detached boolean not null default false
);
comment on table journal.object is 'Where each object of the log stands once everything queued is logged: last revision, its commitment or digest, its state.';

create table journal.opening (
  o uuid not null,
  r integer not null check (r between 1 and 1000000),
  nonce bytea check (octet_length(nonce) = 32),
  content text,
  author_nonce bytea check (octet_length(author_nonce) = 32),
  author_label text,
  primary key (o, r),
  check ((nonce is null) = (content is null)),
  check ((author_nonce is null) = (author_label is null))
);
comment on table journal.opening is 'What opens the commitments of a revision; emptied by a detached name, deleted by an erasure, and by nothing else.';

create table journal.actor_opening (
  event_id uuid primary key,
  nonce bytea not null check (octet_length(nonce) = 32),
  content text not null
);
comment on table journal.actor_opening is 'What opens the commitment to the staff member who acted: for the auditor only, never published.';

create table journal.head (
  one integer primary key default 1 check (one = 1),
  origin text check (origin ~ '^[^[:space:]+]+/journal$'),
  size bigint not null check (size >= 0),
  root bytea not null check (octet_length(root) = 32)
);
comment on table journal.head is 'The head of the tree; its row lock is the mutex and the fence of the sequencer. The origin is fixed once.';
insert into journal.head (size, root) values (0, sha256(''));

create table journal.leaf (
  idx bigint primary key check (idx >= 0),
  event_id uuid not null unique,
  data bytea not null,
  leaf_hash bytea not null check (octet_length(leaf_hash) = 32),
  kind text not null,
  o uuid,
  r integer
);
comment on table journal.leaf is 'The leaves, append-only. kind, o and r are read from data, to find it.';
create index leaf_object on journal.leaf (o, idx);
create index leaf_kind on journal.leaf (kind, idx);
create index leaf_code on journal.leaf (substring(leaf_hash from 1 for 10));
select platform.make_append_only('journal.leaf');

create table journal.tile (
  level integer not null check (level between 0 and 63),
  n bigint not null check (n >= 0),
  width integer not null check (width between 1 and 256),
  hashes bytea not null check (octet_length(hashes) = 32 * width),
  primary key (level, n)
);
comment on table journal.tile is 'Hash tiles, widest version only.';

create table journal.checkpoint (
  size bigint primary key check (size >= 0),
  note text not null,
  at timestamptz not null default now()
);
comment on table journal.checkpoint is 'What was signed, with the lines of the log; append-only.';
select platform.make_append_only('journal.checkpoint');

create table journal.witness (
  vkey text primary key,
  size bigint not null default 0 check (size >= 0),
  seen_at timestamptz,
  failure text,
  failed_at timestamptz
);
comment on table journal.witness is 'The largest size each witness is known to have cosigned, and its last failure.';

create table journal.cosignature (
  size bigint not null references journal.checkpoint,
  vkey text not null references journal.witness,
  line text not null,
  at timestamptz not null default now(),
  primary key (size, vkey)
);
comment on table journal.cosignature is 'Verified lines of witnesses under a checkpoint: the latest of each.';

create table journal.refused (
  id bigint generated always as identity primary key,
  event_id uuid not null,
  data bytea not null,
  reason text not null,
  at timestamptz not null default now()
);
comment on table journal.refused is 'Rows of the queue whose bytes are no leaf: set aside with an alarm.';

create table journal.notice (
  digest bytea primary key check (digest = sha256(convert_to(text, 'UTF8'))),
  text text not null check (text <> ''),
  at timestamptz not null default now()
);
comment on table journal.notice is 'Public notices of incidents: the leaf of kind incident carries their digest.';
select platform.make_append_only('journal.notice');

create table journal.freeze (
  one integer primary key default 1 check (one = 1),
  reason text not null check (reason <> ''),
  since timestamptz not null default now()
);
comment on table journal.freeze is 'A row here: the log is frozen, acts are accepted and wait, nothing is signed.';
select platform.watch_public('journal.freeze');

create table journal.alarm (
  name text primary key check (name ~ '^[a-z-]+$'),
  count bigint not null check (count > 0),
  last_at timestamptz not null default now()
);
comment on table journal.alarm is 'How often something happened in the log that somebody must look at, and when last.';

create table journal.examination (
  one integer primary key default 1 check (one = 1),
  size bigint not null check (size >= 0),
  at timestamptz,
  claimed_at timestamptz not null
);
comment on table journal.examination is 'When the whole log was last recomputed without a difference, its size then, and when a night''s examination was last begun.';

create function journal.guard_head() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'journal.head is never deleted' using errcode = '23514';
  end if;
  if new.size < old.size or (new.size = old.size and new.root <> old.root) then
    raise exception 'journal.head: size % to % would fork the log', old.size, new.size using errcode = '23514';
  end if;
  if old.origin is not null and new.origin is distinct from old.origin then
    raise exception 'journal.head: the origin is fixed' using errcode = '23514';
  end if;
  return new;
end
$$;
create trigger guard before update or delete on journal.head for each row execute function journal.guard_head();
create trigger guard_truncate before truncate on journal.head for each statement execute function platform.refuse_change();

create function journal.guard_tile() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'journal.tile is never deleted' using errcode = '23514';
  end if;
  if new.level <> old.level or new.n <> old.n or new.width < old.width
    or substring(new.hashes from 1 for 32 * old.width) <> old.hashes then
    raise exception 'journal.tile (%, %): the hashes held are no prefix of the new ones', old.level, old.n using errcode = '23514';
  end if;
  return new;
end
$$;
create trigger guard before update or delete on journal.tile for each row execute function journal.guard_tile();
create trigger guard_truncate before truncate on journal.tile for each statement execute function platform.refuse_change();

create function journal.guard_opening() returns trigger language plpgsql as $$
begin
  if current_setting('jalon.erasing', true) is distinct from old.o::text then
    raise exception 'journal.opening: rows go only through journal.erase_openings or journal.detach_author' using errcode = '23514';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end
$$;
create trigger guard before update or delete on journal.opening for each row execute function journal.guard_opening();
create trigger guard_truncate before truncate on journal.opening for each statement execute function platform.refuse_change();

create function journal.erase_openings(object uuid) returns integer language plpgsql security definer set search_path = '' as $$
declare
  erased integer;
begin
  perform set_config('jalon.erasing', object::text, true);
  delete from journal.opening where o = object;
  get diagnostics erased = row_count;
  perform set_config('jalon.erasing', '', true);
  return erased;
end
$$;
comment on function journal.erase_openings is 'Deletes content and nonces of every revision of an object: its commitments become noise.';

create function journal.detach_author(object uuid) returns integer language plpgsql security definer set search_path = '' as $$
declare
  detached integer;
begin
  perform set_config('jalon.erasing', object::text, true);
  update journal.opening set author_nonce = null, author_label = null where o = object and author_nonce is not null;
  get diagnostics detached = row_count;
  perform set_config('jalon.erasing', '', true);
  return detached;
end
$$;
comment on function journal.detach_author is 'Deletes the label of the author and its nonce in every revision: ha becomes noise, the text stays verifiable.';
