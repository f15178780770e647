import type { PollId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { FoundSignal } from "./signals.rules.ts";

type Look = { readonly pollId: PollId; readonly at: Date; readonly isLast: boolean };

/** Puts the signals of a look in the place of those before, unless a later look was faster. Gives whether it did. */
export async function replaceSignals(
  tx: Tx,
  { pollId, at, isLast }: Look,
  signals: readonly FoundSignal[],
): Promise<boolean> {
  const looked = await tx`
    insert into votes.look (poll_id, looked_at, is_last)
    values (${pollId}, ${at}, ${isLast})
    on conflict (poll_id) do update
    set looked_at = excluded.looked_at, is_last = excluded.is_last
    where look.looked_at < excluded.looked_at
  `;
  if (looked.count === 0) return false;
  await tx`delete from votes.signal where poll_id = ${pollId}`;
  for (const { voters, statements, sameBallot, from, to, arrivals, alike, expected, chance } of signals) {
    await tx`
      insert into votes.signal (poll_id, key, voters, statements, same_ballot, from_at, to_at, arrivals, alike, expected, chance)
      select ${pollId}, md5(concat_ws('/', array_to_string(named.voters, ','), array_to_string(named.statements, ','))),
        named.voters, named.statements, ${sameBallot}, ${from}, ${to}, ${arrivals}, ${alike}, ${expected}, ${chance}
      from (select ${voters}::uuid[] as voters, ${statements}::integer[] as statements) as named
    `;
  }
  return true;
}
