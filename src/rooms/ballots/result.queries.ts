import type { PollId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { QuestionCounts } from "./result.rules.ts";

export type ClosingFacts = {
  readonly ballots: number;
  /** People whose votes count. */
  readonly voters: number;
  readonly closedAt: Date;
  /** Why it was closed before its time. */
  readonly reason: string | null;
};

export async function closingFacts(db: Db, id: PollId): Promise<ClosingFacts> {
  const [row] = await db<ClosingFacts[]>`
    select
      (select coalesce(sum(n), 0)::bigint from ballots.lot where poll_id = poll.id) as ballots,
      (
        select count(*)
        from votes.voter
        where voter.poll_id = poll.id
          and votes.counts(voter)
          and exists (select from ballots.ballot where ballot.voter_id = voter.id)
      ) as voters,
      coalesce(poll.closed_at, poll.closes_at) as "closedAt", poll.close_reason as reason
    from polls.poll
    where poll.id = ${id}
  `;
  if (!row) throw new RangeError("no such question");
  return row;
}

/** Counts of each statement made from the ballots alone: those that another one replaces are left out. */
export async function listCounts(db: Db, id: PollId): Promise<readonly QuestionCounts[]> {
  return await db<QuestionCounts[]>`
    select ballot.statement_id as question, count(*) filter (where answer = 'agree') as agree,
      count(*) filter (where answer = 'disagree') as disagree, count(*) filter (where answer = 'pass') as pass,
      count(*) filter (where answer is null) as blank
    from ballots.ballot
    left join (
      select replaces
      from ballots.ballot
      where poll_id = ${id}
        and replaces is not null
    ) as later on later.replaces = ballot.commitment
    where ballot.poll_id = ${id}
      and later.replaces is null
    group by ballot.statement_id
    order by ballot.statement_id
  `;
}

export async function listLotIds(db: Db, id: PollId): Promise<readonly string[]> {
  const rows = await db<{ id: string }[]>`
    select id
    from ballots.lot
    where poll_id = ${id}
    order by number
  `;
  return rows.map((row) => row.id);
}
