import type { PollId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";

/** A voter and their votes, `12:1 15:-1`, by number of statement. */
export type CastVoter = {
  readonly id: string;
  readonly isVerified: boolean;
  readonly territory: string | null;
  readonly category: string | null;
  readonly stage: string | null;
  readonly votes: string;
};

/** Waits for the votes being stored at this moment; held for no longer, so that people go on voting. */
export async function waitForVotes(db: Db, pollId: PollId): Promise<void> {
  await db`select votes.lock_poll(${pollId})`;
}

/** Everybody whose votes count, up to an instant. */
export async function listCastVoters(db: Db, pollId: PollId, until: Date | null): Promise<readonly CastVoter[]> {
  return await db<CastVoter[]>`
    select voter.id, voter.is_verified as "isVerified", voter.territory_code as territory,
      voter.category_code as category, stage.code as stage, cast_votes.votes
    from (
      select vote.voter_id, string_agg(statement.number || ':' || vote.value, ' ' order by statement.number) as votes
      from votes.vote
      join polls.statement on statement.id = vote.statement_id
      where vote.poll_id = ${pollId}
        and (${until}::timestamptz is null or vote.voted_at <= ${until})
      group by vote.voter_id
    ) as cast_votes
    join votes.voter on voter.id = cast_votes.voter_id
    left join polls.stage on stage.id = voter.stage_id
    where votes.counts(voter)
  `;
}

export async function countSetAside(db: Db, pollId: PollId): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(*) as count
    from votes.voter
    where poll_id = ${pollId}
      and set_aside_at is not null
      and exists (select from votes.vote where vote.voter_id = voter.id)
  `;
  return row?.count ?? 0;
}

export type CastStatement = {
  readonly number: number;
  readonly isOut: boolean;
  readonly isMeta: boolean;
  /** When the first of the votes that stand was given; null: none. */
  readonly firstVoteAt: Date | null;
};

/** Statements that people were asked about, by number: those that wait for a moderator are in no result. */
export async function listCastStatements(
  db: Db,
  pollId: PollId,
  until: Date | null,
): Promise<readonly CastStatement[]> {
  return await db<CastStatement[]>`
    select statement.number, statement.state = 'hidden' as "isOut", statement.is_meta as "isMeta",
      (
        select min(vote.voted_at)
        from votes.vote
        join votes.voter on voter.id = vote.voter_id and votes.counts(voter)
        where vote.poll_id = statement.poll_id
          and vote.statement_id = statement.id
      ) as "firstVoteAt"
    from polls.statement
    where statement.poll_id = ${pollId}
      and statement.state <> 'waiting'
      and (${until}::timestamptz is null or statement.proposed_at <= ${until})
    order by statement.number
  `;
}

export type FormerPosition = { readonly voter: string; readonly name: string | null; readonly digest: string };

/** Where the last run placed everybody, and what they had voted. */
export async function listPositions(db: Db, pollId: PollId): Promise<readonly FormerPosition[]> {
  return await db<FormerPosition[]>`
    select voter_id as voter, group_name as name, votes_digest as digest
    from opinions.position
    where poll_id = ${pollId}
  `;
}

export async function listGroupNames(db: Db, pollId: PollId): Promise<readonly string[]> {
  const rows = await db<{ name: string }[]>`
    select name
    from opinions.group_name
    where poll_id = ${pollId}
    order by length(name), name
  `;
  return rows.map(({ name }) => name);
}
