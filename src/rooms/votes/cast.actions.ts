import { NotFound, Refused } from "#kernel/errors.ts";
import type { Actor } from "#platform/http/world.ts";
import { type KeyHolder, pollKey } from "#rooms/ballots";
import { mayReadPoll, pollByNumber } from "#rooms/polls";
import type { Ballot, Verdict, VoteValue } from "./ballot.rules.ts";
import { takeDeviceOver } from "./take-over.store.ts";
import { writeVote } from "./vote-writer.actions.ts";
import { type Identity, identityOf } from "./voter-tag.actions.ts";

/** What a vote needs beside who acts. */
export type VoteInput = {
  /** Public number of the question. */
  readonly poll: number;
  /** Public number of the statement in the question. */
  readonly statement: number;
  readonly value: VoteValue;
  /** `ctx.world`: tags of voters are made with the key of the question. */
  readonly keys: KeyHolder;
  /** Code of the stage of the tour where the person came in. */
  readonly stage?: string | null;
};

/** The vote cannot be stored now: the page says why, and nothing was stored. */
export class VoteRefused extends Refused {
  readonly verdict: Verdict;
  constructor(verdict: Verdict) {
    super(`votes.refused.${verdict}`);
    this.verdict = verdict;
  }
}

/**
 * Stores or changes one vote; done once it is on the disk. Whether this person may is decided by the statement that stores: the
 * question open, a phase with the right to vote, the statement shown.
 */
export async function castVote(actor: Actor, { keys, poll, statement, value, stage }: VoteInput): Promise<void> {
  const key = await pollKey(actor.sql, keys, poll);
  if (!key) throw await refusal(actor, poll, "closed");
  const identity = identityOf(key, actor);
  if (!identity.tag) throw new Refused("http.formExpired");
  const ballot: Ballot = {
    poll,
    statement,
    value,
    tag: identity.tag,
    personId: actor.viewer?.personId ?? null,
    deviceTag: identity.deviceTag,
    addressKey: actor.addressKey,
    stage: stage ?? null,
  };
  let verdict = await writeVote(actor.sql, ballot);
  if (verdict === "takeOverFirst") {
    await takeOver(actor, { poll, identity });
    verdict = await writeVote(actor.sql, ballot);
  }
  if (verdict === "stored") return;
  throw await refusal(actor, poll, verdict);
}

/** Who may not read the question is not told that it is there. */
async function refusal({ sql, viewer }: Actor, poll: number, verdict: Verdict): Promise<Error> {
  const found = verdict === "unknownPoll" ? null : await pollByNumber(sql, poll);
  return found && (await mayReadPoll(sql, found, viewer)) ? new VoteRefused(verdict) : new NotFound();
}

/** After signing in on a device that voted as a guest: its votes become the account's, nobody counts twice. */
export async function takeOver(
  { sql }: Actor,
  { poll, identity }: { readonly poll: number; readonly identity: Identity },
): Promise<void> {
  const { tag, deviceTag } = identity;
  if (tag && deviceTag) await takeDeviceOver(sql, { poll, tag, deviceTag });
}
