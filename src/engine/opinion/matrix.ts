import { type LastVotes, starts } from "./last-votes.ts";
import type { StatementFacts } from "./vote-table.ts";

/**
 * The votes matrix X by rows, and what moderation makes of its columns. A cell is one number, 3·column + vote + 1: sums over
 * cells of (column, vote) become one addition, and a value that depends on both is one look-up (`cellValues`).
 */
export type Matrix = {
  readonly statements: readonly string[];
  readonly participants: readonly string[];
  /** Where each row starts and ends in `cell`. Rows follow each other, but where votes are added (`growing-votes.ts`). */
  readonly rowStart: Int32Array;
  readonly rowEnd: Int32Array;
  /** 3·column + vote + 1, ascending in each row. */
  readonly cell: Int32Array;
  /** Milliseconds of each cell; null unless they were kept. */
  readonly time: Float64Array | null;
  /** 1 for columns moderated out or meta (Out): zero for everybody in the matrix R. */
  readonly isOut: Uint8Array;
};

/** Counts per cell number: disagrees, passes, agrees of column j at 3j, 3j+1, 3j+2. */
export type Counts = Int32Array;

/** Rows ascending by (first column voted, then participant id): the order of a first reading by statement, then participant. */
export function matrixOf(votes: LastVotes, facts: StatementFacts): Matrix {
  const { statements, columnStart } = votes;
  const { rowOf, participantOf, lengths } = rowOrder(votes);
  const start = starts(lengths);
  const next = start.slice();
  const cell = new Int32Array(votes.vote.length);
  const time = votes.time && new Float64Array(votes.vote.length);
  for (let column = 0; column < statements.length; column += 1) {
    const end = columnStart[column + 1] ?? 0;
    for (let i = columnStart[column] ?? 0; i < end; i += 1) {
      const row = rowOf[votes.participant[i] ?? 0] ?? 0;
      const at = next[row] ?? 0;
      cell[at] = 3 * column + (votes.vote[i] ?? 0) + 1;
      if (time) time[at] = votes.time?.[i] ?? 0;
      next[row] = at + 1;
    }
  }
  const participants = Array.from(participantOf, (who) => votes.participants[who] ?? "");
  return { statements, participants, ...ends(start), cell, time, isOut: outColumns(statements, facts) };
}

/** Of runs that follow each other: where each starts, where it ends. */
const ends = (start: Int32Array) => ({ rowStart: start.subarray(0, -1), rowEnd: start.subarray(1) });

/** Row of each participant and back, and cells of each row, by walking the columns. */
function rowOrder({ participants, participant }: LastVotes) {
  const rowOf = new Int32Array(participants.length).fill(-1);
  const participantOf = new Int32Array(participants.length);
  const lengths = new Int32Array(participants.length);
  let rows = 0;
  for (let i = 0; i < participant.length; i += 1) {
    const who = participant[i] ?? 0;
    let row = rowOf[who] ?? -1;
    if (row < 0) {
      row = rows;
      rowOf[who] = row;
      participantOf[row] = who;
      rows += 1;
    }
    lengths[row] = (lengths[row] ?? 0) + 1;
  }
  return { rowOf, participantOf, lengths };
}

export function outColumns(statements: readonly string[], facts: StatementFacts): Uint8Array {
  return Uint8Array.from(statements, (id) => {
    const fact = facts.get(id);
    return fact && (fact.moderated === -1 || fact.meta) ? 1 : 0;
  });
}

/** Over all participants. */
export function countAll(matrix: Matrix): Counts {
  const counts = new Int32Array(3 * matrix.statements.length);
  for (let i = 0; i < matrix.cell.length; i += 1) {
    const cell = matrix.cell[i] ?? 0;
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return counts;
}

export const votesOn = (counts: Counts, column: number): number =>
  (counts[3 * column] ?? 0) + (counts[3 * column + 1] ?? 0) + (counts[3 * column + 2] ?? 0);
export const disagreesOn = (counts: Counts, column: number): number => counts[3 * column] ?? 0;
export const agreesOn = (counts: Counts, column: number): number => counts[3 * column + 2] ?? 0;
