import type { PollId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";

/** From now on voters of the question are known by this key, and by no other. */
export async function insertPollKey(tx: Tx, poll: PollId, digest: Uint8Array): Promise<void> {
  await tx`
    insert into ballots.poll_key (poll_id, kind, digest)
    values (${poll}, 'own', ${digest})
  `;
}

/** False when it was destroyed before. */
export async function markDestroyed(tx: Tx, poll: PollId): Promise<boolean> {
  const marked = await tx`
    update ballots.poll_key
    set destroyed_at = now()
    where poll_id = ${poll}
      and destroyed_at is null
  `;
  return marked.count > 0;
}
