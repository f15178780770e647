import type { Sql } from "#platform/db.ts";
import { moveBallots } from "#rooms/ballots";

type Device = { readonly poll: number; readonly tag: string; readonly deviceTag: string };

/**
 * What a device voted as a guest becomes the account's, while the question is open; where both voted, the account's vote stays. The
 * device's voter remains, without votes, so that nobody votes from it beside the account. Votes set aside are not taken over.
 */
export async function takeDeviceOver(sql: Sql, { poll, tag, deviceTag }: Device): Promise<void> {
  await sql.begin(async (tx) => {
    const [device] = await tx<{ id: string; pollId: string; isSetAside: boolean }[]>`
      select voter.id, voter.poll_id as "pollId", voter.set_aside_at is not null as "isSetAside"
      from votes.voter
      join polls.poll on poll.id = voter.poll_id
      cross join lateral votes.lock_poll(poll.id)
      where poll.number = ${poll}
        and voter.tag = decode(${deviceTag}, 'hex')
        and voter.taken_over_by is null
        and polls.is_open(poll)
    `;
    if (!device) return;
    const { id, pollId, isSetAside } = device;
    const [account] = await tx<{ id: string }[]>`
      insert into votes.voter as voter (poll_id, tag, is_verified, territory_code, category_code, stage_id, began_on)
      select poll_id, decode(${tag}, 'hex'), true, territory_code, category_code, stage_id, began_on
      from votes.voter
      where id = ${id}
      on conflict (poll_id, tag) do update
      set territory_code = coalesce(voter.territory_code, excluded.territory_code),
        category_code = coalesce(voter.category_code, excluded.category_code),
        stage_id = coalesce(voter.stage_id, excluded.stage_id)
      returning id
    `;
    if (!isSetAside && account) {
      await moveBallots(tx, { from: id, to: account.id });
      await tx`
        insert into votes.vote (poll_id, voter_id, statement_id, value, voted_at, changes)
        select poll_id, ${account.id}, statement_id, value, voted_at, changes
        from votes.vote
        where voter_id = ${id}
        on conflict (voter_id, statement_id) do nothing
      `;
      await tx`delete from votes.vote where voter_id = ${id}`;
    }
    // a second request that waited for the lock finds it done
    await tx`
      update votes.voter
      set taken_over_by = ${account?.id ?? null}, territory_code = null, category_code = null, stage_id = null
      where id = ${id}
        and poll_id = ${pollId}
        and taken_over_by is null
    `;
  });
}
