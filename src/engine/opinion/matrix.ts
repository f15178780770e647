import type { LastVotes } from "./last-votes.ts";
import type { StatementFacts } from "./vote-table.ts";

/**
 * The votes matrix X by rows, and what moderation makes of its columns. A cell is one number, 3·column + vote + 1: sums over
 * cells of (column, vote) become one addition, and a value that depends on both is one look-up (`cellValues`).
 */
export type Matrix = {
  readonly statements: readonly string[];
  readonly participants: readonly string[];
  /** Where each row starts in `cell`; one more entry than rows. */
  readonly rowStart: Int32Array;
  /** 3·column + vote + 1, ascending in each row. */
  readonly cell: Int32Array;
  /** 1 for columns moderated out or meta (Out): zero for everybody in the matrix R. */
  readonly isOut: Uint8Array;
};

/** Counts per cell number: disagrees, passes, agrees of column j at 3j, 3j+1, 3j+2. */
export type Counts = Int32Array;

export function matrixOf(votes: LastVotes, facts: StatementFacts): Matrix {
  const rowStart = new Int32Array(votes.participants.length + 1);
  for (let i = 0; i < votes.row.length; i += 1) {
    const after = (votes.row[i] ?? 0) + 1;
    rowStart[after] = (rowStart[after] ?? 0) + 1;
  }
  for (let row = 0; row + 1 < rowStart.length; row += 1)
    rowStart[row + 1] = (rowStart[row + 1] ?? 0) + (rowStart[row] ?? 0);
  const next = rowStart.slice(0, -1);
  const cell = new Int32Array(votes.row.length);
  for (let column = 0; column < votes.statements.length; column += 1) {
    const end = votes.columnStart[column + 1] ?? 0;
    for (let i = votes.columnStart[column] ?? 0; i < end; i += 1) {
      const row = votes.row[i] ?? 0;
      const at = next[row] ?? 0;
      cell[at] = 3 * column + (votes.vote[i] ?? 0) + 1;
      next[row] = at + 1;
    }
  }
  const { statements, participants } = votes;
  return { statements, participants, rowStart, cell, isOut: outColumns(statements, facts) };
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
