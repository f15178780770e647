-- The revision of everything a visitor without a session can see. Cached pages carry the revision they were rendered at.
-- It is striped: a writer takes any free stripe and never waits for another writer; the sum only grows, and a reader that
-- starts after a commit always sees it.
create schema platform;

create table platform.revision (
  stripe integer generated always as identity primary key,
  value bigint not null default 0
) with (fillfactor = 50);
comment on table platform.revision is 'Striped counter: its sum changes with every committed write to a public table.';
insert into platform.revision (value)
select 0 from generate_series(1, 64);

create function platform.bump_revision() returns trigger language plpgsql as $$
begin
  -- once a transaction is enough; the setting is local, so a rolled back savepoint forgets it too
  if current_setting('jalon.bumped', true) = pg_current_xact_id()::text then
    return null;
  end if;
  update platform.revision
  set value = value + 1
  where stripe = (
    select stripe
    from platform.revision
    for update skip locked
    limit 1
  );
  if not found then
    insert into platform.revision (value) values (1);
  end if;
  perform set_config('jalon.bumped', pg_current_xact_id()::text, true);
  return null;
end
$$;
comment on function platform.bump_revision is 'Statement trigger of every public table: the next request of every process renders anew.';

create function platform.watch_public(watched regclass) returns void language plpgsql as $$
begin
  execute format(
    'create trigger bump_revision after insert or update or delete on %s for each statement execute function platform.bump_revision()',
    watched
  );
end
$$;

create function platform.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'append-only: % of %.% is refused', tg_op, tg_table_schema, tg_table_name using errcode = '23514';
end
$$;
comment on function platform.refuse_change is 'Trigger of append-only tables.';

create function platform.make_append_only(target regclass) returns void language plpgsql as $$
begin
  execute format(
    'create trigger append_only before update or delete on %s for each row execute function platform.refuse_change()', target
  );
  execute format(
    'create trigger append_only_truncate before truncate on %s for each statement execute function platform.refuse_change()', target
  );
end
$$;

create table platform.rate (
  key text not null,
  window_started_at timestamptz not null,
  count integer not null default 1 check (count > 0),
  primary key (key, window_started_at)
);
comment on table platform.rate is 'How often something was tried, by keyed hash of account or address prefix; old windows are purged.';

create table platform.setting (
  name text primary key,
  value text not null,
  set_at timestamptz not null default now()
);
comment on table platform.setting is 'Secrets and settings made once by the product itself, shared by all processes (never in the open data).';
