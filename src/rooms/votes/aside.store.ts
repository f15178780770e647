import type { PollId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { Pattern } from "./aside.rules.ts";

type NewSetting = {
  readonly id: string;
  readonly pollId: PollId;
  readonly pattern: Pattern;
  readonly voters: readonly { readonly id: string; readonly isVerified: boolean }[];
  readonly reason: string;
  readonly madeBy: string;
  readonly role: string;
};

/** Nobody votes and nobody else sets aside in this question until the end of the transaction. */
export async function lockVotes(tx: Tx, pollId: PollId): Promise<void> {
  await tx`select votes.lock_poll(${pollId})`;
}

/** Takes voters out of the counts. Gives the number of the group. */
export async function insertSettingAside(tx: Tx, setting: NewSetting): Promise<number> {
  const { id, pollId, pattern, voters, reason, madeBy, role } = setting;
  const verified = voters.filter(({ isVerified }) => isVerified).length;
  const [row] = await tx<{ number: number }[]>`
    insert into votes.setting_aside (id, poll_id, number, pattern, about, verified, guests, reason, made_by, acting_role)
    select ${id}, ${pollId}, coalesce(max(number), 0) + 1, ${pattern.pattern},
      ${tx.json({ day: pattern.day, key: pattern.key })}::jsonb || coalesce(
        (
          select to_jsonb(signal) - array['poll_id', 'voters']
          from votes.signal
          where poll_id = ${pollId}
            and key = ${pattern.key}
        ),
        '{}'
      ),
      ${verified}, ${voters.length - verified}, ${reason}, ${madeBy}, ${role}
    from votes.setting_aside
    where poll_id = ${pollId}
    returning number
  `;
  await tx`
    update votes.voter
    set set_aside_at = now(), set_aside_id = ${id}
    where id = any (${voters.map((voter) => voter.id)}::uuid[])
  `;
  return row?.number ?? 0;
}

/** Puts the voters of a group back into the counts. Gives whether it was still set aside. */
export async function endSettingAside(
  tx: Tx,
  { id, reason, endedBy }: { readonly id: string; readonly reason: string; readonly endedBy: string },
): Promise<boolean> {
  const ended = await tx`
    update votes.setting_aside
    set ended_at = now(), end_reason = ${reason}, ended_by = ${endedBy}
    where id = ${id}
      and ended_at is null
  `;
  if (ended.count === 0) return false;
  await tx`
    update votes.voter
    set set_aside_at = null, set_aside_id = null
    where set_aside_id = ${id}
  `;
  return true;
}
