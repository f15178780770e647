create schema documents;

create table documents.document (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  kind text not null check (kind in ('roadmap', 'doctrine')),
  title text not null check (btrim(title) <> ''),
  language text not null default 'fr',
  created_at timestamptz not null default now()
);
comment on table documents.document is 'A structured text with its editions.';
alter table processes.process add foreign key (document_id) references documents.document;

create table documents.node (
  id uuid primary key default gen_random_uuid(),
  document_id uuid not null references documents.document,
  created_at timestamptz not null default now(),
  unique (document_id, id)
);
comment on table documents.node is 'The identity of an element across editions.';

create table documents.passage (
  id uuid primary key default gen_random_uuid(),
  document_id uuid not null references documents.document,
  anchor text not null check (anchor ~ '^p[1-9][0-9]*$'),
  created_at timestamptz not null default now(),
  unique (document_id, anchor),
  unique (document_id, id)
);
comment on table documents.passage is 'The identity of a paragraph across editions; its anchor (p12) never changes and is never given again.';

create table documents.edition (
  id uuid primary key default gen_random_uuid(),
  document_id uuid not null references documents.document,
  number integer not null check (number > 0),
  state text not null default 'draft' check (state in ('draft', 'published')),
  title text not null,
  subtitle text,
  label text not null,
  note text,
  official_totals jsonb not null default '{}',
  published_on text check (published_on ~ '^\d{4}(-\d{2}){0,2}$'),
  published_at timestamptz,
  published_by uuid references accounts.person,
  hash text check (hash ~ '^[0-9a-f]{64}$'),
  version integer not null default 1,
  created_by uuid references accounts.person,
  created_at timestamptz not null default now(),
  unique (document_id, number),
  unique (document_id, id),
  check ((state = 'published') = (published_at is not null and hash is not null and published_on is not null))
);
comment on table documents.edition is 'One state of the whole document. Published: immutable, hashed. version counts the saves of a draft.';
create unique index one_draft_at_a_time on documents.edition (document_id) where state = 'draft';

create table documents.edition_node (
  edition_id uuid not null,
  document_id uuid not null,
  node_id uuid not null,
  parent_node_id uuid,
  position integer not null check (position > 0),
  sort_key text not null,
  type text not null check (type in ('axis', 'priority', 'objective', 'action', 'orientation', 'chapter', 'article')),
  code text not null check (btrim(code) <> '' and length(code) <= 40),
  title text not null check (btrim(title) <> '' and length(title) <= 500),
  carrier text,
  status text,
  source text,
  primary key (edition_id, node_id),
  unique (edition_id, code),
  foreign key (document_id, edition_id) references documents.edition (document_id, id),
  foreign key (document_id, node_id) references documents.node (document_id, id),
  foreign key (edition_id, parent_node_id) references documents.edition_node (edition_id, node_id) deferrable initially deferred
);
comment on table documents.edition_node is 'An element as it stands in an edition. sort_key orders the whole tree: one zero-padded position a level, joined by points.';
create index edition_node_order on documents.edition_node (edition_id, sort_key);
create index edition_node_parent on documents.edition_node (edition_id, parent_node_id);
create index edition_node_identity on documents.edition_node (node_id);

create table documents.edition_passage (
  edition_id uuid not null,
  document_id uuid not null,
  passage_id uuid not null,
  node_id uuid not null,
  position integer not null check (position > 0),
  text text not null check (btrim(text) <> '' and length(text) <= 10000),
  primary key (edition_id, passage_id),
  unique (edition_id, node_id, position) deferrable initially deferred,
  foreign key (document_id, edition_id) references documents.edition (document_id, id),
  foreign key (document_id, passage_id) references documents.passage (document_id, id),
  foreign key (edition_id, node_id) references documents.edition_node (edition_id, node_id)
);
comment on table documents.edition_passage is 'The words of a passage in an edition. Its public code is the code of its node, a point and its position.';
create index edition_passage_identity on documents.edition_passage (passage_id);

create table documents.edition_figure (
  edition_id uuid not null,
  node_id uuid not null,
  kind text not null check (kind in ('target', 'measure')),
  position integer not null,
  value numeric not null,
  unit text not null,
  due_on text,
  stated_on text,
  measured_on text,
  territory_code text,
  source text,
  primary key (edition_id, node_id, kind, position),
  foreign key (edition_id, node_id) references documents.edition_node (edition_id, node_id)
);
comment on table documents.edition_figure is 'Targets and measures that an edition states for an element, as sourced; dates keep their precision.';

create function documents.refuse_published_edition() returns trigger language plpgsql as $$
begin
  if old.state = 'published' then
    raise exception 'a published edition never changes' using errcode = '23514', constraint = 'edition_is_immutable';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;
create trigger edition_is_immutable before update or delete on documents.edition
for each row execute function documents.refuse_published_edition();

create function documents.refuse_published_part() returns trigger language plpgsql as $$
declare
  touched uuid[] := array[]::uuid[];
begin
  if tg_op in ('UPDATE', 'DELETE') then touched := touched || old.edition_id; end if;
  if tg_op in ('UPDATE', 'INSERT') then touched := touched || new.edition_id; end if;
  if exists (select from documents.edition where id = any (touched) and state = 'published') then
    raise exception 'a published edition never changes' using errcode = '23514', constraint = 'edition_is_immutable';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;
create trigger edition_is_immutable before insert or update or delete on documents.edition_node
for each row execute function documents.refuse_published_part();
create trigger edition_is_immutable before insert or update or delete on documents.edition_passage
for each row execute function documents.refuse_published_part();
create trigger edition_is_immutable before insert or update or delete on documents.edition_figure
for each row execute function documents.refuse_published_part();

create trigger no_truncate before truncate on documents.edition for each statement execute function platform.refuse_change();
create trigger no_truncate before truncate on documents.edition_node for each statement execute function platform.refuse_change();
create trigger no_truncate before truncate on documents.edition_passage for each statement execute function platform.refuse_change();

create table documents.lineage (
  id uuid primary key default gen_random_uuid(),
  from_node_id uuid references documents.node,
  to_node_id uuid references documents.node,
  kind text not null check (kind in ('continued', 'split', 'merged', 'dropped', 'new')),
  made_by uuid references accounts.person,
  acting_role text not null,
  made_at timestamptz not null default now(),
  check (from_node_id is not null or to_node_id is not null)
);
comment on table documents.lineage is 'Node of an older document or edition to node of a newer one.';

select platform.watch_public('documents.document');
select platform.watch_public('documents.edition');
select platform.watch_public('documents.lineage');
