/**
 * Votes: agree, disagree or pass on one statement at a time; written durably in batches.
 * Who may enter: whoever the question and the open phase let vote; a guest with the signed token of a device; administrators
 * and editors set voters aside and put them back, analysts look.
 * Tables: votes.voter, vote, tally, arrival, setting_aside, look, signal.
 * Journal entries: votes.voters-set-aside, votes.voters-put-back.
 * Needs: journal, processes, polls, ballots.
 */

import type { Command } from "#platform/command.ts";
import type { Job } from "#platform/job.ts";
import { purgeArrivalsJob } from "./arrivals.job.ts";
import { importPollCommand } from "./import-poll.command.ts";
import { importPollRoutes } from "./import-poll.routes.tsx";
import { mineRoutes } from "./mine.routes.tsx";
import { seekSignalsJob } from "./signals.job.ts";
import { voteRoutes } from "./vote.routes.tsx";
import { votersRoutes } from "./voters.routes.tsx";

export { listSettingsAside } from "./aside.queries.ts";
export type { SettingAside } from "./aside.rules.ts";
export {
  type Ballots,
  type BallotVoter,
  CHOICES,
  type Choice,
  choiceOfValue,
  type VoteValue,
  valueOfChoice,
} from "./ballot.rules.ts";
export { votesOf } from "./ballots.queries.ts";
export { castVote, VoteRefused } from "./cast.actions.ts";
export { type ImportedVoter, type ImportedVotes, insertVotes } from "./insert-votes.actions.ts";
export { votesInvariants as invariants } from "./invariants.queries.ts";
export { seekSignals } from "./seek-signals.actions.ts";
export {
  changedVotersSince,
  countVoters,
  ownVotes,
  type VoterCounts,
  voterOf,
} from "./voter.queries.ts";
export type { OwnVote, Voter } from "./voter.rules.ts";
export { type Identity, identityOf } from "./voter-tag.actions.ts";

export const routes = [...voteRoutes, ...mineRoutes, ...votersRoutes, ...importPollRoutes];
export const commands: readonly Command[] = [importPollCommand];
export const jobs: readonly Job[] = [purgeArrivalsJob, seekSignalsJob];
