import type { PollId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";

export type Tally = {
  readonly number: number;
  readonly agrees: number;
  readonly disagrees: number;
  readonly passes: number;
};

/** Votes of each statement as they stand now. Never shown: only the order of statements rests on them. */
export async function talliesOf(db: Db, pollId: PollId): Promise<ReadonlyMap<number, Tally>> {
  const rows = await db<Tally[]>`
    select statement.number, tally.agrees, tally.disagrees, tally.passes
    from votes.tally
    join polls.statement on statement.id = tally.statement_id
    where tally.poll_id = ${pollId}
  `;
  return new Map(rows.map((row) => [row.number, row]));
}
