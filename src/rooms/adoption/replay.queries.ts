import type { Sql } from "#platform/db.ts";

/** A leaf, in the log or waiting for it, or where the log says an object stands. */
export type Replayed =
  | { readonly part: "logged" | "waiting"; readonly place: number; readonly data: Uint8Array }
  | ({ readonly part: "object" } & ObjectRow);

export type ObjectRow = {
  readonly o: string;
  readonly r: number;
  readonly state: string;
  readonly hash: Uint8Array | null;
  readonly isDetached: boolean;
};

const AT_ONCE = 1_000;

/** All leaves in their order, those that wait after those logged, then all objects; one moment of the database. */
export async function replay(sql: Sql, take: (row: Replayed) => void): Promise<void> {
  const rows = sql<Replayed[]>`
    select part, place, data, o, r, state, hash, "isDetached"
    from (
      select 1 as turn, 'logged' as part, idx as place, data, null::uuid as o, null::integer as r, null as state,
        null::bytea as hash, null::boolean as "isDetached"
      from journal.leaf
      union all
      select 2, 'waiting', id, data, null, null, null, null, null
      from journal.queue
      union all
      select 3, 'object', null, null, o, r, state, hash, is_detached
      from journal.object
    ) as row
    order by turn, place, o
  `;
  await rows.cursor(AT_ONCE, (batch) => {
    for (const row of batch) take(row);
  });
}

/** A leaf with commitments, and what should open them. */
export type Committed = {
  readonly part: "logged" | "waiting";
  readonly place: number;
  readonly data: Uint8Array;
  readonly state: string | null;
  readonly isDetached: boolean | null;
  readonly nonce: Uint8Array | null;
  readonly content: string | null;
  readonly authorNonce: Uint8Array | null;
  readonly authorLabel: string | null;
  readonly actorNonce: Uint8Array | null;
  readonly actorContent: string | null;
};

export async function replayCommitments(sql: Sql, take: (row: Committed) => void): Promise<void> {
  const rows = sql<Committed[]>`
    select leaf.part, leaf.place, leaf.data, object.state, object.is_detached as "isDetached", opening.nonce, opening.content,
      opening.author_nonce as "authorNonce", opening.author_label as "authorLabel", actor.nonce as "actorNonce",
      actor.content as "actorContent"
    from (
      select 1 as turn, 'logged' as part, idx as place, event_id, data, encode(data, 'escape') as text
      from journal.leaf
      union all
      select 2, 'waiting', id, event_id, data, encode(data, 'escape')
      from journal.queue
    ) as leaf
    left join journal.object on object.o = substring(leaf.text from '"o":"([0-9a-f-]{36})"')::uuid
    left join journal.opening
      on opening.o = object.o
      and opening.r = substring(leaf.text from '"r":([0-9]{1,7})[,}]')::integer
    left join journal.actor_opening as actor on actor.event_id = leaf.event_id
    where leaf.text ~ '"a?h":'
    order by leaf.turn, leaf.place
  `;
  await rows.cursor(AT_ONCE, (batch) => {
    for (const row of batch) take(row);
  });
}
