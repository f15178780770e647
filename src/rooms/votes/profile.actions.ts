import { Refused } from "#kernel/errors.ts";
import type { PollId, VoterId } from "#kernel/ids.ts";
import type { Actor } from "#platform/http/world.ts";
import type { Poll } from "#rooms/polls";
import { openPhaseFor } from "#rooms/processes";
import { updateProfile } from "./profile.store.ts";

type ProfileInput = {
  readonly poll: Pick<Poll, "process"> & { readonly id: PollId };
  readonly voterId: VoterId;
  readonly territory: string | null;
  readonly category: string | null;
};

/** Says, changes or takes back where somebody votes from, while they may vote. */
export async function saveProfile({ sql, viewer }: Actor, { poll, ...profile }: ProfileInput): Promise<void> {
  if (!(await openPhaseFor(sql, poll.process.id, viewer, "vote"))) throw new Refused("votes.refused.noPhase");
  if (!(await updateProfile(sql, { pollId: poll.id, ...profile }))) throw new Refused("votes.refused.closed");
}
