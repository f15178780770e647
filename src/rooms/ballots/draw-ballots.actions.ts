import { randomBytes } from "node:crypto";
import type { PendingQuery, Row } from "postgres";
import { commit } from "#ledger/commitment.ts";
import type { Db, Tx } from "#platform/db.ts";
import { type Answer, type BallotFacts, contentOf } from "./ballot.rules.ts";
import * as store from "./ballot.store.ts";
import { lastBallots } from "./last-ballots.queries.ts";

/** A vote that is about to be stored. */
export type AskedVote = { readonly tag: string; readonly statement: number; readonly answer: Answer };

/**
 * Commitments for votes of one question that are about to be stored, in the transaction that holds the lock of the question, so that
 * a changed vote names what it replaces. A vote on a question or a statement that does not exist has none.
 */
export async function drawBallots(
  tx: Tx,
  poll: number,
  votes: readonly AskedVote[],
): Promise<readonly store.DrawnBallot[]> {
  const known = await lastBallots(tx, poll, votes);
  return known.map(({ n, replaces, ...question }) => {
    const answer = votes[n - 1]?.answer ?? "pass";
    return { n, ...drawBallot({ ...question, answer, replaces }) };
  });
}

/** One commitment, with a nonce of its own. */
export function drawBallot(facts: BallotFacts): Omit<store.DrawnBallot, "n"> {
  const nonce = randomBytes(32);
  return { nonce, commitment: commit(nonce, contentOf(facts)), answer: facts.answer, replaces: facts.replaces };
}

/**
 * A part of the statement that stores votes: writes the ballots of the votes that `stored` gives (n, poll_id, voter_id,
 * statement_id, r, stored_at), and of no other.
 */
export function ballotStatement(
  db: Db,
  ballots: readonly store.DrawnBallot[],
  stored: PendingQuery<Row[]>,
): PendingQuery<Row[]> {
  return store.ballotInsert(db, ballots, stored);
}

/** Ballots follow the votes that an account takes over from a device; called before the votes move. */
export async function moveBallots(tx: Tx, voters: { readonly from: string; readonly to: string }): Promise<void> {
  await store.moveBallots(tx, voters);
}
