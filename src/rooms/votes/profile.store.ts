import type { PollId, VoterId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";

export type ProfileInput = {
  readonly pollId: PollId;
  readonly voterId: VoterId;
  readonly territory: string | null;
  readonly category: string | null;
};

/** While the question is open, by the clock of the database. Gives whether it was stored. */
export async function updateProfile(db: Db, { pollId, voterId, territory, category }: ProfileInput): Promise<boolean> {
  const updated = await db`
    update votes.voter
    set territory_code = ${territory}, category_code = ${category}
    from polls.poll
    where poll.id = ${pollId}
      and polls.is_open(poll)
      and voter.poll_id = poll.id
      and voter.id = ${voterId}
      and voter.taken_over_by is null
  `;
  return updated.count > 0;
}
