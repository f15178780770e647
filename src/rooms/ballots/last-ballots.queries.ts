import type { Tx } from "#platform/db.ts";

export type LastBallot = {
  /** Place of the vote among those asked, from 1. */
  readonly n: number;
  readonly poll: string;
  readonly statement: string;
  readonly replaces: Uint8Array | null;
};

/** For each vote about to be stored: its question and statement, and the ballot that it will replace. */
export async function lastBallots(
  tx: Tx,
  poll: number,
  votes: readonly { readonly tag: string; readonly statement: number }[],
): Promise<readonly LastBallot[]> {
  return await tx<LastBallot[]>`
    select asked.n::integer as n, poll.id as poll, statement.id as statement, last.commitment as replaces
    from unnest(${votes.map(({ tag }) => tag)}::text[], ${votes.map((vote) => vote.statement)}::integer[])
      with ordinality as asked (tag, statement_number, n)
    join polls.poll on poll.number = ${poll}
    join polls.statement on statement.poll_id = poll.id and statement.number = asked.statement_number
    left join votes.voter on voter.poll_id = poll.id and voter.tag = decode(asked.tag, 'hex')
    left join lateral (
      select commitment
      from ballots.ballot
      where ballot.voter_id = voter.id
        and ballot.statement_id = statement.id
      order by r desc
      limit 1
    ) as last on true
    order by asked.n
  `;
}
