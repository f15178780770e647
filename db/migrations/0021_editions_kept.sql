-- A change stays in its edition: it can neither be moved out of a published one nor into it.
create or replace function editions.keep_published_change() returns trigger language plpgsql as $$
begin
  if exists (
    select
    from documents.edition
    where id in (
        case when tg_op <> 'INSERT' then old.edition_id end,
        case when tg_op <> 'DELETE' then new.edition_id end
      )
      and state = 'published'
  ) then
    raise exception 'the changes of a published edition stay' using errcode = '23514', constraint = 'edition_is_immutable';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;

create or replace function editions.keep_published_link() returns trigger language plpgsql as $$
begin
  if exists (
    select
    from editions.change
    join documents.edition on edition.id = change.edition_id
    where change.id in (
        case when tg_op <> 'INSERT' then old.change_id end,
        case when tg_op <> 'DELETE' then new.change_id end
      )
      and edition.state = 'published'
  ) then
    raise exception 'the changes of a published edition stay' using errcode = '23514', constraint = 'edition_is_immutable';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;
create trigger no_truncate before truncate on editions.change
for each statement execute function platform.refuse_change();
create trigger no_truncate before truncate on editions.change_decision
for each statement execute function platform.refuse_change();
