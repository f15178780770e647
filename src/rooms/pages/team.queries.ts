import type { Sql } from "#platform/db.ts";

export type LatestAct = {
  readonly id: number;
  readonly kind: string;
  readonly occurredAt: Date;
  readonly actingRole: string;
};

/** The last acts written in the journal. */
export async function latestActs(sql: Sql): Promise<readonly LatestAct[]> {
  return await sql<LatestAct[]>`
    select id, kind, occurred_at as "occurredAt", acting_role as "actingRole"
    from journal.entry
    order by id desc
    limit 8
  `;
}

export type NextDate = { readonly title: string; readonly titleEn: string; readonly at: Date };

/** The next phase that opens or closes, by the clock of the database. */
export async function nextDate(sql: Sql): Promise<NextDate | null> {
  const [row] = await sql<NextDate[]>`
    select title, title_en as "titleEn", at
    from processes.phase
    cross join lateral (
      values (coalesce(opened_at, planned_opens_at)), (coalesce(closed_at, planned_closes_at))
    ) as boundary (at)
    where at > now()
    order by at
    limit 1
  `;
  return row ?? null;
}
