import type { PollId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";

/** A voter and their votes, `12:1 15:-1`, by number of statement. */
export type CastVoter = {
  readonly id: string;
  readonly isVerified: boolean;
  /** The region of a department; the nation or a region as it is. */
  readonly territory: string | null;
  /** The upper level of the list: finer ones are too few people to be shown. */
  readonly category: string | null;
  readonly stage: string | null;
  readonly votes: string;
};

/** Waits for the votes being stored at this moment; held for no longer, so that people go on voting. */
export async function waitForVotes(db: Db, pollId: PollId): Promise<void> {
  await db`select votes.lock_poll(${pollId})`;
}

/**
 * A whole question is read at once: by hashing, whatever is known of the tables. After a bulk of votes nothing is, and going row by
 * row through four hundred thousand of them took minutes.
 */
export async function readInBulk<T>(tx: Db, read: () => Promise<T>): Promise<T> {
  await tx`select set_config('enable_nestloop', 'off', true), set_config('work_mem', '64MB', true)`;
  const found = await read();
  await tx`select set_config('enable_nestloop', 'on', true), set_config('work_mem', '16MB', true)`;
  return found;
}

/** Everybody whose votes count, up to an instant. */
export async function listCastVoters(db: Db, pollId: PollId, until: Date | null): Promise<readonly CastVoter[]> {
  return await db<CastVoter[]>`
    with cast_votes as materialized (
      select vote.voter_id, string_agg(statement.number || ':' || vote.value, ' ' order by statement.number) as votes
      from votes.vote
      join polls.statement on statement.id = vote.statement_id
      where vote.poll_id = ${pollId}
        and (${until}::timestamptz is null or vote.voted_at <= ${until})
      group by vote.voter_id
    )
    select voter.id, voter.is_verified as "isVerified",
      case territory.kind when 'department' then territory.parent_code else territory.code end as territory,
      coalesce(category.parent_code, category.code) as category, stage.code as stage, cast_votes.votes
    from cast_votes
    join votes.voter on voter.id = cast_votes.voter_id
    left join processes.territory on territory.code = voter.territory_code
    left join processes.actor_category as category on category.code = voter.category_code
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
    with first_vote as materialized (
      select statement_id, min(voted_at) as at
      from votes.vote
      where poll_id = ${pollId}
      group by statement_id
    )
    select statement.number, statement.state = 'hidden' as "isOut", statement.is_meta as "isMeta",
      first_vote.at as "firstVoteAt"
    from polls.statement
    left join first_vote on first_vote.statement_id = statement.id
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
