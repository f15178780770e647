import type { PollId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { Day, SettingAside } from "./aside.rules.ts";

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
