import type { PollId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import { BUSY_DAY, type BusyDay, type Pattern, type Signal, type VotesAlike } from "./aside.rules.ts";
import { LEAST_PEOPLE } from "./signals.rules.ts";

/** At most so many of each kind are shown. */
const SHOWN = 20;

/** Groups and days out of the ordinary, the largest first. A signal only: people who agree vote alike, and a hall fills a day. */
export async function findSignals(db: Db, pollId: PollId): Promise<readonly Signal[]> {
  const [alike, days] = await Promise.all([listVotesAlike(db, pollId), listBusyDays(db, pollId)]);
  return [...alike, ...days];
}

/** Stored by the last look, with those of their people who count now: fewer than eleven are not shown. */
async function listVotesAlike(db: Db, pollId: PollId): Promise<readonly VotesAlike[]> {
  return await db<VotesAlike[]>`
    select 'alike' as pattern, signal.key, (signal.from_at at time zone 'UTC')::date::text as day, standing.verified,
      standing.guests, signal.statements, signal.same_ballot as "sameBallot", signal.from_at as "fromAt",
      signal.to_at as "toAt", signal.arrivals, signal.alike, signal.expected, signal.chance
    from votes.signal
    cross join lateral (
      select count(*) filter (where is_verified) as verified, count(*) filter (where not is_verified) as guests
      from votes.voter
      where voter.id = any (signal.voters)
        and votes.counts(voter)
    ) as standing
    where signal.poll_id = ${pollId}
      and standing.verified + standing.guests >= ${LEAST_PEOPLE}
    order by standing.verified + standing.guests desc, signal.from_at, signal.key
    limit ${SHOWN}
  `;
}

async function listBusyDays(db: Db, pollId: PollId): Promise<readonly BusyDay[]> {
  return await db<BusyDay[]>`
    with days as (
      select began_on, count(*) filter (where not is_verified) as guests
      from votes.voter
      where poll_id = ${pollId}
        and votes.counts(voter)
        and exists (select from votes.vote where voter_id = voter.id)
      group by began_on
    )
    select 'day' as pattern, '' as key, began_on::text as day, 0 as verified, guests
    from days
    where guests >= ${BUSY_DAY.people}
      and guests >= ${BUSY_DAY.times} * (
        select coalesce(percentile_cont(0.5) within group (order by other.guests), 0)
        from days as other
        where other.began_on <> days.began_on
      )
    order by guests desc, began_on
    limit ${SHOWN}
  `;
}

/** The voters of one pattern who count: those that a stored signal names, or the guests of a day as it stands now. */
export async function votersOfPattern(
  db: Db,
  pollId: PollId,
  { pattern, day, key }: Pattern,
): Promise<readonly { readonly id: string; readonly isVerified: boolean }[]> {
  return await db<{ id: string; isVerified: boolean }[]>`
    select voter.id, voter.is_verified as "isVerified"
    from votes.voter
    where voter.poll_id = ${pollId}
      and votes.counts(voter)
      and case
        when ${pattern} = 'alike'
        then voter.id = any (array(select unnest(voters) from votes.signal where poll_id = ${pollId} and key = ${key}))
        else voter.began_on = ${day}::date and not voter.is_verified
      end
      and exists (select from votes.vote where voter_id = voter.id)
    order by voter.id
  `;
}

/** When votes alike were last looked for; null: not yet. */
export async function lastLook(db: Db, pollId: PollId): Promise<Date | null> {
  const [row] = await db<{ lookedAt: Date }[]>`
    select looked_at as "lookedAt" from votes.look where poll_id = ${pollId}
  `;
  return row?.lookedAt ?? null;
}

/** The moment a look begins, by the clock of the database, and whether the question is closed by then. */
export async function lookBegins(
  db: Db,
  pollId: PollId,
): Promise<{ readonly at: Date; readonly isClosed: boolean } | null> {
  const [row] = await db<{ at: Date; isClosed: boolean }[]>`
    select now() as at, now() >= coalesce(closed_at, closes_at) as "isClosed"
    from polls.poll
    where id = ${pollId}
  `;
  return row ?? null;
}

/**
 * Questions to look at: closed since the last look; or open, last looked at `minutes` ago or more, with votes, voters set
 * aside or put back since. A vote may be stored a moment after its time: a minute more is read.
 */
export async function listDueLooks(db: Db, minutes: number): Promise<readonly PollId[]> {
  const rows = await db<{ id: PollId }[]>`
    select poll.id
    from polls.poll
    left join votes.look on look.poll_id = poll.id
    where poll.published_at is not null
      and now() >= poll.opens_at
      and look.is_last is distinct from true
      and (
        now() >= coalesce(poll.closed_at, poll.closes_at)
        or (
          (look.looked_at is null or look.looked_at <= now() - make_interval(mins => ${minutes}))
          and (
            exists (
              select
              from votes.vote
              where vote.poll_id = poll.id
                and vote.voted_at > coalesce(look.looked_at, '-infinity') - interval '1 minute'
            )
            or exists (
              select
              from votes.setting_aside
              where setting_aside.poll_id = poll.id
                and greatest(setting_aside.made_at, setting_aside.ended_at) > look.looked_at
            )
          )
        )
      )
    order by poll.number
  `;
  return rows.map(({ id }) => id);
}
