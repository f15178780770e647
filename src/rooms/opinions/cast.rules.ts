import type { StatementFacts, VoteTable } from "#engine/opinion/vote-table.ts";
import { drawnNumbers } from "./drawn-numbers.rules.ts";

export type Cast = {
  readonly voters: readonly { readonly id: string; readonly votes: string }[];
  readonly statements: readonly {
    readonly number: number;
    readonly isOut: boolean;
    readonly isMeta: boolean;
    readonly firstVoteAt: Date | null;
  }[];
};

/** The votes of a run, under the numbers drawn for it. */
export type NumberedVotes = {
  readonly table: VoteTable;
  readonly facts: StatementFacts;
  /** Number of each voter, in the order of `voters`. */
  readonly numbers: readonly number[];
  /** Number of each statement of the table, by its place. */
  readonly statements: readonly number[];
  /** Place in `voters` of each vote of the table. */
  readonly voter: Int32Array;
};

/**
 * Votes by number of participant, then of statement. The time of a vote is the rank of its statement in the order of first
 * votes: enough for the order in which the method walks the statements, and it tells nothing of when anybody voted.
 */
export function numberedVotes({ voters, statements }: Cast, random: (below: number) => number): NumberedVotes {
  const numbers = drawnNumbers(voters.length, random);
  const ranks = firstVoteRanks(statements);
  const places = new Map(statements.map(({ number }, place) => [number, place]));
  const parsed = voters.map(({ votes }) => votes.split(" ").map((vote) => vote.split(":").map(Number)));
  const count = parsed.reduce((all, { length }) => all + length, 0);
  const [statement, participant, voter] = [new Int32Array(count), new Int32Array(count), new Int32Array(count)];
  const [vote, time] = [new Int8Array(count), new Float64Array(count)];
  const byNumber = numbers.map((number, place) => ({ number, place })).sort((a, b) => a.number - b.number);
  let line = 0;
  for (const { number, place } of byNumber) {
    for (const [about = 0, value = 0] of parsed[place] ?? []) {
      const at = places.get(about) ?? 0;
      statement[line] = at;
      participant[line] = number - 1;
      voter[line] = place;
      vote[line] = value;
      time[line] = ranks[at] ?? 0;
      line += 1;
    }
  }
  return {
    table: {
      kind: "log",
      statements: statements.map(({ number }) => String(number)),
      participants: byNumber.map(({ number }) => String(number)),
      statement,
      participant,
      vote,
      time,
    },
    facts: new Map(
      statements.map(({ number, isOut, isMeta }) => [String(number), { moderated: isOut ? -1 : 1, meta: isMeta }]),
    ),
    numbers,
    statements: statements.map(({ number }) => number),
    voter,
  };
}

/** 1 for the statement voted on first; those without votes come last. */
function firstVoteRanks(statements: Cast["statements"]): readonly number[] {
  const at = (place: number) => statements[place]?.firstVoteAt?.getTime() ?? Number.POSITIVE_INFINITY;
  const order = [...statements.keys()].sort((a, b) => (at(a) === at(b) ? a - b : at(a) - at(b)));
  const ranks = new Array<number>(statements.length).fill(0);
  for (const [rank, place] of order.entries()) ranks[place] = rank + 1;
  return ranks;
}

export const VOTES_HEADER = "timestamp,datetime,comment-id,voter-id,vote";

/** The text of votes.csv, in pieces: the layout of other conversations, without a time that tells when somebody voted. */
export function* votesCsv({
  statements,
  participants,
  statement,
  participant,
  vote,
  time,
}: VoteTable): Generator<string> {
  let piece = `${VOTES_HEADER}\r\n`;
  for (let line = 0; line < vote.length; line += 1) {
    const about = statements[statement[line] ?? 0];
    const who = participants[participant[line] ?? 0];
    piece += `${time?.[line] ?? ""},,${about},${who},${vote[line]}\r\n`;
    if (piece.length < 65_536) continue;
    yield piece;
    piece = "";
  }
  yield piece;
}

/** People whose votes are not those of the run before: new, changed, or no more counted. */
export function changedVoters(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): number {
  let changed = 0;
  for (const [voter, digest] of now) if (before.get(voter) !== digest) changed += 1;
  for (const voter of before.keys()) if (!now.has(voter)) changed += 1;
  return changed;
}
