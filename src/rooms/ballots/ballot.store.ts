import type { PendingQuery, Row } from "postgres";
import type { PollId } from "#kernel/ids.ts";
import type { Db, Tx } from "#platform/db.ts";
import type { Answer } from "./ballot.rules.ts";

/** A commitment with what opens it. */
export type DrawnBallot = {
  /** Place of its vote in the batch, from 1. */
  readonly n: number;
  readonly commitment: Uint8Array;
  readonly nonce: Uint8Array;
  readonly answer: Answer | null;
  readonly replaces: Uint8Array | null;
};

const hex = (bytes: Uint8Array | null): string | null => (bytes === null ? null : Buffer.from(bytes).toString("hex"));

/**
 * A part of the statement that stores votes: writes the ballots of the votes that `stored` gives (n, poll_id, voter_id,
 * statement_id, r, stored_at), and of no other.
 */
export function ballotInsert(
  db: Db,
  ballots: readonly DrawnBallot[],
  stored: PendingQuery<Row[]>,
): PendingQuery<Row[]> {
  return db`
    insert into ballots.ballot (poll_id, commitment, nonce, voter_id, statement_id, r, answer, replaces, stored_at)
    select stored.poll_id, decode(drawn.commitment, 'hex'), decode(drawn.nonce, 'hex'), stored.voter_id,
      stored.statement_id, stored.r, drawn.answer, decode(drawn.replaces, 'hex'), stored.stored_at
    from (${stored}) as stored
    join unnest(
      ${ballots.map(({ n }) => n)}::bigint[], ${ballots.map(({ commitment }) => hex(commitment))}::text[],
      ${ballots.map(({ nonce }) => hex(nonce))}::text[], ${ballots.map(({ answer }) => answer)}::text[],
      ${ballots.map(({ replaces }) => hex(replaces))}::text[]
    ) as drawn (n, commitment, nonce, answer, replaces) on drawn.n = stored.n
  `;
}

export type BallotRow = Omit<DrawnBallot, "n"> & {
  readonly voter: string;
  readonly statement: string;
  readonly r: number;
};

/** Ballots of votes stored before, and blanks. */
export async function insertBallots(tx: Tx, poll: PollId, rows: readonly BallotRow[]): Promise<void> {
  await tx`
    insert into ballots.ballot (poll_id, commitment, nonce, voter_id, statement_id, r, answer, replaces, stored_at)
    select ${poll}, decode(commitment, 'hex'), decode(nonce, 'hex'), voter, statement, r, answer, decode(replaces, 'hex'), now()
    from unnest(
      ${rows.map(({ commitment }) => hex(commitment))}::text[], ${rows.map(({ nonce }) => hex(nonce))}::text[],
      ${rows.map(({ voter }) => voter)}::uuid[], ${rows.map(({ statement }) => statement)}::uuid[],
      ${rows.map(({ r }) => r)}::integer[], ${rows.map(({ answer }) => answer)}::text[],
      ${rows.map(({ replaces }) => hex(replaces))}::text[]
    ) as row (commitment, nonce, voter, statement, r, answer, replaces)
  `;
}

/** Ballots follow the votes that an account takes over from a device; where both voted, those of the device stay there. */
export async function moveBallots(tx: Tx, { from, to }: { readonly from: string; readonly to: string }): Promise<void> {
  await tx`
    update ballots.ballot
    set voter_id = ${to}
    where voter_id = ${from}
      and not exists (
        select
        from votes.vote
        where vote.voter_id = ${to}
          and vote.statement_id = ballot.statement_id
      )
  `;
}

export type LotRow = {
  readonly id: string;
  readonly poll: PollId;
  readonly firstId: number;
  readonly lastId: number;
  readonly n: number;
  readonly root: Uint8Array;
  readonly commitments: Uint8Array;
};

export async function insertLot(tx: Tx, lot: LotRow): Promise<void> {
  await tx`
    insert into ballots.lot (id, poll_id, number, first_id, last_id, n, root, commitments)
    select ${lot.id}, ${lot.poll}, coalesce(max(number), 0) + 1, ${lot.firstId}, ${lot.lastId}, ${lot.n}, ${lot.root},
      ${lot.commitments}
    from ballots.lot
    where poll_id = ${lot.poll}
  `;
}

/** The last lot of a question is sealed. */
export async function insertClosing(tx: Tx, poll: PollId): Promise<void> {
  await tx`
    insert into ballots.closing (poll_id)
    values (${poll})
  `;
}

export type Closed = {
  readonly poll: PollId;
  readonly record: string;
  readonly result: string;
  readonly voters: number;
  readonly areOpened: boolean;
};

export async function writeClosing(tx: Tx, closed: Closed): Promise<void> {
  await tx`
    update ballots.closing
    set closed_at = now(), record = ${closed.record}, result = ${closed.result}, voters = ${closed.voters},
      are_opened = ${closed.areOpened}
    where poll_id = ${closed.poll}
  `;
}
