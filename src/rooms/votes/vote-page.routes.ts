import { NotFound } from "#kernel/errors.ts";
import type { Context } from "#platform/http/context.ts";
import { closedPollKey, pollKey } from "#rooms/ballots";
import {
  mayReadPoll,
  type Poll,
  pollByNumber,
  type Stage,
  shownStatements,
  stageByCode,
  stageCookie,
  stateOf,
} from "#rooms/polls";
import { openPhaseFor } from "#rooms/processes";
import { takeOver } from "./cast.actions.ts";
import { hasGuestVotes, ownVotes, voterOf } from "./voter.queries.ts";
import { type OwnVote, type Voter, type VotingState, votingStateOf } from "./voter.rules.ts";
import { type Identity, identityOf } from "./voter-tag.actions.ts";

/** The question of the address, if this person may read it. */
export async function pollOf(ctx: Context): Promise<Poll> {
  const poll = await pollByNumber(ctx.sql, ctx.params.poll);
  if (!poll || !(await mayReadPoll(ctx.sql, poll, ctx.viewer))) throw new NotFound();
  return poll;
}

/** The stage where this browser came in, as the room of polls wrote it. */
export function stageCodeOf(ctx: Context, poll: number): string | null {
  return ctx.cookie(stageCookie(poll));
}

/** One person and one question: what the pages of voting show. */
export type Standing = {
  readonly poll: Poll;
  readonly state: VotingState;
  readonly identity: Identity;
  readonly voter: Voter | null;
  readonly votes: readonly OwnVote[];
  readonly stage: Stage | null;
};

/** Who this person is in the question. On a device that voted as a guest before signing in, the account takes its votes over. */
export async function standingOf(ctx: Context): Promise<Standing> {
  const poll = await pollOf(ctx);
  // the form to come carries a token; asking for it now gives a new browser its device
  if (poll.isOpen) void ctx.csrf;
  const { actor, sql, viewer } = ctx;
  const keyOf = poll.isOpen ? pollKey : closedPollKey;
  const key = await keyOf(sql, ctx.world, poll.number);
  const identity = identityOf(key, actor);
  if (viewer && poll.isOpen && (await hasGuestVotes(sql, poll.id, identity.deviceTag))) {
    await takeOver(actor, { poll: poll.number, identity });
  }
  const [voter, phase, stage] = await Promise.all([
    voterOf(sql, poll.id, identity.tag),
    openPhaseFor(sql, poll.process.id, viewer, "vote"),
    stageByCode(sql, poll.id, stageCodeOf(ctx, poll.number)),
  ]);
  const state = votingStateOf({
    state: stateOf(poll),
    isForAccounts: poll.whoVotes === "accounts",
    isSignedIn: viewer !== null,
    hasPhase: phase !== null,
    isTakenOver: voter?.isTakenOver ?? false,
  });
  const votes = voter ? await ownVotes(sql, poll.id, voter.id) : [];
  return { poll, state, identity, voter, votes, stage };
}

/** The statements people vote on, the same for everybody. */
export async function statementsOf(ctx: Context, poll: Poll) {
  return await ctx.shared(`votes.statements.${poll.number}`, async () => await shownStatements(ctx.sql, poll.id));
}
