import type { Db } from "#platform/db.ts";

/** The commitments of a lot, sorted; null: no such lot. */
export async function lotCommitments(db: Db, id: string): Promise<Buffer | null> {
  const [row] = await db<{ commitments: Buffer }[]>`
    select commitments
    from ballots.lot
    where id = ${id}
  `;
  return row?.commitments ?? null;
}

/** The number of the question whose ballots a lot holds, once they may be opened; null before, and for ever under eleven voters. */
export async function openedPollOf(db: Db, lot: string): Promise<number | null> {
  const [row] = await db<{ number: number }[]>`
    select poll.number
    from ballots.lot
    join ballots.closing on closing.poll_id = lot.poll_id
    join polls.poll on poll.id = lot.poll_id
    where lot.id = ${lot}
      and closing.are_opened
  `;
  return row?.number ?? null;
}

export type OpenedBallot = {
  readonly nonce: Uint8Array;
  readonly poll: string;
  readonly statement: string;
  readonly answer: "agree" | "disagree" | "pass" | null;
  readonly replaces: Uint8Array | null;
};

/** What opens the ballots of a lot, in the order of the lot, a piece at a time; never who gave them. */
export function lotOpenings(db: Db, lot: string): AsyncIterable<readonly OpenedBallot[]> {
  return db<OpenedBallot[]>`
    select ballot.nonce, ballot.poll_id as poll, ballot.statement_id as statement, ballot.answer, ballot.replaces
    from ballots.lot
    join ballots.ballot on ballot.poll_id = lot.poll_id and ballot.id between lot.first_id and lot.last_id
    where lot.id = ${lot}
    order by ballot.commitment
  `.cursor(5_000);
}

/** The closing record or the result file of a question, by its id; null before it is closed in the log. */
export async function closingPaper(
  db: Db,
  poll: string,
): Promise<{ readonly number: number; readonly record: string; readonly result: string } | null> {
  const [row] = await db<{ number: number; record: string; result: string }[]>`
    select poll.number, closing.record, closing.result
    from ballots.closing
    join polls.poll on poll.id = closing.poll_id
    where closing.poll_id = ${poll}
      and closing.closed_at is not null
  `;
  return row ?? null;
}
