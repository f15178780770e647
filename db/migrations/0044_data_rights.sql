-- What people may ask about their data, and what an erasure takes: the row of an erased contribution stays (number, dates, state),
-- none of its words, names or openings does, anywhere. Whoever sets the state to erased sets all of it off.
create schema data_rights;

create function data_rights.closed_bases() returns text[] language sql immutable parallel safe as $$
  select array['rgpd-17', 'rgpd-21', 'rgpd-9', 'court', 'law', 'retention']
$$;
comment on function data_rights.closed_bases is 'The legal bases of an erasure, as the log writes them.';

alter table contributions.contribution
  add column erased_at timestamptz,
  add column erasure_basis text check (erasure_basis = any (data_rights.closed_bases())),
  add column detached_at timestamptz;
comment on column contributions.contribution.erased_at is 'When its words were erased; erasure_basis says on which legal basis.';
comment on column contributions.contribution.detached_at is 'When its author was separated from it: the text stays, nobody can edit or withdraw it any more.';

-- before the row changes: what copied an extract of its words is told by the words themselves
create function contributions.words_ever(object uuid) returns text language sql stable as $$
  select string_agg(regexp_replace(words, '\s+', ' ', 'g'), E'\n')
  from (
    select concat_ws(E'\n', title, body, proposed_text) as words from contributions.contribution where id = object
    union all
    select concat_ws(E'\n', body, proposed_text) from contributions.rewording where contribution_id = object
    union all
    select concat_ws(E'\n', body, proposed_text) from moderation.mask where contribution_id = object
    union all
    select proposed_text from contributions.amended_passage where contribution_id = object
    union all
    select proposed_text from contributions.reworded_passage where contribution_id = object
    union all
    select proposed_text from moderation.masked_passage where contribution_id = object
  ) as part
$$;
comment on function contributions.words_ever is 'All that was ever written in a contribution, white space folded.';

create function contributions.is_erased(object uuid) returns boolean language sql stable as $$
  select exists (select from contributions.contribution where id = object and state = 'erased')
$$;

create function campaigns.forget_names() returns trigger language plpgsql as $$
declare
  said constant text := contributions.words_ever(old.id);
  made record;
begin
  for made in
    select one.id, one.name
    from campaigns.campaign as one
    join campaigns.member on member.campaign_id = one.id
    where member.contribution_id = old.id
  loop
    -- the machine names a group after the first words of the text shown first
    if strpos(said, btrim(regexp_replace(made.name, '\s+', ' ', 'g'), '… ')) > 0 then
      update campaigns.campaign set name = '…' where id = made.id;
      update campaigns.act
      set before = case when before ->> 'name' = made.name then before || '{"name": "…"}' else before end,
        after = case when after ->> 'name' = made.name then after || '{"name": "…"}' else after end
      where campaign_id = made.id
        and made.name in (before ->> 'name', after ->> 'name');
    end if;
  end loop;
  return new;
end
$$;
create trigger a_names_are_forgotten before update of state on contributions.contribution
for each row when (new.state = 'erased' and old.state <> 'erased')
execute function campaigns.forget_names();

drop trigger append_only on campaigns.act;
create function campaigns.keep_act() returns trigger language plpgsql as $$
declare
  forgotten constant text[] := array['before', 'after'];
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - forgotten = to_jsonb(old) - forgotten
    and new.before - 'name' = old.before - 'name' and new.after - 'name' = old.after - 'name'
    and coalesce(new.before ->> 'name', '…') in ('…', old.before ->> 'name')
    and coalesce(new.after ->> 'name', '…') in ('…', old.after ->> 'name') then
    return new;
  end if;
  raise exception 'append-only: % of campaigns.act is refused', tg_op using errcode = '23514';
end
$$;
comment on function campaigns.keep_act is 'Append-only, but for a name made of words that were erased.';
create trigger append_only before update or delete on campaigns.act
for each row execute function campaigns.keep_act();

create function contributions.take_words() returns trigger language plpgsql as $$
begin
  new.body := '…';
  new.title := null;
  new.proposed_text := case when new.proposed_text is not null then '…' end;
  new.channel_detail := null;
  new.organisation := null;
  new.author_name := null;
  new.person_id := null;
  new.draft_id := null;
  new.territory_code := null;
  new.category_code := null;
  new.erased_at := coalesce(old.erased_at, new.erased_at, now());
  new.erasure_basis := coalesce(old.erasure_basis, new.erasure_basis, 'rgpd-17');
  return new;
end
$$;
comment on function contributions.take_words is 'Erased is erased: the words and the person leave the row with the state. The text it was about stays, it is a public document.';
create trigger erasure_takes_words before insert or update of state on contributions.contribution
for each row when (new.state = 'erased')
execute function contributions.take_words();

create or replace function contributions.keep_words() returns trigger language plpgsql as $$
declare
  -- what may change: the state; the account, which can be deleted
  movable text[] := array['state', 'published_at', 'person_id'];
begin
  if new.state = 'erased' then
    movable := movable || array[
      'body', 'title', 'proposed_text', 'about_text', 'channel_detail', 'organisation', 'author_name', 'draft_id', 'territory_code',
      'category_code', 'erased_at', 'erasure_basis'
    ];
  elsif new.detached_at is not null and old.detached_at is null then
    movable := movable || array['author_name', 'organisation', 'draft_id', 'detached_at'];
  elsif current_setting('jalon.rectifying', true) = old.id::text and old.detached_at is null then
    movable := movable || array['author_name', 'organisation', 'category_code'];
  end if;
  if to_jsonb(new) - movable is distinct from to_jsonb(old) - movable then
    raise exception 'the words of a contribution are never edited' using errcode = '23514', constraint = 'words_are_kept';
  end if;
  return new;
end
$$;

create function contributions.forget_beside() returns trigger language plpgsql as $$
begin
  update contributions.amended_passage
  set proposed_text = '…'
  where contribution_id = new.id
    and proposed_text <> '…';
  update contributions.reworded_passage
  set proposed_text = '…'
  where contribution_id = new.id
    and proposed_text <> '…';
  update contributions.rewording
  set body = '…', proposed_text = case when proposed_text is not null then '…' end
  where contribution_id = new.id
    and (body, coalesce(proposed_text, '…')) is distinct from ('…', '…');
  delete from contributions.contact where contribution_id = new.id;
  delete from contributions.draft where id = old.draft_id;
  delete from contributions.synthetic_label where contribution_id = new.id;
  return null;
end
$$;
comment on function contributions.forget_beside is 'Erasing a contribution erases its wordings, what it proposed for each of its passages, where its author wanted the answer, and what it was written from.';
drop trigger erase_parts on contributions.contribution;
drop function contributions.erase_parts();
create trigger erase_beside after update of state on contributions.contribution
for each row when (new.state = 'erased')
execute function contributions.forget_beside();

create function contributions.keep_rewording() returns trigger language plpgsql as $$
declare
  words constant text[] := array['body', 'proposed_text'];
begin
  if tg_op = 'UPDATE' and contributions.is_erased(old.contribution_id) and new.body = '…'
    and coalesce(new.proposed_text, '…') = '…' and (new.proposed_text is null) = (old.proposed_text is null)
    and to_jsonb(new) - words = to_jsonb(old) - words then
    return new;
  end if;
  raise exception 'append-only: % of contributions.rewording is refused', tg_op using errcode = '23514';
end
$$;
drop trigger append_only on contributions.rewording;
create trigger append_only before update or delete on contributions.rewording
for each row execute function contributions.keep_rewording();

create or replace function contributions.keep_part_words() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE'
    or to_jsonb(new) - 'proposed_text' is distinct from to_jsonb(old) - 'proposed_text'
    or new.proposed_text is distinct from '…'
    or not contributions.is_erased(old.contribution_id) then
    raise exception 'the words of a contribution are never edited' using errcode = '23514', constraint = 'words_are_kept';
  end if;
  return new;
end
$$;

create function contributions.detach_beside() returns trigger language plpgsql as $$
begin
  delete from contributions.contact where contribution_id = new.id;
  delete from contributions.draft where id = old.draft_id;
  perform journal.detach_author(new.id);
  return null;
end
$$;
comment on function contributions.detach_beside is 'A detached author leaves no address, no draft and no label in the openings.';
create trigger detach_beside after update of detached_at on contributions.contribution
for each row when (new.detached_at is not null)
execute function contributions.detach_beside();

create function corpus.follow_category() returns trigger language plpgsql as $$
begin
  update corpus.line set category_code = new.category_code where contribution_id = new.id;
  return null;
end
$$;
create trigger corpus_follows_category after update of category_code on contributions.contribution
for each row when (new.category_code is distinct from old.category_code and new.state = 'published')
execute function corpus.follow_category();

create function journal.forget_openings() returns trigger language plpgsql as $$
begin
  perform journal.erase_openings(new.id);
  return null;
end
$$;
create trigger openings_are_erased after update of state on contributions.contribution
for each row when (new.state = 'erased')
execute function journal.forget_openings();

-- moderation: masks, the reasons told to the author, appeals, flags (they quote)
create function moderation.forget_words() returns trigger language plpgsql as $$
begin
  update moderation.mask
  set body = '…', proposed_text = case when proposed_text is not null then '…' end, reason = '…'
  where contribution_id = new.id
    and (body, coalesce(proposed_text, '…'), reason) is distinct from ('…', '…', '…');
  update moderation.masked_passage
  set proposed_text = '…'
  where contribution_id = new.id
    and proposed_text <> '…';
  update moderation.act
  set reason = '…'
  where contribution_id = new.id
    and reason <> '…';
  update moderation.appeal
  set words = '…', outcome_reason = case when outcome_reason is not null then '…' end
  where contribution_id = new.id
    and (words, coalesce(outcome_reason, '…')) is distinct from ('…', '…');
  delete from moderation.flag where contribution_id = new.id;
  return null;
end
$$;
comment on function moderation.forget_words is 'Masks, reasons told to the author, appeals and flags quote the words: they go with them. The acts and their grounds stay.';
create trigger words_are_forgotten_by_moderation after update of state on contributions.contribution
for each row when (new.state = 'erased')
execute function moderation.forget_words();

create or replace function moderation.keep_appeal() returns trigger language plpgsql as $$
declare
  words constant text[] := array['words', 'outcome_reason'];
begin
  if tg_op = 'UPDATE' and contributions.is_erased(old.contribution_id) and new.words = '…'
    and coalesce(new.outcome_reason, '…') = '…' and to_jsonb(new) - words = to_jsonb(old) - words then
    return new;
  end if;
  if tg_op = 'DELETE' or old.outcome is not null or (new.outcome is not null and new.decided_by is null)
    or (new.contribution_id, new.act_id, new.words, new.made_at)
      is distinct from (old.contribution_id, old.act_id, old.words, old.made_at) then
    raise exception 'an appeal keeps its words and is decided once' using errcode = '23514', constraint = 'appeal_is_kept';
  end if;
  return new;
end
$$;

create or replace function moderation.keep_mask() returns trigger language plpgsql as $$
declare
  words constant text[] := array['body', 'proposed_text', 'reason'];
begin
  if tg_op = 'UPDATE' and contributions.is_erased(old.contribution_id) and new.body = '…' and new.reason = '…'
    and coalesce(new.proposed_text, '…') = '…' and to_jsonb(new) - words = to_jsonb(old) - words then
    return new;
  end if;
  if tg_op = 'DELETE' or old.lifted_at is not null
    or to_jsonb(new) - 'lifted_at' is distinct from to_jsonb(old) - 'lifted_at' then
    raise exception 'a mask is lifted, never rewritten' using errcode = '23514', constraint = 'mask_is_kept';
  end if;
  return new;
end
$$;

create function moderation.keep_words() returns trigger language plpgsql as $$
declare
  words constant text := case tg_table_name when 'act' then 'reason' else 'proposed_text' end;
begin
  if tg_op = 'UPDATE' and contributions.is_erased(old.contribution_id) and to_jsonb(new) ->> words = '…'
    and to_jsonb(new) - words = to_jsonb(old) - words then
    return new;
  end if;
  raise exception 'append-only: % of moderation.% is refused', tg_op, tg_table_name using errcode = '23514';
end
$$;
comment on function moderation.keep_words is 'Append-only, but for the words that go with an erased contribution.';
drop trigger append_only on moderation.act;
create trigger append_only before update or delete on moderation.act
for each row execute function moderation.keep_words();
drop trigger append_only on moderation.masked_passage;
create trigger append_only before update or delete on moderation.masked_passage
for each row execute function moderation.keep_words();

-- reading and coding: notes, quotes, the words a suggestion was made from
create function reading.forget_notes() returns trigger language plpgsql as $$
begin
  delete from reading.note where contribution_id = new.id;
  delete from reading.assignment where contribution_id = new.id;
  return null;
end
$$;
create trigger notes_are_forgotten after update of state on contributions.contribution
for each row when (new.state = 'erased')
execute function reading.forget_notes();

create function themes.forget_words() returns trigger language plpgsql as $$
begin
  update themes.code
  set quote = repeat('…', char_length(quote))
  where contribution_id = new.id
    and quote <> repeat('…', char_length(quote));
  update themes.suggestion
  set why = '{"words": []}'
  where contribution_id = new.id
    and why <> '{"words": []}';
  update themes.reconciliation
  set note = ''
  where contribution_id = new.id
    and note <> '';
  return null;
end
$$;
comment on function themes.forget_words is 'That it was coded, where and by whom stays; what was quoted goes.';
create trigger words_are_forgotten_by_themes after update of state on contributions.contribution
for each row when (new.state = 'erased')
execute function themes.forget_words();

create or replace function themes.keep_code() returns trigger language plpgsql as $$
declare
  movable constant text[] := array['removed_at', 'removed_by', 'removed_role', 'removed_act_id'];
  before constant jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  after constant jsonb := case when tg_op = 'UPDATE' then to_jsonb(new) end;
begin
  if tg_op = 'UPDATE' and after - 'quote' = before - 'quote'
    and after ->> 'quote' = repeat('…', char_length(before ->> 'quote')) and contributions.is_erased(old.contribution_id) then
    return new;
  end if;
  if tg_op = 'DELETE' or old.removed_at is not null or after - movable is distinct from before - movable then
    raise exception 'a code is removed with its date, never rewritten' using errcode = '23514', constraint = 'code_is_kept';
  end if;
  return new;
end
$$;

create function themes.keep_reconciliation() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.note = '' and to_jsonb(new) - 'note' = to_jsonb(old) - 'note'
    and contributions.is_erased(old.contribution_id) then
    return new;
  end if;
  raise exception 'append-only: % of themes.reconciliation is refused', tg_op using errcode = '23514';
end
$$;
drop trigger append_only on themes.reconciliation;
create trigger append_only before update or delete on themes.reconciliation
for each row execute function themes.keep_reconciliation();

create function drafts.forget_words() returns trigger language plpgsql as $$
begin
  update drafts.draft_place
  set words = '{}', is_stale = true
  where contribution_id = new.id;
  delete from drafts.draft_phrase where evidence = array[new.id];
  update drafts.draft_phrase
  set evidence = array_remove(evidence, new.id)
  where new.id = any (evidence);
  -- vectors are kept by the hash of a text, folded with its near-duplicates: a cache, made again when it is wanted
  delete from drafts.embedding;
  return null;
end
$$;
create trigger words_are_forgotten_by_drafts after update of state on contributions.contribution
for each row when (new.state = 'erased')
execute function drafts.forget_words();

create function amendments.forget_conflicts() returns trigger language plpgsql as $$
begin
  delete from amendments.conflict where contribution_id = new.id or other_id = new.id;
  return null;
end
$$;
create trigger conflicts_are_forgotten after update of state on contributions.contribution
for each row when (new.state = 'erased')
execute function amendments.forget_conflicts();

-- done again when asked again, after a restore
drop trigger quotes_are_erased on contributions.contribution;
create trigger quotes_are_erased after update of state on contributions.contribution
for each row when (new.state = 'erased')
execute function synthesis.forget_quotes();
drop trigger words_are_forgotten on contributions.contribution;
create trigger words_are_forgotten after update of state on contributions.contribution
for each row when (new.state = 'erased')
execute function answers.forget_words();

create function office.forget_files() returns trigger language plpgsql as $$
begin
  -- made again from what is public when somebody asks for one
  delete from office.file where name like '/__/demarches/%/synthese/%';
  return null;
end
$$;
comment on function office.forget_files is 'Files of the synthesis hold quotes.';
create trigger files_are_forgotten after update of state on contributions.contribution
for each row when (new.state = 'erased' and old.state <> 'erased')
execute function office.forget_files();

-- mails: those about the contribution, and the answers to its author that recall its words
create function notices.forget(mails uuid[]) returns void language sql as $$
  delete from notices.mail
  where id = any (mails)
    and sent_at is null
    and failed_at is null
    and captured_at is null;
  update notices.mail
  set to_address = '', subject = '-', text_body = '', dedupe_key = null, last_error = null
  where id = any (mails);
$$;
comment on function notices.forget is 'What waits is not sent; of what was sent, that it was, why and when stays.';

create function notices.forget_contribution() returns trigger language plpgsql as $$
begin
  perform notices.forget(array(
    select mail.id
    from notices.mail
    where mail.subject_id = new.id
      or (mail.purpose = 'answer' and mail.text_body ~ ('/(fr|en)/contributions/' || new.number || '(?![0-9])'))
  ));
  return null;
end
$$;
create trigger mails_are_forgotten after update of state on contributions.contribution
for each row when (new.state = 'erased')
execute function notices.forget_contribution();
create trigger mails_are_forgotten_too after update of detached_at on contributions.contribution
for each row when (new.detached_at is not null and old.detached_at is null)
execute function notices.forget_contribution();

-- nothing is written on a contribution once it is erased, by somebody who had read it just before
create function contributions.refuse_words_on_erased() returns trigger language plpgsql as $$
begin
  -- whoever erases it at this moment goes first
  perform from contributions.contribution where id = new.contribution_id for share;
  if contributions.is_erased(new.contribution_id) then
    raise exception 'an erased contribution takes no words' using errcode = '23514', constraint = 'erased_takes_no_words';
  end if;
  return new;
end
$$;
do $$
declare
  target regclass;
begin
  foreach target in array array[
    'contributions.rewording', 'contributions.contact', 'moderation.mask', 'moderation.act', 'moderation.appeal', 'moderation.flag',
    'reading.note', 'answers.opinion'
  ]::regclass[] loop
    execute format(
      'create trigger erased_takes_no_words before insert on %s for each row execute function contributions.refuse_words_on_erased()', target
    );
  end loop;
end
$$;
create trigger erased_takes_no_words before insert on themes.code
for each row when (new.quote is not null)
execute function contributions.refuse_words_on_erased();

-- an erased account keeps its random id, which acts and supports name, and nothing else
alter table notices.mail
  drop constraint mail_purpose_check,
  add constraint mail_purpose_check check (purpose in ('sign-in', 'receipt', 'moderation', 'appeal', 'answer', 'account', 'data-rights'));

alter table accounts.person
  drop constraint person_status_check,
  add constraint person_status_check check (status in ('active', 'suspended', 'erased')),
  add constraint erased_keeps_no_name check (
    status <> 'erased' or (email = id || '@efface.invalid' and display_name = '…' and password_hash is null)
  );

create function data_rights.erase_person(erased uuid) returns void language plpgsql as $$
declare
  address text;
begin
  select email into address from accounts.person where id = erased for update;
  perform notices.forget(array(select id from notices.mail where to_address = address));
  -- a purged mail keeps the key that it is sent once by
  update notices.mail set dedupe_key = null where right(dedupe_key, length(address) + 1) = ':' || address;
  delete from accounts.session where person_id = erased;
  delete from accounts.sign_in_link where email = address;
  delete from accounts.role_grant where person_id = erased;
  delete from processes.circle_member where person_id = erased;
  delete from reading.note where person_id = erased;
  delete from contributions.draft where person_id = erased;
  update polls.statement set proposed_by = null where proposed_by = erased;
  update accounts.person
  set status = 'erased', email = id || '@efface.invalid', display_name = '…', password_hash = null
  where id = erased;
end
$$;
comment on function data_rights.erase_person is 'Name, address, sessions, drafts, mails and rights of an account; the row keeps its random id, which acts and supports name.';

create table data_rights.request (
  id uuid primary key default gen_random_uuid(),
  number bigint generated by default as identity unique,
  kind text not null check (kind in ('export', 'rectify', 'detach', 'erase')),
  target text not null check (target in ('contribution', 'contributions', 'account')),
  origin text not null check (origin in ('account', 'receipt', 'letter', 'officer')),
  person_id uuid references accounts.person on delete set null,
  email text check (email = lower(email) and length(email) <= 254),
  words text check (btrim(words) <> '' and length(words) <= 4000),
  language text not null check (language in ('fr', 'en')),
  state text not null default 'received' check (state in ('confirming', 'received', 'done', 'refused')),
  basis text check (basis = any (data_rights.closed_bases())),
  reason text check (btrim(reason) <> '' and length(reason) <= 4000),
  token_hash bytea unique check (length(token_hash) = 32),
  received_at timestamptz not null default now(),
  due_at timestamptz not null default now() + interval '1 month',
  closed_at timestamptz,
  version integer not null default 1,
  check ((state in ('done', 'refused')) = (closed_at is not null)),
  check (state <> 'refused' or reason is not null),
  check (state <> 'done' or kind <> 'erase' or basis is not null)
);
comment on table data_rights.request is 'What somebody asked about their data: within a month by law. confirming: the address is not confirmed yet. letter: by somebody with neither account nor receipt. officer: the controller acts without having been asked (court, law). words, email: emptied when it is closed, or with the account.';
create index request_open on data_rights.request (due_at) where closed_at is null;
create index request_person on data_rights.request (person_id) where person_id is not null;

create table data_rights.request_object (
  request_id uuid not null references data_rights.request,
  contribution_id uuid not null references contributions.contribution,
  primary key (request_id, contribution_id)
);
comment on table data_rights.request_object is 'The contributions a request is about. Append-only.';
create index request_object_contribution on data_rights.request_object (contribution_id);
select platform.make_append_only('data_rights.request_object');

create table data_rights.act (
  id bigint generated always as identity primary key,
  request_id uuid not null references data_rights.request,
  verb text not null check (verb in ('receive', 'confirm', 'do', 'refuse')),
  made_by uuid references accounts.person,
  acting_role text not null check (acting_role <> ''),
  made_at timestamptz not null default now()
);
comment on table data_rights.act is 'What was done with a request, by whom, under which role. Append-only.';
create index act_request on data_rights.act (request_id, id);
select platform.make_append_only('data_rights.act');

create function data_rights.keep_request() returns trigger language plpgsql as $$
declare
  personal constant text[] := array['person_id', 'email', 'words', 'token_hash'];
  movable constant text[] := personal || array['state', 'basis', 'reason', 'closed_at', 'version'];
begin
  if tg_op = 'DELETE'
    or to_jsonb(new) - movable is distinct from to_jsonb(old) - movable
    or (old.closed_at is not null and to_jsonb(new) - personal is distinct from to_jsonb(old) - personal)
    or (new.words is distinct from old.words and new.words is not null)
    or (new.email is distinct from old.email and new.email is not null) then
    raise exception 'a request is answered, never rewritten' using errcode = '23514', constraint = 'request_is_kept';
  end if;
  return new;
end
$$;
create trigger request_is_kept before update or delete on data_rights.request
for each row execute function data_rights.keep_request();
create trigger no_truncate before truncate on data_rights.request
for each statement execute function platform.refuse_change();

create function data_rights.forget_requests() returns trigger language plpgsql as $$
begin
  update data_rights.request
  set person_id = null, email = null, words = null, token_hash = null
  where person_id = new.id
    or email = old.email;
  return null;
end
$$;
create trigger requests_are_forgotten after update of status on accounts.person
for each row when (new.status = 'erased' and old.status <> 'erased')
execute function data_rights.forget_requests();

create function data_rights.remains() returns table (number bigint, place text) language sql stable as $$
  with erased as (
    select id, contribution.number from contributions.contribution where state = 'erased'
  )
  select erased.number, 'contributions.rewording' from erased
  join contributions.rewording on contribution_id = erased.id
  where (rewording.body, coalesce(rewording.proposed_text, '…')) is distinct from ('…', '…')
  union all
  select erased.number, 'contributions.amended_passage' from erased
  join contributions.amended_passage on contribution_id = erased.id
  where proposed_text <> '…'
  union all
  select erased.number, 'contributions.reworded_passage' from erased
  join contributions.reworded_passage on contribution_id = erased.id
  where proposed_text <> '…'
  union all
  select erased.number, 'contributions.contact' from erased
  join contributions.contact on contribution_id = erased.id
  union all
  select erased.number, 'contributions.synthetic_label' from erased
  join contributions.synthetic_label on contribution_id = erased.id
  union all
  select erased.number, 'moderation.mask' from erased
  join moderation.mask on contribution_id = erased.id
  where (body, coalesce(proposed_text, '…'), reason) is distinct from ('…', '…', '…')
  union all
  select erased.number, 'moderation.masked_passage' from erased
  join moderation.masked_passage on contribution_id = erased.id
  where proposed_text <> '…'
  union all
  select erased.number, 'moderation.act' from erased
  join moderation.act on contribution_id = erased.id
  where reason <> '…'
  union all
  select erased.number, 'moderation.appeal' from erased
  join moderation.appeal on contribution_id = erased.id
  where (words, coalesce(outcome_reason, '…')) is distinct from ('…', '…')
  union all
  select erased.number, 'moderation.flag' from erased
  join moderation.flag on contribution_id = erased.id
  union all
  select erased.number, 'reading.note' from erased
  join reading.note on contribution_id = erased.id
  union all
  select erased.number, 'themes.code' from erased
  join themes.code on contribution_id = erased.id
  where quote <> repeat('…', char_length(quote))
  union all
  select erased.number, 'themes.suggestion' from erased
  join themes.suggestion on contribution_id = erased.id
  where why <> '{"words": []}'
  union all
  select erased.number, 'themes.reconciliation' from erased
  join themes.reconciliation on contribution_id = erased.id
  where note <> ''
  union all
  select erased.number, 'drafts.draft_place' from erased
  join drafts.draft_place on contribution_id = erased.id
  where words <> '{}'
  union all
  select erased.number, 'synthesis.claim_contribution' from erased
  join synthesis.claim_contribution on contribution_id = erased.id
  where quote is not null
  union all
  select erased.number, 'synthesis.published_source' from erased
  join synthesis.published_source on contribution_id = erased.id
  where quote is not null
  union all
  select erased.number, 'answers.opinion' from erased
  join answers.opinion on contribution_id = erased.id
  where why is not null
  union all
  select erased.number, 'notices.mail' from erased
  join notices.mail on subject_id = erased.id
  where to_address || text_body <> ''
  union all
  select erased.number, 'corpus.line' from erased
  join corpus.line on contribution_id = erased.id
  union all
  select erased.number, 'journal.opening' from erased
  join journal.opening on o = erased.id
  union all
  select contribution.number, 'journal.opening' from contributions.contribution
  join journal.opening on o = contribution.id
  where contribution.detached_at is not null
    and opening.author_label is not null
$$;
comment on function data_rights.remains is 'What an erased or detached contribution must not have kept, and where: no row, ever.';

-- what was erased by hand before this page existed
update contributions.contribution set state = 'erased' where state = 'erased';
alter table contributions.contribution
  add constraint erased_keeps_no_words check (
    state <> 'erased'
    or (
      body = '…'
      and coalesce(proposed_text, '…') = '…'
      and num_nonnulls(title, channel_detail, organisation, author_name, person_id, draft_id, territory_code, category_code) = 0
    )
  ),
  add constraint erased_says_when check (
    (state = 'erased') = (erased_at is not null) and (state = 'erased') = (erasure_basis is not null)
  ),
  add constraint a_detached_text_has_no_author check (
    detached_at is null or num_nonnulls(organisation, author_name, person_id, draft_id) = 0
  );
