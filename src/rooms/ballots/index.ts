/**
 * Ballots: a commitment for each vote, sealed in lots, opened and recounted once the question is closed.
 * Who may enter: votes are stored by the room votes; everybody reads lots, and their openings after closing.
 * Tables: ballots.ballot, lot, closing, poll_key.
 * Journal entries: poll.key-destroyed; leaves poll.opened (of older questions), ballot.batch, poll.closed, poll.tallied.
 * Needs: journal, sequencer, polls.
 */
import { ballotsJobs } from "./ballots.job.ts";
import { countRoutes } from "./count.routes.tsx";
import { lotRoutes } from "./lots.routes.ts";

export { adoptPoll, closeDuePolls } from "./close.actions.ts";
export { ballotStatement, drawBallots, moveBallots } from "./draw-ballots.actions.ts";
export { ballotAcknowledgement, ballotProof } from "./give-proof.actions.ts";
export { ballotsInvariants as invariants } from "./invariants.queries.ts";
export { ownLots, promisedBallots } from "./own-ballots.queries.ts";
export { OwnProofsView } from "./own-proofs.view.tsx";
export { closedPollKey, destroyDueKeys, type KeyHolder, pollKey } from "./poll-key.actions.ts";
export { keyFate } from "./poll-key.queries.ts";
export { sealDueLots } from "./seal.actions.ts";

export const routes = [...lotRoutes, ...countRoutes];
export const jobs = ballotsJobs;
