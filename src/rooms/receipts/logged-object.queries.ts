import type { Db } from "#platform/db.ts";

export type LoggedAct = {
  readonly kind: string;
  readonly time: string;
  readonly revision: number | null;
  readonly leafHash: Uint8Array;
  readonly index: number;
};
export type LoggedObject = { readonly family: string; readonly actCount: number };

export const ACTS_PER_PAGE = 36;

/** What the log says of an object, whether its acts are published or still wait; null when it says nothing. */
export async function findLoggedObject(db: Db, object: string): Promise<LoggedObject | null> {
  const [row] = await db<LoggedObject[]>`
    select
      object.family,
      (
        select count(*)
        from journal.leaf
        where leaf.o = object.o
          and leaf.idx < (select max(size) from journal.checkpoint)
      ) as "actCount"
    from journal.object
    where object.o = ${object}
  `;
  return row ?? null;
}

/** A page of the published leaves of an object, in their order. */
export async function listActs(db: Db, object: string, page: number): Promise<readonly LoggedAct[]> {
  return await db<LoggedAct[]>`
    select kind, r as revision, leaf_hash as "leafHash", idx as index, convert_from(data, 'UTF8')::jsonb ->> 't' as time
    from journal.leaf
    where o = ${object}
      and idx < (select max(size) from journal.checkpoint)
    order by idx
    limit ${ACTS_PER_PAGE}
    offset ${(page - 1) * ACTS_PER_PAGE}
  `;
}
