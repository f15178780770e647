-- The published contributions as they are filtered, counted and searched: one narrow row each, and their public words as French
-- stems. Both follow the tables they come from in the same transaction; nothing else writes them.
create schema corpus;
create extension if not exists unaccent with schema corpus;

-- The extension may have been there before, in another schema.
do $$
declare
  home name;
begin
  select nspname into strict home
  from pg_ts_template
  join pg_namespace on pg_namespace.oid = tmplnamespace
  where tmplname = 'unaccent'
  limit 1;
  execute format('create text search dictionary corpus.without_accents (template = %I.unaccent, rules = %L)', home, 'unaccent');
  execute format(
    'create function corpus.unaccented(typed text) returns text language sql immutable strict parallel safe as %L',
    format('select %I.unaccent(%L::regdictionary, typed)', home, 'corpus.without_accents')
  );
end
$$;
comment on function corpus.unaccented is 'é is e, œ is oe, whatever the locale of the database.';
comment on text search dictionary corpus.without_accents is 'é is e, œ is oe: passes each word on to the next dictionary.';

create text search dictionary corpus.french_stem (template = snowball, language = french);
comment on text search dictionary corpus.french_stem is 'French stems without a list of stop words: "pas de fermeture" keeps its negation.';

create text search configuration corpus.french (copy = pg_catalog.simple);
alter text search configuration corpus.french
  alter mapping for asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part, hword_numpart
  with corpus.without_accents, corpus.french_stem;

create function corpus.plain(typed text) returns text language sql immutable parallel safe as $$
  select regexp_replace(
    regexp_replace(
      regexp_replace(
        lower(
          corpus.unaccented(
            regexp_replace(normalize(coalesce(typed, ''), nfkc), '[\u00ad\u200b-\u200d\u2060\ufeff]+', '', 'g')
          )
        ),
        '[^[:alnum:]]+', ' ', 'g'
      ),
      'ees?\M', 'e', 'g'
    ),
    'iere(s?)\M', 'ier\1', 'g'
  )
$$;
comment on function corpus.plain is
  'Words between single spaces, however they were typed: compatibility forms composed, invisible characters dropped, accents dropped, apostrophes, hyphens and slashes cut; the two feminine endings whose stem would hang on their accent.';

create function corpus.vector_of(title text, body text, proposed text) returns tsvector language sql immutable parallel safe as $$
  select to_tsvector('corpus.french'::regconfig, corpus.plain(concat_ws(' ', title, body, proposed)))
$$;
comment on function corpus.vector_of is 'What the words of a contribution are found by.';

create function corpus.query_of(wanted text[], refused text[]) returns tsquery language plpgsql immutable parallel safe as $$
declare
  words text;
  part tsquery;
  whole tsquery;
begin
  foreach words in array wanted loop
    continue when btrim(corpus.plain(words)) = '';
    part := phraseto_tsquery('corpus.french'::regconfig, corpus.plain(words));
    whole := coalesce(whole && part, part);
  end loop;
  foreach words in array refused loop
    continue when btrim(corpus.plain(words)) = '';
    part := !! phraseto_tsquery('corpus.french'::regconfig, corpus.plain(words));
    whole := coalesce(whole && part, part);
  end loop;
  return whole;
end
$$;
comment on function corpus.query_of is 'All of these words or phrases and none of those; null, which finds nothing, when no letter or digit is asked for.';

create table corpus.line (
  contribution_id uuid primary key references contributions.contribution,
  number bigint not null unique,
  process_id uuid not null,
  kind text not null,
  channel text not null,
  territory_code text,
  category_code text,
  node_id uuid,
  passage_id uuid,
  language text not null,
  submitted_at timestamptz not null,
  published_at timestamptz not null
);
comment on table corpus.line is 'A published contribution, as lists filter and count it. node_id: its own element, or that of its passage in the edition it was written on.';
create index line_process on corpus.line (process_id, number);
create index line_sent on corpus.line (process_id, submitted_at, number);
create index line_node on corpus.line (node_id) where node_id is not null;
create index line_passage on corpus.line (passage_id) where passage_id is not null;

create table corpus.words (
  contribution_id uuid primary key references corpus.line on delete cascade,
  words tsvector not null
);
comment on table corpus.words is 'What a published contribution is found by: its public words, masks and new wordings applied.';
create index words_found on corpus.words using gin (words) with (gin_pending_list_limit = 256);

create view corpus.public_words as
select
  contribution.id as contribution_id,
  corpus.vector_of(contribution.title, contribution.body, contribution.proposed_text) as words
from contributions.public_contribution as contribution;
comment on view corpus.public_words is 'What corpus.words holds, made anew from the public words.';

create function corpus.write_lines(touched uuid[]) returns void language sql as $$
  with line as (
    insert into corpus.line (
      contribution_id, number, process_id, kind, channel, territory_code, category_code, node_id, passage_id, language,
      submitted_at, published_at
    )
    select
      contribution.id, contribution.number, contribution.process_id, contribution.kind, contribution.channel,
      contribution.territory_code, contribution.category_code, coalesce(contribution.node_id, here.node_id),
      contribution.passage_id, contribution.language, contribution.submitted_at, contribution.published_at
    from contributions.public_contribution as contribution
    left join documents.edition_passage as here
      on here.edition_id = contribution.edition_id
      and here.passage_id = contribution.passage_id
    where contribution.id = any (touched)
    on conflict (contribution_id) do update set published_at = excluded.published_at
    returning contribution_id
  )
  insert into corpus.words (contribution_id, words)
  select public_words.contribution_id, public_words.words
  from corpus.public_words
  join line on line.contribution_id = public_words.contribution_id
  on conflict (contribution_id) do update set words = excluded.words
$$;
comment on function corpus.write_lines is 'Lines and words of those of these contributions that are published.';

create function corpus.follow_insert() returns trigger language plpgsql as $$
declare
  published uuid[] := (select array_agg(id) from added where state = 'published');
begin
  if published is not null then
    perform corpus.write_lines(published);
  end if;
  return null;
end
$$;
-- one call for a whole import; a contribution that is sent is not published yet and costs nothing more
create trigger corpus_follows_insert after insert on contributions.contribution
referencing new table as added
for each statement execute function corpus.follow_insert();

create function corpus.follow_state() returns trigger language plpgsql as $$
begin
  if new.state = 'published' then
    perform corpus.write_lines(array[new.id]);
  else
    delete from corpus.line where contribution_id = new.id;
  end if;
  return null;
end
$$;
create trigger corpus_follows_state after update of state, published_at on contributions.contribution
for each row when (
  (old.state is distinct from new.state or old.published_at is distinct from new.published_at)
  and (old.state = 'published' or new.state = 'published')
)
execute function corpus.follow_state();

create function corpus.follow_words() returns trigger language plpgsql as $$
begin
  -- whoever publishes it at this moment goes first, or waits: no mask is missed by the words
  perform from contributions.contribution where id = new.contribution_id for no key update;
  perform corpus.write_lines(array[new.contribution_id]);
  return null;
end
$$;
create trigger corpus_follows_rewording after insert on contributions.rewording
for each row execute function corpus.follow_words();
create trigger corpus_follows_mask after insert or update on moderation.mask
for each row execute function corpus.follow_words();

select corpus.write_lines(array(select id from contributions.contribution where state = 'published'));

-- The words as typed are no longer searched: what the public does not see is in no index.
create or replace function contributions.keep_words() returns trigger language plpgsql as $$
declare
  -- what may change: the state; the account, which can be deleted
  movable constant text[] := array['state', 'published_at', 'person_id'];
  is_erasure constant boolean := new.state = 'erased' and old.state <> 'erased';
begin
  if new.number <> old.number or new.id <> old.id
    or (not is_erasure and to_jsonb(new) - movable is distinct from to_jsonb(old) - movable) then
    raise exception 'the words of a contribution are never edited' using errcode = '23514', constraint = 'words_are_kept';
  end if;
  return new;
end
$$;
drop index contributions.contribution_search;
alter table contributions.contribution drop column search;
-- what is not public is the smaller part: counts of everything public leave it out
create index contribution_unseen on contributions.contribution (id) where state <> 'published';
