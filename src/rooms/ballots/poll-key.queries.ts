import type { PollId } from "#kernel/ids.ts";
import type { Db, Tx } from "#platform/db.ts";
import { KEY_DAYS } from "./ballot.rules.ts";

export type KeyStanding = {
  readonly id: PollId;
  readonly isPublished: boolean;
  readonly isClosed: boolean;
  /** Null: no key was needed yet. */
  readonly kind: "own" | "site" | null;
  readonly digest: Uint8Array | null;
  readonly isDestroyed: boolean;
};

export async function keyStanding(db: Db, poll: number): Promise<KeyStanding | null> {
  const [row] = await db<KeyStanding[]>`
    select poll.id, poll.published_at is not null as "isPublished",
      now() >= coalesce(poll.closed_at, poll.closes_at) as "isClosed", poll_key.kind, poll_key.digest,
      poll_key.destroyed_at is not null as "isDestroyed"
    from polls.poll
    left join ballots.poll_key on poll_key.poll_id = poll.id
    where poll.number = ${poll}
  `;
  return row ?? null;
}

/** Whether the key of a question is to be destroyed, or was; "none" where it has none of its own. */
export async function keyFate(db: Db, poll: PollId): Promise<"kept" | "destroyed" | "none"> {
  const [row] = await db<{ isDestroyed: boolean }[]>`
    select destroyed_at is not null as "isDestroyed"
    from ballots.poll_key
    where poll_id = ${poll}
      and kind = 'own'
  `;
  if (!row) return "none";
  return row.isDestroyed ? "destroyed" : "kept";
}

/** One maker of a key at a time, until the end of the transaction. */
export async function holdKey(tx: Tx, poll: PollId): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`ballots.key ${poll}`}, 0))`;
}

/** Questions whose key has had its time. */
export async function listKeysToDestroy(
  db: Db,
): Promise<readonly { readonly id: PollId; readonly number: number; readonly digest: Uint8Array }[]> {
  return await db<{ id: PollId; number: number; digest: Uint8Array }[]>`
    select poll.id, poll.number, poll_key.digest
    from ballots.poll_key
    join polls.poll on poll.id = poll_key.poll_id
    where poll_key.kind = 'own'
      and poll_key.destroyed_at is null
      and coalesce(poll.closed_at, poll.closes_at) <= now() - make_interval(days => ${KEY_DAYS})
    order by poll.number
  `;
}

/** Those destroyed lately, whose files must be gone. */
export async function listDestroyedKeys(db: Db): Promise<readonly PollId[]> {
  const rows = await db<{ id: PollId }[]>`
    select poll_id as id
    from ballots.poll_key
    where destroyed_at > now() - make_interval(days => ${KEY_DAYS})
  `;
  return rows.map(({ id }) => id);
}
