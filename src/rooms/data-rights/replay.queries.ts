import type { Sql } from "#platform/db.ts";

type Logged = { readonly k: string; readonly o: string; readonly lb?: string };

/** The leaves that say what went, logged or waiting, in their order. */
export async function listLoggedForgettings(sql: Sql): Promise<readonly Logged[]> {
  const rows = await sql<{ leaf: string }[]>`
    select leaf
    from (
      select 0 as part, idx as place, convert_from(data, 'UTF8') as leaf
      from journal.leaf
      where kind in ('erasure.performed', 'author.detached')
      union all
      select 1, id, convert_from(data, 'UTF8')
      from journal.queue
      where convert_from(data, 'UTF8') like '%"k":"erasure.performed"%'
        or convert_from(data, 'UTF8') like '%"k":"author.detached"%'
    ) as logged
    order by part, place
  `;
  return rows.map(({ leaf }) => JSON.parse(leaf) as Logged);
}

/** Objects that the log says were erased or detached, and that are not, or not wholly. */
export async function listUnforgotten(sql: Sql): Promise<readonly string[]> {
  const rows = await sql<{ offender: string }[]>`
    select 'contribution ' || contribution.number || ' is erased in the log only' as offender
    from journal.leaf
    join contributions.contribution on contribution.id = leaf.o
    where leaf.kind = 'erasure.performed'
      and contribution.state <> 'erased'
    union
    select 'contribution ' || contribution.number || ' has lost its author in the log only'
    from journal.leaf
    join contributions.contribution on contribution.id = leaf.o
    where leaf.kind = 'author.detached'
      and contribution.detached_at is null
      and contribution.state <> 'erased'
    union
    select 'contribution ' || number || ' has left something in ' || place
    from data_rights.remains()
    order by offender
  `;
  return rows.map(({ offender }) => offender);
}
