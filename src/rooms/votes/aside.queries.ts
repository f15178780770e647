import type { PollId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import { ALIKE, BUSY_DAY, type Day, type Pattern, type SettingAside, type Signal } from "./aside.rules.ts";

/** Voters who count and voted, with the fingerprint of all their votes. */
const fingerprints = (db: Db, pollId: PollId) => db`
  select voter.id, voter.is_verified, voter.began_on, count(*) as statements,
    md5(string_agg(vote.statement_id::text || vote.value, ',' order by vote.statement_id)) as key
  from votes.voter
  join votes.vote on vote.voter_id = voter.id
  where voter.poll_id = ${pollId}
    and votes.counts(voter)
  group by voter.id
`;

/** Groups and days out of the ordinary, the largest first. A signal only: people who agree vote alike, and a hall fills a day. */
export async function findSignals(db: Db, pollId: PollId): Promise<readonly Signal[]> {
  return await db<Signal[]>`
    with voter as (${fingerprints(db, pollId)}),
    alike as (
      select 'alike' as pattern, began_on::text as day, key, statements,
        count(*) filter (where is_verified) as verified, count(*) filter (where not is_verified) as guests
      from voter
      where statements >= ${ALIKE.statements}
      group by began_on, key, statements
      having count(*) >= ${ALIKE.people}
    ),
    days as (
      select began_on, count(*) filter (where not is_verified) as guests
      from voter
      group by began_on
    ),
    busy as (
      select 'day' as pattern, began_on::text as day, '' as key, 0::bigint as statements, 0::bigint as verified, guests
      from days
      where guests >= ${BUSY_DAY.people}
        and guests >= ${BUSY_DAY.times} * (
          select coalesce(percentile_cont(0.5) within group (order by other.guests), 0)
          from days as other
          where other.began_on <> days.began_on
        )
    )
    select * from alike
    union all
    select * from busy
    order by guests desc, verified desc, day, key
    limit 20
  `;
}

/** The voters of one pattern, as it stands now. */
export async function votersOfPattern(
  db: Db,
  pollId: PollId,
  { pattern, day, key }: Pattern,
): Promise<readonly { readonly id: string; readonly isVerified: boolean }[]> {
  return await db<{ id: string; isVerified: boolean }[]>`
    select voter.id, voter.is_verified as "isVerified"
    from (${fingerprints(db, pollId)}) as voter
    where voter.began_on = ${day}::date
      and case when ${pattern} = 'alike' then voter.key = ${key} else not voter.is_verified end
    order by voter.id
  `;
}

const columns = (db: Db) => db`
  id, number, pattern, about ->> 'day' as day, verified, guests, reason, made_at as "madeAt", ended_at as "endedAt",
  end_reason as "endReason"
`;

/** Groups set aside, with their public reasons, the last first; those put back as well. */
export async function listSettingsAside(db: Db, pollId: PollId): Promise<readonly SettingAside[]> {
  return await db<SettingAside[]>`
    select ${columns(db)}
    from votes.setting_aside
    where poll_id = ${pollId}
    order by number desc
  `;
}

export async function settingAsideByNumber(db: Db, pollId: PollId, number: number): Promise<SettingAside | null> {
  const [row] = await db<SettingAside[]>`
    select ${columns(db)}
    from votes.setting_aside
    where poll_id = ${pollId}
      and number = ${number}
  `;
  return row ?? null;
}

/** People by the day they began to vote, the last first. */
export async function arrivalsByDay(db: Db, pollId: PollId): Promise<readonly Day[]> {
  return await db<Day[]>`
    select began_on::text as day, count(*) filter (where is_verified) as verified,
      count(*) filter (where not is_verified) as guests
    from votes.voter
    where poll_id = ${pollId}
      and votes.counts(voter)
      and exists (select from votes.vote where voter_id = voter.id)
    group by began_on
    order by began_on desc
    limit 120
  `;
}
