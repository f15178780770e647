import { idOrder } from "./ids.ts";
import type { VoteTable } from "./vote-table.ts";

/** The last vote of each participant on each statement, by statement and then participant (both in order of id). */
export type LastVotes = {
  /** Statements with a vote, ascending: the columns. */
  readonly statements: readonly string[];
  /** Participants with a vote, ascending by (first statement voted, then id): the rows. */
  readonly participants: readonly string[];
  /** Where each column starts in `row` and `vote`; one more entry than columns. */
  readonly columnStart: Int32Array;
  readonly row: Int32Array;
  readonly vote: Int8Array;
  /** Milliseconds of the first vote on each statement, replaced votes included; null without times. */
  readonly firstVoteAt: Float64Array | null;
  /** Votes that a later one of the same person on the same statement replaced. */
  readonly replacedCount: number;
  /** Cells whose latest time has several votes that differ: the later line counts. */
  readonly undecided: {
    readonly count: number;
    readonly first: readonly [statement: string, participant: string] | null;
  };
};

/** Two stable counting sorts of the lines, by participant then by statement, and one walk. */
export function lastVotes(table: VoteTable): LastVotes {
  const byStatement = present(table.statements, table.statement);
  const byParticipant = present(table.participants, table.participant);
  const lines = sortedBy(table.participant, byParticipant, null);
  const order = sortedBy(table.statement, byStatement, lines);
  const { vote, time } = table;
  const cells = { row: new Int32Array(order.length), vote: new Int8Array(order.length), count: 0 };
  const columnStart = new Int32Array(byStatement.order.length + 1);
  const firstVoteAt = time && new Float64Array(byStatement.order.length);
  const rowOf = new Int32Array(table.participants.length).fill(-1);
  const rows: number[] = [];
  const undecided = { count: 0, statement: -1, participant: -1 };
  let at = 0;
  for (const [column, statement] of byStatement.order.entries()) {
    const end = at + (byStatement.count[statement] ?? 0);
    let first = Number.POSITIVE_INFINITY;
    while (at < end) {
      const line = order[at] ?? 0;
      const participant = table.participant[line] ?? 0;
      let last = vote[line] ?? 0;
      let lastAt = time ? (time[line] ?? 0) : 0;
      let isTied = false;
      if (lastAt < first) first = lastAt;
      for (at += 1; at < end; at += 1) {
        const next = order[at] ?? 0;
        if (table.participant[next] !== participant) break;
        const nextAt = time ? (time[next] ?? 0) : lastAt;
        if (nextAt < first) first = nextAt;
        if (nextAt < lastAt) continue;
        const isSameTime = time !== null && nextAt === lastAt;
        isTied = isSameTime && (isTied || vote[next] !== last);
        last = vote[next] ?? 0;
        lastAt = nextAt;
      }
      if (isTied && undecided.count++ === 0) Object.assign(undecided, { statement, participant });
      let row = rowOf[participant] ?? -1;
      if (row < 0) {
        row = rows.push(participant) - 1;
        rowOf[participant] = row;
      }
      cells.row[cells.count] = row;
      cells.vote[cells.count] = last;
      cells.count += 1;
    }
    columnStart[column + 1] = cells.count;
    if (firstVoteAt) firstVoteAt[column] = first;
  }
  const nameOf = (names: readonly string[], places: Iterable<number>) =>
    Array.from(places, (place) => names[place] ?? "");
  return {
    statements: nameOf(table.statements, byStatement.order),
    participants: nameOf(table.participants, rows),
    columnStart,
    row: cells.row.subarray(0, cells.count),
    vote: cells.vote.subarray(0, cells.count),
    firstVoteAt,
    replacedCount: order.length - cells.count,
    undecided: {
      count: undecided.count,
      first:
        undecided.count > 0
          ? [table.statements[undecided.statement] ?? "", table.participants[undecided.participant] ?? ""]
          : null,
    },
  };
}

/** `order`: places of the ids that occur, ascending by id; `count`: lines by place; `rank`: by place, its rank in `order`. */
type Present = { readonly order: Int32Array; readonly count: Int32Array };

function present(ids: readonly string[], places: Int32Array): Present {
  const count = new Int32Array(ids.length);
  for (let line = 0; line < places.length; line += 1) {
    const place = places[line] ?? 0;
    count[place] = (count[place] ?? 0) + 1;
  }
  return { order: idOrder(ids).filter((place) => (count[place] ?? 0) > 0), count };
}

/** Lines in order of the id they name, keeping the order they came in (`lines`, or that of the file). */
function sortedBy(places: Int32Array, { order, count }: Present, lines: Int32Array | null): Int32Array {
  const next = new Int32Array(count.length);
  let start = 0;
  for (const place of order) {
    next[place] = start;
    start += count[place] ?? 0;
  }
  const sorted = new Int32Array(places.length);
  for (let i = 0; i < places.length; i += 1) {
    const line = lines ? (lines[i] ?? 0) : i;
    const place = places[line] ?? 0;
    const at = next[place] ?? 0;
    sorted[at] = line;
    next[place] = at + 1;
  }
  return sorted;
}
