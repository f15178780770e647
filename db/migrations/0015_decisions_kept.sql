-- A published decision keeps its contributions, and is replaced once.
create unique index one_successor on decisions.decision (replaces) where state <> 'draft';

create function decisions.keep_published_covering() returns trigger language plpgsql as $$
declare
  touched uuid;
begin
  if tg_op = 'UPDATE' then
    if (new.decision_id, new.contribution_id, new.made_at) is distinct from (old.decision_id, old.contribution_id, old.made_at) then
      raise exception 'a covering is never moved' using errcode = '23514', constraint = 'covering_is_kept';
    end if;
    return new;
  end if;
  touched := case tg_op when 'DELETE' then old.decision_id else new.decision_id end;
  if exists (select from decisions.decision where id = touched and state <> 'draft') then
    raise exception 'a published decision keeps its contributions' using errcode = '23514', constraint = 'covering_is_kept';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;
comment on function decisions.keep_published_covering is 'Contributions join or leave a decision only while it is a draft.';
create trigger covering_is_kept before insert or update or delete on decisions.covering
for each row execute function decisions.keep_published_covering();
