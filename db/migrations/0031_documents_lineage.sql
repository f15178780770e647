-- Where passages and elements went: splits and merges inside a document, lineage from one document to the next.

-- Lineage says between which documents it holds, in which edition it was made (splits and merges of elements inside one
-- document), and keeps what was withdrawn.
alter table documents.lineage
  add column from_document_id uuid references documents.document,
  add column to_document_id uuid references documents.document,
  add column edition_id uuid references documents.edition,
  add column note text check (btrim(note) <> '' and length(note) <= 2000),
  add column removed_at timestamptz,
  add column removed_by uuid references accounts.person,
  add foreign key (from_document_id, from_node_id) references documents.node (document_id, id),
  add foreign key (to_document_id, to_node_id) references documents.node (document_id, id);
update documents.lineage
set from_document_id = (select document_id from documents.node where node.id = lineage.from_node_id),
  to_document_id = (select document_id from documents.node where node.id = lineage.to_node_id);

create function documents.complete_lineage() returns trigger language plpgsql as $$
begin
  new.from_document_id := coalesce(
    new.from_document_id, (select document_id from documents.node where id = new.from_node_id)
  );
  new.to_document_id := coalesce(
    new.to_document_id, (select document_id from documents.node where id = new.to_node_id)
  );
  return new;
end
$$;
create trigger complete_lineage before insert on documents.lineage
for each row execute function documents.complete_lineage();

alter table documents.lineage
  alter column from_document_id set not null,
  alter column to_document_id set not null,
  add constraint lineage_has_its_ends check (
    case kind
      when 'dropped' then from_node_id is not null and to_node_id is null
      when 'new' then from_node_id is null and to_node_id is not null
      else from_node_id is not null and to_node_id is not null
    end
  ),
  add constraint lineage_inside_a_document check ((from_document_id = to_document_id) = (edition_id is not null)),
  add constraint lineage_inside_is_split_or_merged check (edition_id is null or kind in ('split', 'merged'));
comment on table documents.lineage is 'Element of an older text to element of a newer one: between two documents, or, with edition_id, a split or a merge that an edition made. Withdrawn statements stay, dated.';
create unique index lineage_pair on documents.lineage (from_node_id, to_node_id, coalesce(edition_id, from_document_id))
where removed_at is null and from_node_id is not null and to_node_id is not null;
create unique index lineage_dropped on documents.lineage (from_node_id, to_document_id)
where removed_at is null and kind = 'dropped';
create unique index lineage_new on documents.lineage (to_node_id, from_document_id)
where removed_at is null and kind = 'new';
create index lineage_from on documents.lineage (from_node_id);
create index lineage_to on documents.lineage (to_node_id);
create index lineage_documents on documents.lineage (from_document_id, to_document_id);
create index lineage_edition on documents.lineage (edition_id) where edition_id is not null;

-- An element is not both dropped and continued in the same text, nor both new and descended from the same one. The lock on
-- both texts makes two people who state it at the same moment wait for each other.
create function documents.lineage_agrees() returns trigger language plpgsql as $$
begin
  if new.removed_at is not null or new.edition_id is not null then
    return new;
  end if;
  perform from documents.document where id in (new.from_document_id, new.to_document_id) order by id for no key update;
  if exists (
    select
    from documents.lineage as other
    where other.id <> new.id
      and other.removed_at is null
      and other.edition_id is null
      and other.from_document_id = new.from_document_id
      and other.to_document_id = new.to_document_id
      and (
        (other.from_node_id = new.from_node_id and (other.kind = 'dropped') <> (new.kind = 'dropped'))
        or (other.to_node_id = new.to_node_id and (other.kind = 'new') <> (new.kind = 'new'))
      )
  ) then
    raise exception 'an element is either dropped or goes on, new or descended' using errcode = '23514', constraint = 'lineage_agrees';
  end if;
  return new;
end
$$;
create trigger lineage_agrees before insert on documents.lineage
for each row execute function documents.lineage_agrees();

-- A statement between documents is withdrawn, never changed or deleted; a split or a merge of elements stays with its edition.
create function documents.keep_lineage() returns trigger language plpgsql as $$
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
    raise exception 'a published edition never changes' using errcode = '23514', constraint = 'edition_is_immutable';
  end if;
  if tg_op = 'DELETE' and old.edition_id is null then
    raise exception 'lineage is withdrawn, never deleted' using errcode = '23514', constraint = 'lineage_is_kept';
  end if;
  if tg_op = 'UPDATE' and (
    old.removed_at is not null
    or to_jsonb(new) - 'removed_at' - 'removed_by' <> to_jsonb(old) - 'removed_at' - 'removed_by'
  ) then
    raise exception 'lineage is withdrawn, never changed' using errcode = '23514', constraint = 'lineage_is_kept';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;
create trigger lineage_is_kept before insert or update or delete on documents.lineage
for each row execute function documents.keep_lineage();
create trigger no_truncate before truncate on documents.lineage
for each statement execute function platform.refuse_change();

create table documents.passage_lineage (
  edition_id uuid not null,
  document_id uuid not null,
  from_passage_id uuid not null,
  to_passage_id uuid not null,
  kind text not null check (kind in ('split', 'merged')),
  made_by uuid references accounts.person,
  acting_role text not null,
  made_at timestamptz not null default now(),
  primary key (edition_id, from_passage_id, to_passage_id),
  foreign key (document_id, edition_id) references documents.edition (document_id, id) on delete cascade,
  foreign key (document_id, from_passage_id) references documents.passage (document_id, id),
  foreign key (document_id, to_passage_id) references documents.passage (document_id, id),
  check (from_passage_id <> to_passage_id)
);
comment on table documents.passage_lineage is 'What an edition did to passages: split, a new passage took a part of an older one, which keeps its identity; merged, a passage gave its words to another and left.';
create unique index passage_split_once on documents.passage_lineage (edition_id, to_passage_id) where kind = 'split';
create unique index passage_merged_once on documents.passage_lineage (edition_id, from_passage_id) where kind = 'merged';
create index passage_lineage_from on documents.passage_lineage (from_passage_id);
create index passage_lineage_to on documents.passage_lineage (to_passage_id);
create trigger edition_is_immutable before insert or update or delete on documents.passage_lineage
for each row execute function documents.refuse_published_part();
create trigger no_truncate before truncate on documents.passage_lineage
for each statement execute function platform.refuse_change();
select platform.watch_public('documents.passage_lineage');

alter table editions.change drop constraint change_kind_check;
alter table editions.change add constraint change_kind_check check (kind in (
  'passage_added', 'passage_removed', 'passage_rewritten', 'passage_moved', 'passage_split', 'passage_merged',
  'node_added', 'node_removed', 'node_retitled', 'node_moved', 'node_split', 'node_merged', 'node_updated'
));
comment on table editions.change is 'One difference between an edition and the one before: about a passage (added, removed, rewritten, moved, split from another, merged into another) or about an element (the same, or its facts updated).';

-- Editions made before this day were accounted for by narrower rules, and cannot change any more.
create table editions.wider_rules (
  is_only boolean primary key default true check (is_only),
  since timestamptz not null default now()
);
comment on table editions.wider_rules is 'Since when moves inside an element, moves of elements, splits, merges and updated facts are differences to account for.';
insert into editions.wider_rules default values;
select platform.make_append_only('editions.wider_rules');

-- Of things in two orders, those that moved: all but the longest part whose order is the same in both.
create function editions.displaced(before_order uuid[], after_order uuid[]) returns uuid[] language plpgsql immutable as $$
declare
  ranks integer[];
  tails integer[] := array[]::integer[];
  previous integer[] := array[]::integer[];
  low integer;
  high integer;
  middle integer;
  length_kept integer := 0;
  at integer;
  kept boolean[] := array_fill(false, array[coalesce(array_length(after_order, 1), 0)]);
begin
  if before_order = after_order then return array[]::uuid[]; end if;
  select array_agg(earlier.rank::integer order by later.rank) into ranks
  from unnest(after_order) with ordinality as later (id, rank)
  join unnest(before_order) with ordinality as earlier (id, rank) on earlier.id = later.id;
  for i in 1 .. array_length(ranks, 1) loop
    low := 1;
    high := length_kept;
    while low <= high loop
      middle := (low + high) / 2;
      if ranks[tails[middle]] < ranks[i] then low := middle + 1; else high := middle - 1; end if;
    end loop;
    previous[i] := case when low > 1 then tails[low - 1] end;
    tails[low] := i;
    length_kept := greatest(length_kept, low);
  end loop;
  at := tails[length_kept];
  while at is not null loop
    kept[at] := true;
    at := previous[at];
  end loop;
  return array(
    select after_order[i] from generate_subscripts(after_order, 1) as i where not kept[i] order by i
  );
end
$$;

create or replace function editions.difference(edition uuid)
returns table (kind text, passage_id uuid, node_id uuid, before_text text, after_text text) language sql stable as $$
  with
  this as (
    select id, document_id, number, created_at >= (select since from editions.wider_rules) as is_wide
    from documents.edition
    where id = difference.edition
  ),
  earlier as (
    select previous.id
    from documents.edition as previous
    join this on this.document_id = previous.document_id
    where previous.number < this.number
    order by previous.number desc
    limit 1
  ),
  old_passage as (select * from documents.edition_passage where edition_id = (select id from earlier)),
  new_passage as (select * from documents.edition_passage where edition_id = edition),
  displaced_passage as (
    select unnest(editions.displaced(array_agg(o.passage_id order by o.position), array_agg(o.passage_id order by n.position))) as id
    from old_passage as o
    join new_passage as n on n.passage_id = o.passage_id and n.node_id = o.node_id
    where (select is_wide from this)
    group by o.node_id
  ),
  passage_fate as (
    select from_passage_id, to_passage_id, kind
    from documents.passage_lineage
    where edition_id = edition
      and (select is_wide from this)
  ),
  -- what the text commits to: a target, not what was measured since nor where it was read
  target as (
    select edition_figure.edition_id, edition_figure.node_id,
      jsonb_agg(
        jsonb_build_array(
          edition_figure.value, edition_figure.unit, edition_figure.due_on, edition_figure.territory_code
        )
        order by edition_figure.position
      ) as targets
    from documents.edition_figure
    where edition_figure.edition_id in (edition, (select id from earlier))
      and edition_figure.kind = 'target'
    group by edition_figure.edition_id, edition_figure.node_id
  ),
  part as (
    select edition_node.*,
      jsonb_build_array(
        edition_node.code, edition_node.type, edition_node.carrier, edition_node.status, target.targets
      ) as facts
    from documents.edition_node
    left join target on target.edition_id = edition_node.edition_id and target.node_id = edition_node.node_id
    where edition_node.edition_id in (edition, (select id from earlier))
  ),
  old_node as (select * from part where edition_id = (select id from earlier)),
  new_node as (select * from part where edition_id = edition),
  displaced_node as (
    select unnest(editions.displaced(array_agg(o.node_id order by o.position), array_agg(o.node_id order by n.position))) as id
    from old_node as o
    join new_node as n on n.node_id = o.node_id and n.parent_node_id is not distinct from o.parent_node_id
    where (select is_wide from this)
    group by o.parent_node_id
  ),
  node_fate as (
    select lineage.from_node_id, lineage.to_node_id, lineage.kind
    from documents.lineage
    where lineage.edition_id = edition
      and lineage.removed_at is null
      and (select is_wide from this)
  ),
  paired as (
    select o.node_id as old_id, n.node_id as new_id, o.title as old_title, n.title as new_title,
      o.parent_node_id is distinct from n.parent_node_id
        or n.node_id in (select id from displaced_node) as is_moved,
      o.facts <> n.facts as is_updated
    from old_node as o
    full join new_node as n on n.node_id = o.node_id
  )
  select
    case
      when o.passage_id is null and n.passage_id in (select to_passage_id from passage_fate where kind = 'split') then 'passage_split'
      when o.passage_id is null then 'passage_added'
      when n.passage_id is null and o.passage_id in (select from_passage_id from passage_fate where kind = 'merged') then 'passage_merged'
      when n.passage_id is null then 'passage_removed'
      when o.text <> n.text then 'passage_rewritten'
      else 'passage_moved'
    end,
    coalesce(n.passage_id, o.passage_id),
    null::uuid,
    o.text,
    n.text
  from old_passage as o
  full join new_passage as n on n.passage_id = o.passage_id
  where exists (select from earlier)
    and (
      o.passage_id is null
      or n.passage_id is null
      or o.text <> n.text
      or o.node_id <> n.node_id
      or n.passage_id in (select id from displaced_passage)
    )
  union all
  select
    case
      when old_id is null and new_id in (select to_node_id from node_fate where kind = 'split') then 'node_split'
      when old_id is null then 'node_added'
      when new_id is null and old_id in (select from_node_id from node_fate where kind = 'merged') then 'node_merged'
      when new_id is null then 'node_removed'
      when old_title <> new_title then 'node_retitled'
      when is_moved then 'node_moved'
      else 'node_updated'
    end,
    null::uuid,
    coalesce(new_id, old_id),
    old_title,
    new_title
  from paired
  where exists (select from earlier)
    and (
      old_id is null
      or new_id is null
      or old_title <> new_title
      or ((is_moved or is_updated) and (select is_wide from this))
    )
$$;
comment on function editions.difference is 'Every passage and element of an edition that differs from the edition before, one row each: an element renumbered, or with another carrier, status or target, is updated. Empty for a first edition.';

create view open_data.lineage as
with
stated as (
  select lineage.*, edition.number as edition
  from documents.lineage
  left join documents.edition on edition.id = lineage.edition_id
  where lineage.removed_at is null
    and (lineage.edition_id is null or edition.state = 'published')
)
select
  process.slug as process,
  from_document.slug as from_document,
  to_document.slug as to_document,
  stated.edition,
  stated.kind,
  old.code as from_code,
  old.title as from_title,
  new.code as to_code,
  new.title as to_title,
  stated.note,
  stated.acting_role,
  stated.made_at
from stated
join documents.document as from_document on from_document.id = stated.from_document_id
join documents.document as to_document on to_document.id = stated.to_document_id
join open_data.readable_process as process on process.document_id in (stated.from_document_id, stated.to_document_id)
-- as the last edition that holds it calls it; for a split or a merge, as it was before and after
left join lateral (
  select node.code, node.title
  from documents.edition_node as node
  join documents.edition on edition.id = node.edition_id
  where node.node_id = stated.from_node_id
    and edition.state = 'published'
    and (stated.edition is null or edition.number < stated.edition)
  order by edition.number desc
  limit 1
) as old on true
left join lateral (
  select node.code, node.title
  from documents.edition_node as node
  join documents.edition on edition.id = node.edition_id
  where node.node_id = stated.to_node_id
    and edition.state = 'published'
    and (stated.edition is null or edition.number = stated.edition)
  order by edition.number desc
  limit 1
) as new on true
where (stated.from_node_id is null or old.code is not null)
  and (stated.to_node_id is null or new.code is not null)
  and not exists (
    select
    from processes.process as hidden
    where hidden.document_id in (stated.from_document_id, stated.to_document_id)
      and hidden.id not in (select id from open_data.readable_process)
  );

create view open_data.passage_lineage as
select
  published.process,
  published.document,
  published.number as edition,
  lineage.kind,
  origin.anchor as from_anchor,
  target.anchor as to_anchor,
  lineage.acting_role,
  lineage.made_at
from open_data.published_edition as published
join documents.passage_lineage as lineage on lineage.edition_id = published.id
join documents.passage as origin on origin.id = lineage.from_passage_id
join documents.passage as target on target.id = lineage.to_passage_id;
