import type { Db } from "#platform/db.ts";

export type Outlook = {
  readonly isBegun: boolean;
  /** Something waits in the outbox. */
  readonly waits: boolean;
  readonly size: number;
  /** Largest size that was published; null: none. */
  readonly published: number | null;
  readonly frozenBecause: string | null;
  /** The night's examination was not begun by anybody yet. */
  readonly isNightDue: boolean;
};

/** What there is to do: read several times a second, so by the ends of indexes alone. */
export async function lookOut(db: Db): Promise<Outlook> {
  const [outlook] = await db<Outlook[]>`
    select origin is not null as "isBegun",
      (select id from journal.queue order by id limit 1) is not null as waits,
      size,
      (select size from journal.checkpoint order by size desc limit 1) as published,
      (select reason from journal.freeze) as "frozenBecause",
      coalesce((select claimed_at from journal.examination), '-infinity')
        < date_trunc('day', now() - interval '2 hours') + interval '2 hours' as "isNightDue"
    from journal.head
  `;
  if (!outlook) throw new Error("journal.head has no row");
  return outlook;
}
