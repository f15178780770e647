-- What was said, about what and by whom stays as it was received. A contribution leaves sight only with the act that says why.
create or replace function contributions.keep_words() returns trigger language plpgsql as $$
declare
  -- what may change: the state; the account, which can be deleted
  movable constant text[] := array['state', 'published_at', 'person_id', 'search'];
  is_erasure constant boolean := new.state = 'erased' and old.state <> 'erased';
begin
  if new.number <> old.number or new.id <> old.id
    or (not is_erasure and to_jsonb(new) - movable is distinct from to_jsonb(old) - movable) then
    raise exception 'the words of a contribution are never edited' using errcode = '23514', constraint = 'words_are_kept';
  end if;
  return new;
end
$$;

create function contributions.keep_states() returns trigger language plpgsql as $$
declare
  origins constant jsonb := '{
    "received": ["rephrase_asked"],
    "published": ["received", "rephrase_asked", "hidden"],
    "rephrase_asked": ["received", "published"],
    "hidden": ["received", "rephrase_asked", "published"],
    "withdrawn": ["received", "published", "rephrase_asked", "hidden"],
    "erased": ["received", "published", "rephrase_asked", "hidden", "withdrawn"]
  }';
begin
  if new.state <> old.state and not (origins -> new.state) ? old.state then
    raise exception 'a contribution does not go from % to %', old.state, new.state
      using errcode = '23514', constraint = 'states_follow';
  end if;
  return new;
end
$$;
create trigger states_follow before update of state on contributions.contribution
for each row execute function contributions.keep_states();

create function contributions.hiding_has_its_act() returns trigger language plpgsql as $$
begin
  if not exists (
    select
    from moderation.act
    where act.contribution_id = new.id
      and act.verb = case new.state when 'hidden' then 'hide' else 'ask_rephrase' end
      and act.made_at = now()
  ) then
    raise exception 'a contribution leaves sight with an act, its ground and its reason'
      using errcode = '23514', constraint = 'hiding_has_its_act';
  end if;
  return null;
end
$$;
comment on function contributions.hiding_has_its_act is 'The act is written in the transaction that changes the state: both have its time.';
create constraint trigger hiding_has_its_act after update of state on contributions.contribution
deferrable initially deferred
for each row when (old.state <> new.state and new.state in ('hidden', 'rephrase_asked'))
execute function contributions.hiding_has_its_act();

create trigger no_truncate before truncate on contributions.contribution
for each statement execute function platform.refuse_change();
