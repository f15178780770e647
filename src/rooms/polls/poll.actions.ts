import { createHash, randomInt } from "node:crypto";
import { saysSomething } from "#engine/text/says-something.ts";
import { Conflict, Invalid, NotFound, Refused } from "#kernel/errors.ts";
import type { NodeId, PollId, ProcessId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { Actor } from "#platform/http/world.ts";
import { appendEntry, appendLeaf } from "#rooms/journal";
import { logChange } from "./log-change.actions.ts";
import { openingDocument } from "./opening.queries.ts";
import { lockPoll, nodesOfPoll, pollById } from "./poll.queries.ts";
import {
  FEWEST_STATEMENTS,
  type Maker,
  makerOf,
  type Poll,
  type PollInput,
  PREPARERS,
  REASON_LIMIT,
  type WhoProposes,
} from "./poll.rules.ts";
import {
  closeNow,
  deletePoll,
  insertAct,
  insertPoll,
  markPublished,
  putOff,
  setPollNodes,
  setWhoProposes,
  updatePoll,
} from "./poll.store.ts";
import { countStatements } from "./statement.queries.ts";
import { lengthOf } from "./statement.rules.ts";

export type NewPollInput = PollInput & {
  /** Drawn with the form: sent twice, it makes one question. */
  readonly id: PollId;
  readonly processId: ProcessId;
  readonly importedFrom?: string;
  readonly seed?: number;
};

/** The question as the person read it. */
export type Read = { readonly number: number; readonly version: number };

export function preparerOf(actor: Actor): Maker {
  const maker = makerOf(actor.viewer, PREPARERS);
  if (!maker) throw new Refused();
  return maker;
}

/** A draft, for the team alone until it is published. Gives its number. */
export async function createPoll(actor: Actor, input: NewPollInput): Promise<number> {
  const maker = preparerOf(actor);
  return await actor.sql.begin(async (tx) => await createPollAs(tx, maker, input));
}

/** The same for a command or the demonstration, inside their transaction. */
export async function createPollAs(tx: Tx, maker: Maker, input: NewPollInput): Promise<number> {
  const seed = input.seed ?? randomInt(0, 2 ** 32);
  const stored = await insertPoll(tx, { ...input, seed, importedFrom: input.importedFrom ?? null }, maker);
  if (stored === null) {
    const known = await pollById(tx, input.id);
    if (!known || known.process.id !== input.processId) throw new Conflict("polls.error.actedSince");
    return known.number;
  }
  await insertAct(tx, { pollId: input.id, verb: "create", after: { title: input.title } }, maker);
  return stored;
}

type Change = {
  /** Asked twice, or by two people who want the same: nothing is left to do. */
  readonly isDone: (poll: Poll) => boolean;
  readonly act: (tx: Tx, poll: Poll, maker: Maker) => Promise<void>;
};

/** One act of the team on one question: who may, what it is now, nothing written over what somebody else did. */
async function actOnPoll(actor: Actor, { number, version }: Read, { isDone, act }: Change): Promise<void> {
  const maker = preparerOf(actor);
  await actor.sql.begin(async (tx) => {
    const poll = await lockPoll(tx, number);
    if (!poll) throw new NotFound();
    if (isDone(poll)) return;
    if (poll.version !== version) throw new Conflict("polls.error.actedSince");
    await act(tx, poll, maker);
  });
}

const never = (): boolean => false;
const factsOf = (input: PollInput) => ({
  title: input.title,
  introduction: input.introduction,
  followUp: input.followUp,
  language: input.language,
  opensAt: input.opensAt.toISOString(),
  closesAt: input.closesAt.toISOString(),
  whoVotes: input.whoVotes,
  whoProposes: input.whoProposes,
  mode: input.mode,
});

/** Everything of a draft may change; nothing of a published question by this way. */
export async function savePoll(actor: Actor, read: Read, input: PollInput): Promise<void> {
  const isDone = (poll: Poll) => JSON.stringify(factsOf(poll)) === JSON.stringify(factsOf(input));
  const act: Change["act"] = async (tx, poll, maker) => {
    if (poll.isPublished) throw new Refused("polls.error.published");
    await updatePoll(tx, poll.id, input);
    await insertAct(tx, { pollId: poll.id, verb: "edit", before: factsOf(poll), after: factsOf(input) }, maker);
  };
  await actOnPoll(actor, read, { isDone, act });
}

/** From now on everybody reads it, and its words stay. */
export async function publishPoll(actor: Actor, read: Read): Promise<void> {
  await actOnPoll(actor, read, { isDone: ({ isPublished }) => isPublished, act: publishPollAs });
}

export async function publishPollAs(tx: Tx, poll: Poll, maker: Maker): Promise<void> {
  if (poll.isPublished) return;
  const { shown } = await countStatements(tx, poll.id);
  if (shown < FEWEST_STATEMENTS) throw new Refused("polls.error.tooFew", { count: FEWEST_STATEMENTS });
  await markPublished(tx, poll.id);
  const fresh = await pollById(tx, poll.id);
  // an imported conversation may be closed already: it is published to be read
  if (fresh?.isClosed && poll.importedFrom === null && maker.personId !== null)
    throw new Refused("polls.error.closesPast");
  await insertAct(tx, { pollId: poll.id, verb: "publish" }, maker);
  await appendEntry(tx, {
    kind: "poll.opened",
    subjectId: poll.id,
    actingRole: maker.role,
    payload: {
      number: poll.number,
      statements: shown,
      importedFrom: poll.importedFrom,
      opensAt: poll.opensAt.toISOString(),
      closesAt: poll.closesAt.toISOString(),
    },
  });
  const rules = await openingDocument(tx, poll.id);
  if (rules === null) throw new NotFound();
  const d = createHash("sha256").update(rules).digest();
  await appendLeaf(tx, { leaf: { k: "poll.opened", c: poll.process.id, o: poll.id, d } });
}

/** Closed before its time, for a reason that everybody reads. */
export async function closePoll(actor: Actor, read: Read, reason: string): Promise<void> {
  if (!saysSomething(reason)) throw new Invalid({ reason: "polls.error.reasonMissing" });
  if (lengthOf(reason) > REASON_LIMIT) throw new Invalid({ reason: "polls.error.reasonLong" });
  const isDone = (poll: Poll) => poll.closeReason === reason.trim();
  const act: Change["act"] = async (tx, poll, maker) => {
    if (!poll.isPublished || poll.isClosed) throw new Refused("polls.error.notOpen");
    await closeNow(tx, poll.id, reason.trim());
    await insertAct(tx, { pollId: poll.id, verb: "close", reason: reason.trim() }, maker);
    await appendEntry(tx, {
      kind: "poll.closed",
      subjectId: poll.id,
      actingRole: maker.role,
      payload: { number: poll.number },
    });
  };
  await actOnPoll(actor, read, { isDone, act });
}

/** Later only, and only while it is not closed: nobody finds the door shut before the hour that was said. */
export async function putOffClosing(actor: Actor, read: Read, closesAt: Date): Promise<void> {
  const isDone = (poll: Poll) => poll.isPublished && poll.closesAt.getTime() === closesAt.getTime();
  const act: Change["act"] = async (tx, poll, maker) => {
    if (!poll.isPublished || poll.isClosed) throw new Refused("polls.error.notOpen");
    if (!(await putOff(tx, poll.id, closesAt))) throw new Invalid({ closes: "polls.error.closesLater" });
    const [before, after] = [poll.closesAt.toISOString(), closesAt.toISOString()];
    await insertAct(
      tx,
      { pollId: poll.id, verb: "put_off", before: { closesAt: before }, after: { closesAt: after } },
      maker,
    );
    await appendEntry(tx, {
      kind: "poll.put-off",
      subjectId: poll.id,
      actingRole: maker.role,
      payload: { number: poll.number, before, after },
    });
    await logChange(tx, poll, { closes: after });
  };
  await actOnPoll(actor, read, { isDone, act });
}

/** Whether people still propose statements is the one rule that may change while a question is open. */
export async function changeWhoProposes(actor: Actor, read: Read, whoProposes: WhoProposes): Promise<void> {
  const isDone = (poll: Poll) => poll.whoProposes === whoProposes;
  const act: Change["act"] = async (tx, poll, maker) => {
    await setWhoProposes(tx, poll.id, whoProposes);
    const [before, after] = [{ whoProposes: poll.whoProposes }, { whoProposes }];
    await insertAct(tx, { pollId: poll.id, verb: "who_proposes", before, after }, maker);
    if (poll.isPublished) await logChange(tx, poll, { proposers: whoProposes });
  };
  await actOnPoll(actor, read, { isDone, act });
}

export async function attachPollNodes(actor: Actor, read: Read, nodes: readonly NodeId[]): Promise<void> {
  const act: Change["act"] = async (tx, poll, maker) => await attachPollNodesAs(tx, maker, poll.id, nodes);
  await actOnPoll(actor, read, { isDone: never, act });
}

export async function attachPollNodesAs(tx: Tx, maker: Maker, id: PollId, nodes: readonly NodeId[]): Promise<void> {
  const before = (await nodesOfPoll(tx, id)).map(({ code }) => code);
  await setPollNodes(tx, id, nodes, maker);
  const after = (await nodesOfPoll(tx, id)).map(({ code }) => code);
  if (String(before) !== String(after)) {
    await insertAct(tx, { pollId: id, verb: "nodes", before: { codes: before }, after: { codes: after } }, maker);
  }
}

/** A draft that nobody outside the team saw leaves no trace but its act. */
export async function deleteDraft(actor: Actor, read: Read): Promise<void> {
  const act: Change["act"] = async (tx, poll, maker) => {
    if (poll.isPublished) throw new Refused("polls.error.published");
    if (poll.importedFrom !== null) throw new Refused("polls.error.hasVotes");
    await deletePoll(tx, poll.id);
    await insertAct(tx, { pollId: poll.id, verb: "delete", before: { title: poll.title } }, maker);
  };
  await actOnPoll(actor, read, { isDone: never, act });
}
