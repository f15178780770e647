import { isPassing, type Sql } from "#platform/db.ts";
import type { Ballot, Verdict } from "./ballot.rules.ts";
import { storeVotes } from "./cast.store.ts";

/** How long the first of a batch waits for others, in milliseconds: less than what storing takes. */
const GATHER = 2;
/** Votes of one batch at most. */
const LARGEST = 500;
/** Votes that wait at most in one process: beyond, people are asked to come back in a minute. */
const WAITING = 5_000;
/** A batch stopped by another one (deadlock, serialization) is stored again: storing twice changes nothing. */
const TRIES = 3;
const STOPPED_BY_ANOTHER = new Set(["40P01", "40001"]);
/** A room of 450 phones shares one address, and a hospital too. */
const GUESTS_AN_HOUR = 3_000;

/** Too many votes wait: the answer is 503 with Retry-After, as when the database is away. */
class TooManyWaiting extends Error {
  readonly code = "53300";
  constructor() {
    super("too many votes wait to be stored");
  }
}

type Waiting = { ballot: Ballot; readonly answers: PromiseWithResolvers<Verdict>[] };
type Queue = { readonly waiting: Map<string, Waiting>; isWriting: boolean };

/**
 * Gathers the votes of one process and stores them together: one question at a time, one batch after the other. Each vote is
 * answered once its batch is committed, with its own verdict; a batch that fails is answered by its error, and nothing of it
 * is stored, or all of it: asking again is harmless.
 */
class VoteWriter {
  readonly #sql: Sql;
  readonly #queues = new Map<number, Queue>();
  #count = 0;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async write(ballot: Ballot): Promise<Verdict> {
    if (this.#count >= WAITING) throw new TooManyWaiting();
    const queue = this.#queueOf(ballot.poll);
    const key = `${ballot.tag}:${ballot.statement}`;
    const answer = Promise.withResolvers<Verdict>();
    const same = queue.waiting.get(key);
    if (same) {
      // the same vote again, or changed meanwhile: the last word is stored, both are answered
      same.ballot = ballot;
      same.answers.push(answer);
    } else queue.waiting.set(key, { ballot, answers: [answer] });
    this.#count += 1;
    if (!queue.isWriting) {
      queue.isWriting = true;
      setTimeout(() => void this.#empty(ballot.poll, queue), GATHER);
    }
    return await answer.promise;
  }

  #queueOf(poll: number): Queue {
    const known = this.#queues.get(poll);
    if (known) return known;
    const queue: Queue = { waiting: new Map(), isWriting: false };
    this.#queues.set(poll, queue);
    return queue;
  }

  /** While one batch is being stored, the next gathers. */
  async #empty(poll: number, queue: Queue): Promise<void> {
    while (queue.waiting.size > 0) {
      const batch = [...queue.waiting].slice(0, LARGEST);
      for (const [key] of batch) queue.waiting.delete(key);
      await this.#store(batch.map(([, waiting]) => waiting));
    }
    this.#queues.delete(poll);
  }

  async #store(batch: readonly Waiting[]): Promise<void> {
    try {
      const verdicts = await this.#tryToStore(batch.map(({ ballot }) => ballot));
      for (const [index, { answers }] of batch.entries()) {
        this.#count -= answers.length;
        for (const answer of answers) answer.resolve(verdicts[index] ?? "unknownPoll");
      }
    } catch (error) {
      if (batch.length > 1 && !isPassing(error)) {
        // one of them cannot be stored: the others can
        const middle = Math.floor(batch.length / 2);
        await this.#store(batch.slice(0, middle));
        await this.#store(batch.slice(middle));
        return;
      }
      for (const { answers } of batch) {
        this.#count -= answers.length;
        for (const answer of answers) answer.reject(error);
      }
    }
  }

  async #tryToStore(ballots: readonly Ballot[]): Promise<readonly Verdict[]> {
    for (let tried = 1; ; tried += 1) {
      try {
        return await storeVotes(this.#sql, ballots, GUESTS_AN_HOUR);
      } catch (error) {
        const { code = "" } = error as { code?: string };
        if (tried >= TRIES || !STOPPED_BY_ANOTHER.has(code)) throw error;
      }
    }
  }
}

const writers = new WeakMap<Sql, VoteWriter>();

/** Stores one vote with those that come at the same moment; answers once it is on the disk. */
export async function writeVote(sql: Sql, ballot: Ballot): Promise<Verdict> {
  const known = writers.get(sql);
  if (known) return await known.write(ballot);
  const writer = new VoteWriter(sql);
  writers.set(sql, writer);
  return await writer.write(ballot);
}
