import type { PollId } from "#kernel/ids.ts";
import type { Sql, Tx } from "#platform/db.ts";
import type { World } from "#platform/http/world.ts";
import { appendLeaf } from "#rooms/journal";
import { FEWEST_VOTERS } from "./ballot.rules.ts";
import { insertBallots, insertClosing, writeClosing } from "./ballot.store.ts";
import { drawBallot } from "./draw-ballots.actions.ts";
import { closingFacts, listCounts, listLotIds } from "./result.queries.ts";
import { closingRecord, resultFile } from "./result.rules.ts";
import { logOpening, sealWaiting, sha256 } from "./seal.actions.ts";
import {
  areLotsPublished,
  countWaiting,
  holdSealing,
  holdVotes,
  type LoggedPoll,
  listPollsToClose,
  listUncommitted,
  listUncounted,
  loggedPoll,
  nextVoters,
  trySealing,
  type Uncommitted,
} from "./waiting.queries.ts";

/** Ballots written together. */
const AT_ONCE = 10_000;

/** Closes in the log the questions that the clock or the team closed. One that fails does not stop the others. */
export async function closeDuePolls({ sql, log }: Pick<World, "sql" | "log">): Promise<void> {
  for (const id of await listPollsToClose(sql)) {
    try {
      const step = await closeStep(sql, id);
      if (step !== "waiting") log.info({ poll: id, step }, "question closed in the log");
    } catch (error) {
      log.error({ error, poll: id }, "question closed in the log");
    }
  }
}

/**
 * First the last lot is sealed; then, and only once all lots are in a published tree, the closing is logged and the result with it.
 */
async function closeStep(sql: Sql, id: PollId): Promise<"flushed" | "tallied" | "waiting"> {
  return await sql.begin(async (tx) => {
    await tx`set local statement_timeout = '120s'`;
    if (!(await trySealing(tx, id))) return "waiting";
    const poll = await loggedPoll(tx, id);
    if (!poll?.isClosed || poll.isTallied) return "waiting";
    if (!poll.isFlushed) {
      await flush(tx, poll);
      return "flushed";
    }
    if (!(await areLotsPublished(tx, id))) return "waiting";
    await tally(tx, poll);
    return "tallied";
  });
}

/**
 * A question whose votes came without commitments (imported, of the demonstration, older than the log) enters the log, in the
 * transaction of the caller: opening, commitments, lots, and when it is closed its closing and its result, in this order, which is
 * also that of the outbox. Nothing is left to do when it is asked again. Gives how many commitments were made.
 */
export async function adoptPoll(tx: Tx, id: PollId): Promise<number> {
  const poll = await loggedPoll(tx, id);
  if (!poll || poll.isTallied) return 0;
  await holdSealing(tx, id);
  await holdVotes(tx, id);
  await logOpening(tx, poll);
  if (!poll.isClosed) {
    const made = await commitAll(tx, id);
    if ((await countWaiting(tx, id)).voters >= FEWEST_VOTERS) await sealWaiting(tx, poll);
    return made;
  }
  const made = poll.isFlushed ? 0 : await flush(tx, poll);
  await tally(tx, poll);
  return made;
}

/** From here on nothing of the question changes: every vote has its commitment, every commitment its lot. */
async function flush(tx: Tx, poll: LoggedPoll): Promise<number> {
  await holdVotes(tx, poll.id);
  await logOpening(tx, poll);
  const made = await commitAll(tx, poll.id);
  // votes taken out of the counts while the question was open are so for good: a blank says it to whoever recounts
  await commitTo(tx, poll.id, await listUncounted(tx, poll.id));
  await sealWaiting(tx, poll);
  await insertClosing(tx, poll.id);
  return made;
}

/** Commits to every vote that came without. */
async function commitAll(tx: Tx, poll: PollId): Promise<number> {
  let made = 0;
  let after: string | null = null;
  for (;;) {
    const voters: readonly string[] = await nextVoters(tx, poll, after);
    if (voters.length === 0) return made;
    made += await commitTo(tx, poll, await listUncommitted(tx, poll, voters));
    after = voters.at(-1) ?? null;
  }
}

async function commitTo(tx: Tx, poll: PollId, votes: readonly Uncommitted[]): Promise<number> {
  for (let from = 0; from < votes.length; from += AT_ONCE) {
    const rows = votes.slice(from, from + AT_ONCE).map(({ voter, statement, r, answer, replaces }) => ({
      ...{ voter, statement, r },
      ...drawBallot({ poll, statement, answer, replaces }),
    }));
    await insertBallots(tx, poll, rows);
  }
  return votes.length;
}

async function tally(tx: Tx, { id, process }: LoggedPoll): Promise<void> {
  const [facts, questions, lots] = [await closingFacts(tx, id), await listCounts(tx, id), await listLotIds(tx, id)];
  const areOpened = facts.voters >= FEWEST_VOTERS;
  const counted = { poll: id, ballots: facts.ballots, lots };
  const record = closingRecord({ ...counted, closedAt: facts.closedAt, reason: facts.reason });
  const result = resultFile({ ...counted, areOpened, questions: areOpened ? questions : [] });
  await writeClosing(tx, { poll: id, record, result, voters: facts.voters, areOpened });
  const of = { c: process, o: id };
  await appendLeaf(
    tx,
    { leaf: { k: "poll.closed", ...of, d: sha256(record) } },
    { leaf: { k: "poll.tallied", ...of, d: sha256(result) } },
  );
}
