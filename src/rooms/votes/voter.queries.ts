import type { PollId, VoterId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import type { OwnVote, Voter } from "./voter.rules.ts";

/** The voter with this tag (see `identityOf`); null before the first vote. */
export async function voterOf(db: Db, pollId: PollId, tag: string | null): Promise<Voter | null> {
  if (tag === null) return null;
  const [row] = await db<Voter[]>`
    select voter.id, voter.is_verified as "isVerified", voter.territory_code as "territoryCode",
      voter.category_code as "categoryCode", setting_aside.reason as "setAsideReason",
      voter.taken_over_by is not null as "isTakenOver"
    from votes.voter
    left join votes.setting_aside on setting_aside.id = voter.set_aside_id
    where voter.poll_id = ${pollId}
      and voter.tag = decode(${tag}, 'hex')
  `;
  return row ?? null;
}

/** The votes of one voter, the last changed first. */
export async function ownVotes(db: Db, pollId: PollId, voterId: VoterId): Promise<readonly OwnVote[]> {
  return await db<OwnVote[]>`
    select statement.number, vote.value, vote.voted_at as "votedAt"
    from votes.vote
    join polls.statement on statement.id = vote.statement_id
    where vote.voter_id = ${voterId}
      and vote.poll_id = ${pollId}
    order by vote.voted_at desc, statement.number
  `;
}

/** Does this device still have votes as a guest, that an account should take over? */
export async function hasGuestVotes(db: Db, pollId: PollId, deviceTag: string | null): Promise<boolean> {
  if (deviceTag === null) return false;
  const [row] = await db<{ found: boolean }[]>`
    select exists (
      select from votes.voter where poll_id = ${pollId} and tag = decode(${deviceTag}, 'hex') and taken_over_by is null
    ) as found
  `;
  return row?.found ?? false;
}

export type VoterCounts = {
  readonly verified: number;
  readonly guests: number;
  readonly setAside: number;
  readonly votes: number;
};

/** People who voted at least once: verified ones and guests apart, those set aside in neither; and the votes that count. */
export async function countVoters(db: Db, pollId: PollId): Promise<VoterCounts> {
  const [row] = await db<VoterCounts[]>`
    select
      count(*) filter (where votes.counts(voter) and is_verified) as verified,
      count(*) filter (where votes.counts(voter) and not is_verified) as guests,
      count(*) filter (where set_aside_at is not null) as "setAside",
      (select coalesce(sum(agrees + disagrees + passes), 0)::bigint from votes.tally where poll_id = ${pollId}) as votes
    from votes.voter
    where poll_id = ${pollId}
      and exists (select from votes.vote where voter_id = voter.id)
  `;
  return row ?? { verified: 0, guests: 0, setAside: 0, votes: 0 };
}

/** How many voters voted or changed a vote after an instant: what decides whether a new public result appears. */
export async function changedVotersSince(db: Db, pollId: PollId, instant: Date): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(distinct vote.voter_id) as count
    from votes.vote
    join votes.voter on voter.id = vote.voter_id
    where vote.poll_id = ${pollId}
      and vote.voted_at > ${instant}
      and votes.counts(voter)
  `;
  return row?.count ?? 0;
}
