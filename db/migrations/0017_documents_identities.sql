-- An anchor is for ever: links of letters and of other sites point to it. An edition is published from a draft, so that the
-- account of its changes is always asked for.
create function documents.keep_identity() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new is not distinct from old then
    return new;
  end if;
  raise exception 'an identity never changes' using errcode = '23514', constraint = 'identity_is_kept';
end
$$;
create trigger identity_is_kept before update or delete on documents.passage
for each row execute function documents.keep_identity();
create trigger identity_is_kept before update or delete on documents.node
for each row execute function documents.keep_identity();

create function documents.begin_as_draft() returns trigger language plpgsql as $$
begin
  if new.state <> 'draft' then
    raise exception 'an edition begins as a draft' using errcode = '23514', constraint = 'edition_begins_as_draft';
  end if;
  return new;
end
$$;
create trigger edition_begins_as_draft before insert on documents.edition
for each row execute function documents.begin_as_draft();
create trigger no_truncate before truncate on documents.edition_figure
for each statement execute function platform.refuse_change();
