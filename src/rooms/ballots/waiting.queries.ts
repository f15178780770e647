import type { PollId, ProcessId } from "#kernel/ids.ts";
import type { Db, Sql, Tx } from "#platform/db.ts";
import { FEWEST_VOTERS, LOT_AGE } from "./ballot.rules.ts";

/** One sealer of a question at a time, until the end of the transaction; false while another one is at it. */
export async function trySealing(tx: Tx, poll: PollId): Promise<boolean> {
  const [row] = await tx<{ held: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended(${`ballots.seal ${poll}`}, 0)) as held
  `;
  return row?.held ?? false;
}

/** The same, after waiting for it. */
export async function holdSealing(tx: Tx, poll: PollId): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`ballots.seal ${poll}`}, 0))`;
}

/** Waits for the votes being stored; nobody votes until the end of the transaction. */
export async function holdVotes(tx: Tx, poll: PollId): Promise<void> {
  await tx`select votes.lock_poll(${poll})`;
}

/** Open questions whose waiting ballots may be sealed: the oldest is old enough, and enough people gave them. */
export async function listPollsToSeal(db: Db): Promise<readonly PollId[]> {
  const rows = await db<{ id: PollId }[]>`
    select poll.id
    from polls.poll
    cross join lateral (
      select coalesce(max(last_id), 0) as id
      from ballots.lot
      where poll_id = poll.id
    ) as sealed
    cross join lateral (
      select stored_at
      from ballots.ballot
      where poll_id = poll.id
        and ballot.id > sealed.id
      order by ballot.id
      limit 1
    ) as oldest
    where polls.is_open(poll)
      and oldest.stored_at <= now() - make_interval(secs => ${LOT_AGE})
      and (
        select count(*)
        from (
          select distinct voter_id
          from ballots.ballot
          where poll_id = poll.id
            and ballot.id > sealed.id
          limit ${FEWEST_VOTERS}
        ) as people
      ) = ${FEWEST_VOTERS}
    order by poll.number
  `;
  return rows.map(({ id }) => id);
}

export type WaitingBallot = { readonly id: number; readonly commitment: Uint8Array };

/** Ballots of no lot yet, in the order of their commits, at most `limit`. */
export async function listWaiting(tx: Tx, poll: PollId, limit: number): Promise<readonly WaitingBallot[]> {
  return await tx<WaitingBallot[]>`
    select id, commitment
    from ballots.ballot
    where poll_id = ${poll}
      and id > (select coalesce(max(last_id), 0) from ballots.lot where poll_id = ${poll})
    order by id
    limit ${limit}
  `;
}

/** How many ballots are in no lot yet, and how many people gave them. */
export async function countWaiting(
  tx: Tx,
  poll: PollId,
): Promise<{ readonly ballots: number; readonly voters: number }> {
  const [row] = await tx<{ ballots: number; voters: number }[]>`
    select count(*) as ballots, count(distinct voter_id) as voters
    from ballots.ballot
    where poll_id = ${poll}
      and id > (select coalesce(max(last_id), 0) from ballots.lot where poll_id = ${poll})
  `;
  return row ?? { ballots: 0, voters: 0 };
}

export type LoggedPoll = {
  readonly id: PollId;
  readonly number: number;
  readonly process: ProcessId;
  readonly isClosed: boolean;
  readonly isFlushed: boolean;
  readonly isTallied: boolean;
};

/** A published question, as its ballots see it. */
export async function loggedPoll(db: Db, id: PollId): Promise<LoggedPoll | null> {
  const [row] = await db<LoggedPoll[]>`
    select poll.id, poll.number, poll.process_id as process, now() >= coalesce(poll.closed_at, poll.closes_at) as "isClosed",
      closing.poll_id is not null as "isFlushed", closing.closed_at is not null as "isTallied"
    from polls.poll
    left join ballots.closing on closing.poll_id = poll.id
    where poll.id = ${id}
      and poll.published_at is not null
  `;
  return row ?? null;
}

/** Closed questions whose closing is not in the log yet: those whose last lot is to be sealed, and those that wait for the tree. */
export async function listPollsToClose(db: Sql): Promise<readonly PollId[]> {
  const rows = await db<{ id: PollId }[]>`
    select poll.id
    from polls.poll
    left join ballots.closing on closing.poll_id = poll.id
    where poll.published_at is not null
      and now() >= coalesce(poll.closed_at, poll.closes_at)
      and closing.closed_at is null
    order by coalesce(poll.closed_at, poll.closes_at), poll.number
  `;
  return rows.map(({ id }) => id);
}

/** Every lot of the question is in a published tree. */
export async function areLotsPublished(tx: Tx, poll: PollId): Promise<boolean> {
  const [row] = await tx<{ are: boolean }[]>`
    select not exists (
      select
      from ballots.lot
      where lot.poll_id = ${poll}
        and not exists (
          select
          from journal.leaf
          where leaf.o = lot.id
            and leaf.idx < (select max(size) from journal.checkpoint)
        )
    ) as are
  `;
  return row?.are ?? false;
}

export type Uncommitted = {
  readonly voter: string;
  readonly statement: string;
  readonly r: number;
  readonly answer: "agree" | "disagree" | "pass" | null;
  readonly replaces: Uint8Array | null;
};

/** Voters looked at together, in the order of their ids: a question of a million votes is not read at once. */
const VOTERS_AT_ONCE = 500;

/** The next voters after one; none: all were seen. */
export async function nextVoters(tx: Tx, poll: PollId, after: string | null): Promise<readonly string[]> {
  const rows = await tx<{ id: string }[]>`
    select id
    from votes.voter
    where poll_id = ${poll}
      and (${after}::uuid is null or id > ${after})
    order by id
    limit ${VOTERS_AT_ONCE}
  `;
  return rows.map(({ id }) => id);
}

/** Votes of these voters that have no commitment: imported, of the demonstration, or older than commitments. */
export async function listUncommitted(
  tx: Tx,
  poll: PollId,
  voters: readonly string[],
): Promise<readonly Uncommitted[]> {
  return await tx<Uncommitted[]>`
    select vote.voter_id as voter, vote.statement_id as statement,
      case vote.value when 1 then 'agree' when -1 then 'disagree' else 'pass' end as answer,
      greatest(vote.changes, last.r + 1) as r, last.commitment as replaces
    from votes.vote
    left join lateral (
      select r, commitment
      from ballots.ballot
      where ballot.voter_id = vote.voter_id
        and ballot.statement_id = vote.statement_id
      order by r desc
      limit 1
    ) as last on true
    where vote.voter_id = any(${voters}::uuid[])
      and vote.poll_id = ${poll}
      and (last.r is null or last.r < vote.changes)
    order by vote.voter_id, vote.statement_id
  `;
}

/** Ballots that count no more at closing: of voters set aside and of devices whose account votes. Each is replaced by a blank. */
export async function listUncounted(tx: Tx, poll: PollId): Promise<readonly Uncommitted[]> {
  return await tx<Uncommitted[]>`
    select last.voter_id as voter, last.statement_id as statement, null as answer, last.r + 1 as r, last.commitment as replaces
    from (
      select distinct on (ballot.voter_id, ballot.statement_id) ballot.voter_id, ballot.statement_id, ballot.r, ballot.commitment,
        ballot.answer
      from ballots.ballot
      join votes.voter on voter.id = ballot.voter_id
      where ballot.poll_id = ${poll}
        and not votes.counts(voter)
      order by ballot.voter_id, ballot.statement_id, ballot.r desc
    ) as last
    where last.answer is not null
    order by last.commitment
  `;
}
