import { createHash, randomUUID } from "node:crypto";
import type { PollId } from "#kernel/ids.ts";
import { sealBatch } from "#ledger/ballot-batch.ts";
import type { Tx } from "#platform/db.ts";
import type { World } from "#platform/http/world.ts";
import { appendLeaf, standingOf } from "#rooms/journal";
import { openingDocument } from "#rooms/polls";
import { FEWEST_VOTERS } from "./ballot.rules.ts";
import { insertLot } from "./ballot.store.ts";
import {
  countWaiting,
  type LoggedPoll,
  listPollsToSeal,
  listWaiting,
  loggedPoll,
  trySealing,
} from "./waiting.queries.ts";

/** Commitments of one lot at most: less than a megabyte to read, and its tree is made again in a moment. */
const LARGEST_LOT = 20_000;

/**
 * Seals what waits in the open questions whose time has come. Whoever runs it holds no signing key: the leaf of a lot waits in the
 * outbox like any other. One question that fails does not stop the others.
 */
export async function sealDueLots({ sql, log }: Pick<World, "sql" | "log">): Promise<void> {
  for (const id of await listPollsToSeal(sql)) {
    try {
      const sealed = await sql.begin(async (tx) => await sealOpen(tx, id));
      log.info({ poll: id, sealed }, "ballots sealed");
    } catch (error) {
      log.error({ error, poll: id }, "ballots sealed");
    }
  }
}

/** Gives how many ballots were sealed. */
async function sealOpen(tx: Tx, id: PollId): Promise<number> {
  if (!(await trySealing(tx, id))) return 0;
  const poll = await loggedPoll(tx, id);
  if (!poll || poll.isFlushed || (await countWaiting(tx, id)).voters < FEWEST_VOTERS) return 0;
  await logOpening(tx, poll);
  return await sealWaiting(tx, poll);
}

/** All that waits, in lots of a size that can be read, as even as can be. Gives how many ballots were sealed. */
export async function sealWaiting(tx: Tx, poll: Pick<LoggedPoll, "id" | "process">): Promise<number> {
  const { ballots } = await countWaiting(tx, poll.id);
  const each = Math.ceil(ballots / Math.ceil(ballots / LARGEST_LOT));
  let count = 0;
  while (count < ballots) {
    const waiting = await listWaiting(tx, poll.id, Math.min(each, ballots - count));
    const [first, last] = [waiting[0], waiting.at(-1)];
    if (!first || !last) break;
    const { sorted, root } = sealBatch(waiting.map(({ commitment }) => Buffer.from(commitment)));
    const id = randomUUID();
    const n = waiting.length;
    await insertLot(tx, {
      ...{ id, poll: poll.id, n, root, firstId: first.id, lastId: last.id },
      commitments: Buffer.concat(sorted),
    });
    await appendLeaf(tx, { leaf: { k: "ballot.batch", c: poll.process, o: id, p: poll.id, n, root } });
    count += n;
  }
  return count;
}

/** Questions published before there was a log, or by the clock of the demonstration, enter the log with their first lot. */
export async function logOpening(tx: Tx, poll: Pick<LoggedPoll, "id" | "process">): Promise<void> {
  if (await standingOf(tx, poll.id)) return;
  const rules = await openingDocument(tx, poll.id);
  if (rules === null) throw new RangeError("no such published question");
  await appendLeaf(tx, { leaf: { k: "poll.opened", c: poll.process, o: poll.id, d: sha256(rules) } });
}

export function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
