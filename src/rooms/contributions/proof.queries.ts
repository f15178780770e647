import type { Db } from "#platform/db.ts";
import type { LoggedRevision, LogState } from "./proof.rules.ts";

export async function logState(db: Db): Promise<LogState> {
  const [row] = await db<LogState[]>`
    select head.origin is not null as "isOpen", exists (select from journal.freeze) as "isFrozen"
    from journal.head
  `;
  return row ?? { isOpen: false, isFrozen: false };
}

/** The texts that authors wrote, with their leaves: in order of revision. What waits in the outbox is hashed as it will be. */
export async function loggedRevisions(db: Db, objects: readonly string[]): Promise<readonly LoggedRevision[]> {
  return await db<LoggedRevision[]>`
    with published as (
      select coalesce(max(size), 0) as size
      from journal.checkpoint
    ),
    own as (
      select o, r, kind, idx, leaf_hash
      from journal.leaf
      where o = any(${objects as string[]}::uuid[])
      union all
      select (act.fields ->> 'o')::uuid, (act.fields ->> 'r')::integer, act.fields ->> 'k', null, sha256('\\x00'::bytea || queue.data)
      from journal.queue
      cross join lateral (select convert_from(queue.data, 'UTF8')::jsonb as fields) as act
      where (act.fields ->> 'o')::uuid = any(${objects as string[]}::uuid[])
    )
    select
      own.o as object,
      own.r as revision,
      own.leaf_hash as "leafHash",
      coalesce(own.idx < published.size, false) as "isPublished",
      (select count(*) from journal.witness where witness.size > own.idx) as witnesses,
      exists (
        select
        from journal.opening
        where opening.o = own.o
          and opening.r = own.r
          and opening.nonce is not null
      ) as "isOpenable"
    from own
    cross join published
    where own.kind in ('contribution.submitted', 'contribution.edited')
    order by own.o, own.r
  `;
}
