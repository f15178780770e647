-- Roles of an installation that gives each process only what it needs (docs/manual/en/signed-journal.md). Run it as the owner of the
-- database, who may create roles; run it again after each jalon migrate. The three are groups: give each process a user in one of them.
--
--   jalon_web        pages and acts: puts public acts into the outbox of the journal, and can neither order, sign nor change them
--   jalon_sequencer  the only one that writes the tree and what was signed; knows no person and no text
--   jalon_reader     serves the files of the journal, and reads nothing else
--
-- The worker and the commands keep the user that owns the database.
do $$
declare
  name text;
begin
  foreach name in array array['jalon_web', 'jalon_sequencer', 'jalon_reader'] loop
    if not exists (select from pg_roles where rolname = name) then
      execute format('create role %I nologin', name);
    end if;
  end loop;
end
$$;

-- What each had before, so that a grant removed here is removed there.
do $$
declare
  place text;
begin
  for place in
    select nspname from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'public', 'pgboss')
  loop
    execute format('revoke all on all tables in schema %I from jalon_web, jalon_sequencer, jalon_reader', place);
    execute format('revoke all on all sequences in schema %I from jalon_web, jalon_sequencer, jalon_reader', place);
    execute format('revoke all on schema %I from jalon_web, jalon_sequencer, jalon_reader', place);
    execute format('grant usage on schema %I to jalon_web', place);
    if place <> 'journal' then
      execute format('grant select, insert, update, delete on all tables in schema %I to jalon_web', place);
      execute format('grant usage on all sequences in schema %I to jalon_web', place);
    end if;
  end loop;
end
$$;

-- The web process: the outbox, and what opens the commitments. It reads the log, and cannot touch it.
grant select on all tables in schema journal to jalon_web;
revoke select on journal.actor_opening from jalon_web;
grant insert on journal.entry, journal.queue, journal.object, journal.opening, journal.actor_opening, journal.document to jalon_web;
grant update on journal.object to jalon_web;
revoke insert, update, delete on platform.migration from jalon_web;

-- Openings go by these two alone, which run as the owner.
revoke all on function journal.erase_openings(uuid), journal.detach_author(uuid) from public;
grant execute on function journal.erase_openings(uuid), journal.detach_author(uuid) to jalon_web;

-- The sequencer: the tree and what was signed. Rows of the outbox are only taken away; what is logged is never changed.
grant usage on schema journal, platform to jalon_sequencer;
grant select, delete, insert on journal.queue to jalon_sequencer;
grant select, insert, update on journal.object to jalon_sequencer;
grant select, update on journal.head to jalon_sequencer;
grant select, insert on journal.leaf, journal.checkpoint, journal.refused, journal.notice to jalon_sequencer;
grant select, insert, update on
  journal.tile, journal.witness, journal.cosignature, journal.alarm, journal.examination
to jalon_sequencer;
grant select, insert, delete on journal.freeze to jalon_sequencer;
-- frozen or not is shown on every page: the pages kept in memory are told
grant select, insert, update on platform.revision to jalon_sequencer;
grant select on platform.migration to jalon_sequencer;

-- Files of the journal, for a server beside the site.
grant usage on schema journal, platform to jalon_reader;
grant select on
  journal.head, journal.leaf, journal.tile, journal.checkpoint, journal.witness, journal.cosignature, journal.notice, journal.freeze
to jalon_reader;
grant select on platform.migration to jalon_reader;
