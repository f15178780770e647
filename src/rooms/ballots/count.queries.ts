import type { PollId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import { type CountState, LOTS_PAGE, type LotLine } from "./count.rules.ts";

/** Where the ballots of a question stand in the log, as everybody may know: it moves by lots, so by eleven people at least. */
export async function countState(db: Db, poll: PollId): Promise<CountState> {
  const [row] = await db<CountState[]>`
    select coalesce(sum(lot.n), 0)::bigint as ballots, count(lot.id) as lots,
      exists (select from journal.object where o = ${poll}) as "isLogged",
      (select closed_at from ballots.closing where poll_id = ${poll}) as "talliedAt",
      coalesce((select are_opened from ballots.closing where poll_id = ${poll}), false) as "areOpened"
    from ballots.lot
    where lot.poll_id = ${poll}
  `;
  return row ?? { ballots: 0, lots: 0, isLogged: false, talliedAt: null, areOpened: false };
}

/** In the order in which they were sealed. */
export async function listLots(db: Db, poll: PollId, page: number): Promise<readonly LotLine[]> {
  return await db<LotLine[]>`
    select lot.id, lot.number, lot.n, lot.sealed_at as "sealedAt", leaf.idx as leaf
    from ballots.lot
    left join journal.leaf on leaf.o = lot.id and leaf.idx < (select max(size) from journal.checkpoint)
    where lot.poll_id = ${poll}
    order by lot.number
    limit ${LOTS_PAGE}
    offset ${(page - 1) * LOTS_PAGE}
  `;
}
