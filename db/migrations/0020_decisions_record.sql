-- A published decision keeps what it says, for whom and in whose place; one that was replaced never comes back; what it covers
-- loses its force only with it.
create or replace function decisions.keep_published() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.state <> 'draft' then
      raise exception 'a published decision stays' using errcode = '23514', constraint = 'decision_is_kept';
    end if;
    return old;
  end if;
  if old.state <> 'draft' and (
    to_jsonb(new) - 'state' is distinct from to_jsonb(old) - 'state'
    or (new.state <> old.state and (old.state, new.state) <> ('published', 'replaced'))
  ) then
    raise exception 'a published decision is replaced, not edited' using errcode = '23514', constraint = 'decision_is_kept';
  end if;
  return new;
end
$$;

create function decisions.force_follows_state() returns trigger language plpgsql as $$
begin
  if exists (
    select
    from decisions.covering
    join decisions.decision on decision.id = covering.decision_id
    where covering.decision_id = new.decision_id
      and covering.contribution_id = new.contribution_id
      and decision.state = case when covering.is_in_force then 'replaced' else 'published' end
  ) then
    raise exception 'a published decision is in force until it is replaced'
      using errcode = '23514', constraint = 'force_follows_state';
  end if;
  return null;
end
$$;
create constraint trigger force_follows_state after update of is_in_force on decisions.covering
deferrable initially deferred
for each row when (old.is_in_force <> new.is_in_force)
execute function decisions.force_follows_state();

create trigger no_truncate before truncate on decisions.decision
for each statement execute function platform.refuse_change();
create trigger no_truncate before truncate on decisions.covering
for each statement execute function platform.refuse_change();
