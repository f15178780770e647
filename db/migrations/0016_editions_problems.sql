-- The difference of an edition is computed once for all its changes: a text of 2,000 passages is checked in milliseconds.
create or replace function editions.problems(edition uuid)
returns table (problem text, passage_id uuid, node_id uuid) language sql stable as $$
  with
  difference as materialized (select * from editions.difference(edition)),
  change as materialized (select * from editions.change where edition_id = edition)
  select 'difference_without_change', difference.passage_id, difference.node_id
  from difference
  where (difference.kind, coalesce(difference.passage_id, difference.node_id))
    not in (select change.kind, coalesce(change.passage_id, change.node_id) from change)
  union all
  select 'change_without_difference', change.passage_id, change.node_id
  from change
  where (change.kind, coalesce(change.passage_id, change.node_id))
    not in (select difference.kind, coalesce(difference.passage_id, difference.node_id) from difference)
  union all
  select 'change_without_reason', change.passage_id, change.node_id
  from change
  where change.editorial_reason is null
    and change.id not in (select change_decision.change_id from editions.change_decision)
$$;
