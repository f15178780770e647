import type { Db } from "#platform/db.ts";

export type WaitingRow = { readonly id: number; readonly data: Buffer };

/** What waits in the outbox, in its order. */
export async function listWaiting(db: Db): Promise<readonly WaitingRow[]> {
  return await db<WaitingRow[]>`
    select id, data
    from journal.queue
    order by id
  `;
}

type Revision = { readonly o: string; readonly r: number };

/** Of these revisions, those whose words are in this database. */
export async function revisionsWithWords(db: Db, revisions: readonly Revision[]): Promise<ReadonlySet<string>> {
  const rows = await db<Revision[]>`
    select opening.o, opening.r
    from unnest(${revisions.map(({ o }) => o)}::uuid[], ${revisions.map(({ r }) => r)}::integer[]) as asked (o, r)
    join journal.opening on opening.o = asked.o and opening.r = asked.r and opening.content is not null
  `;
  return new Set(rows.map(({ o, r }) => `${o} ${r}`));
}

/** Of these contributions, those that this database holds. */
export async function contributionsHere(db: Db, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db<{ id: string }[]>`
    select id
    from contributions.contribution
    where id = any (${ids as string[]}::uuid[])
  `;
  return new Set(rows.map(({ id }) => id));
}

/** The time of the database, as notices write it. */
export async function timeNow(db: Db): Promise<string> {
  const [row] = await db<{ time: string }[]>`select journal.leaf_time(true) as time`;
  return row?.time ?? "";
}
