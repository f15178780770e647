import type { PollId, VoterId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { OwnLot } from "./count.rules.ts";
import type { OpenedBallot } from "./lots.queries.ts";

/** The lots that hold ballots of one voter. */
export async function ownLots(db: Db, poll: PollId, voter: VoterId): Promise<readonly OwnLot[]> {
  return await db<OwnLot[]>`
    select lot.id, lot.number, lot.sealed_at as "sealedAt", count(*) as own,
      exists (
        select
        from journal.leaf
        where leaf.o = lot.id
          and leaf.idx < (select max(size) from journal.checkpoint)
      ) as "isPublished"
    from ballots.ballot
    join ballots.lot on lot.poll_id = ballot.poll_id and ballot.id between lot.first_id and lot.last_id
    where ballot.voter_id = ${voter}
      and ballot.poll_id = ${poll}
    group by lot.id, lot.number, lot.sealed_at
    order by lot.number
  `;
}

export type PromisedBallots = {
  readonly commitments: readonly Buffer[];
  /** When the last of them was stored, and when the question closes: to the second. */
  readonly time: string;
  readonly closes: string;
};

/** Ballots of one voter that are in no published lot yet; null: none. */
export async function promisedBallots(db: Db, poll: PollId, voter: VoterId): Promise<PromisedBallots | null> {
  const [row] = await db<{ commitments: readonly Buffer[]; time: string | null; closes: string }[]>`
    select coalesce(array_agg(ballot.commitment order by ballot.commitment), '{}') as commitments,
      to_char(max(ballot.stored_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as time,
      (
        select to_char(coalesce(closed_at, closes_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        from polls.poll
        where poll.id = ${poll}
      ) as closes
    from ballots.ballot
    where ballot.voter_id = ${voter}
      and ballot.poll_id = ${poll}
      and not exists (
        select
        from ballots.lot
        join journal.leaf on leaf.o = lot.id
        where lot.poll_id = ballot.poll_id
          and ballot.id between lot.first_id and lot.last_id
          and leaf.idx < (select max(size) from journal.checkpoint)
      )
  `;
  return row?.time ? { commitments: row.commitments, time: row.time, closes: row.closes } : null;
}

export type LoggedLot = { readonly commitments: Buffer; readonly leaf: Buffer; readonly index: number };

/** A lot with its leaf; null until it is in the tree. */
export async function loggedLot(db: Db, poll: PollId, lot: string): Promise<LoggedLot | null> {
  const [row] = await db<LoggedLot[]>`
    select lot.commitments, leaf.data as leaf, leaf.idx as index
    from ballots.lot
    join journal.leaf on leaf.o = lot.id
    where lot.id = ${lot}
      and lot.poll_id = ${poll}
  `;
  return row ?? null;
}

/** What opens the ballots of one voter in a lot, in the order in which they were given. */
export async function ownBallotsOf(
  db: Db,
  lot: string,
  voter: VoterId,
): Promise<readonly (OpenedBallot & { readonly commitment: Buffer })[]> {
  return await db<(OpenedBallot & { commitment: Buffer })[]>`
    select ballot.commitment, ballot.nonce, ballot.poll_id as poll, ballot.statement_id as statement, ballot.answer,
      ballot.replaces
    from ballots.lot
    join ballots.ballot on ballot.poll_id = lot.poll_id and ballot.id between lot.first_id and lot.last_id
    where lot.id = ${lot}
      and ballot.voter_id = ${voter}
    order by ballot.id
  `;
}
