-- An appeal keeps its words and is decided once, by somebody; a mask is lifted, never rewritten.
create function moderation.keep_appeal() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.outcome is not null or (new.outcome is not null and new.decided_by is null)
    or (new.contribution_id, new.act_id, new.words, new.made_at)
      is distinct from (old.contribution_id, old.act_id, old.words, old.made_at) then
    raise exception 'an appeal keeps its words and is decided once' using errcode = '23514', constraint = 'appeal_is_kept';
  end if;
  return new;
end
$$;
create trigger appeal_is_kept before update or delete on moderation.appeal
for each row execute function moderation.keep_appeal();
create trigger no_truncate before truncate on moderation.appeal
for each statement execute function platform.refuse_change();

create function moderation.keep_mask() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.lifted_at is not null
    or to_jsonb(new) - 'lifted_at' is distinct from to_jsonb(old) - 'lifted_at' then
    raise exception 'a mask is lifted, never rewritten' using errcode = '23514', constraint = 'mask_is_kept';
  end if;
  return new;
end
$$;
create trigger mask_is_kept before update or delete on moderation.mask
for each row execute function moderation.keep_mask();
create trigger no_truncate before truncate on moderation.mask
for each statement execute function platform.refuse_change();
