import { idOrder } from "./ids.ts";
import type { VoteTable } from "./vote-table.ts";

/** The last vote of each participant on each statement, by statement and then participant: both ascending by id. */
export type LastVotes = {
  /** Statements with a vote, ascending: the columns. */
  readonly statements: readonly string[];
  /** Participants with a vote, ascending. */
  readonly participants: readonly string[];
  /** Where each column starts in `participant` and `vote`; one more entry than columns. */
  readonly columnStart: Int32Array;
  readonly participant: Int32Array;
  readonly vote: Int8Array;
  /** Milliseconds of each vote; null unless there are times and they were asked for. */
  readonly time: Float64Array | null;
  /** Milliseconds of the first vote on each statement, replaced votes included; null without times. */
  readonly firstVoteAt: Float64Array | null;
  /** Votes that a later one of the same person on the same statement replaced. */
  readonly replacedCount: number;
  readonly undecided: Undecided;
};

/** Cells whose latest time has several votes that differ: the later line counts. */
export type Undecided = {
  readonly count: number;
  readonly first: { readonly statement: string; readonly participant: string } | null;
};

/** A counting sort by participant, keeping the order of lines, then by statement: no object per vote. */
export function lastVotes(table: VoteTable, { keepTimes = false } = {}): LastVotes {
  const statements = ranked(table.statements, table.statement);
  const participants = ranked(table.participants, table.participant);
  const lines = byParticipant(table, statements, participants);
  const last = keepLast(lines, statements.ids.length);
  return {
    statements: statements.ids,
    participants: participants.ids,
    ...byColumn(last, statements.ids.length, keepTimes ? lines.time : null),
    firstVoteAt: table.time && firstTimes(table.statement, table.time, statements),
    replacedCount: table.vote.length - last.count,
    undecided: {
      count: last.undecided.count,
      first:
        last.undecided.count === 0
          ? null
          : {
              statement: statements.ids[last.undecided.column] ?? "",
              participant: participants.ids[last.undecided.participant] ?? "",
            },
    },
  };
}

/** Ids that occur, ascending; the rank of each place of the table, and how many lines each rank has. */
type Ranked = { readonly ids: readonly string[]; readonly rank: Int32Array; readonly lineCount: Int32Array };

function ranked(names: readonly string[], places: Int32Array): Ranked {
  const count = new Int32Array(names.length);
  for (let line = 0; line < places.length; line += 1) {
    const place = places[line] ?? 0;
    count[place] = (count[place] ?? 0) + 1;
  }
  const order = idOrder(names).filter((place) => (count[place] ?? 0) > 0);
  const rank = new Int32Array(names.length).fill(-1);
  for (let r = 0; r < order.length; r += 1) rank[order[r] ?? 0] = r;
  return {
    ids: Array.from(order, (place) => names[place] ?? ""),
    rank,
    lineCount: order.map((place) => count[place] ?? 0),
  };
}

/** Cells (3·column + vote + 1) and times of all lines, by participant and then in line order. */
type Lines = { readonly start: Int32Array; readonly cell: Int32Array; readonly time: Float64Array | null };

function byParticipant(table: VoteTable, statements: Ranked, participants: Ranked): Lines {
  const { statement, participant, vote } = table;
  const start = starts(participants.lineCount);
  const next = start.slice();
  const cell = new Int32Array(vote.length);
  const time = table.time && new Float64Array(vote.length);
  for (let line = 0; line < vote.length; line += 1) {
    const who = participants.rank[participant[line] ?? 0] ?? 0;
    const at = next[who] ?? 0;
    next[who] = at + 1;
    cell[at] = 3 * (statements.rank[statement[line] ?? 0] ?? 0) + (vote[line] ?? 0) + 1;
    if (time && table.time) time[at] = table.time[line] ?? 0;
  }
  return { start, cell, time };
}

/** Running sums: where each of these runs starts, and where the last ends. */
export function starts(lengths: Int32Array): Int32Array {
  const start = new Int32Array(lengths.length + 1);
  for (let i = 0; i < lengths.length; i += 1) start[i + 1] = (start[i] ?? 0) + (lengths[i] ?? 0);
  return start;
}

type Last = {
  readonly start: Int32Array;
  readonly cell: Int32Array;
  readonly count: number;
  readonly undecided: { count: number; column: number; participant: number };
};

/** Of several cells of one participant in one column, the latest (the later line on equal times) stays; in place. */
function keepLast({ start, cell, time }: Lines, columnCount: number): Last {
  const kept = new Int32Array(start.length);
  const placeOf = new Int32Array(columnCount).fill(-1);
  const isTied = new Uint8Array(columnCount);
  const undecided = { count: 0, column: -1, participant: -1 };
  let count = 0;
  for (let who = 0; who + 1 < start.length; who += 1) {
    const first = count;
    const end = start[who + 1] ?? 0;
    for (let line = start[who] ?? 0; line < end; line += 1) {
      const next = cell[line] ?? 0;
      const column = (next / 3) | 0;
      const place = placeOf[column] ?? -1;
      if (place < first) {
        placeOf[column] = count;
        isTied[column] = 0;
        cell[count] = next;
        if (time) time[count] = time[line] ?? 0;
        count += 1;
        continue;
      }
      const isEqual = time !== null && time[line] === time[place];
      if (time && !isEqual && (time[line] ?? 0) < (time[place] ?? 0)) continue;
      isTied[column] = isEqual && (isTied[column] === 1 || cell[place] !== next) ? 1 : 0;
      cell[place] = next;
      if (time) time[place] = time[line] ?? 0;
    }
    if (count - first < end - (start[who] ?? 0)) {
      for (let place = first; place < count; place += 1) {
        const column = ((cell[place] ?? 0) / 3) | 0;
        if (isTied[column] === 1 && undecided.count++ === 0) Object.assign(undecided, { column, participant: who });
      }
    }
    kept[who + 1] = count;
  }
  return { start: kept, cell, count, undecided };
}

function byColumn({ start, cell, count }: Last, columnCount: number, times: Float64Array | null) {
  const lengths = new Int32Array(columnCount);
  for (let i = 0; i < count; i += 1) {
    const column = ((cell[i] ?? 0) / 3) | 0;
    lengths[column] = (lengths[column] ?? 0) + 1;
  }
  const columnStart = starts(lengths);
  const next = columnStart.slice();
  const participant = new Int32Array(count);
  const vote = new Int8Array(count);
  const time = times && new Float64Array(count);
  for (let who = 0; who + 1 < start.length; who += 1) {
    const end = start[who + 1] ?? 0;
    for (let i = start[who] ?? 0; i < end; i += 1) {
      const one = cell[i] ?? 0;
      const column = (one / 3) | 0;
      const at = next[column] ?? 0;
      next[column] = at + 1;
      participant[at] = who;
      vote[at] = one - 3 * column - 1;
      if (time) time[at] = times[i] ?? 0;
    }
  }
  return { columnStart, participant, vote, time };
}

function firstTimes(statement: Int32Array, time: Float64Array, { ids, rank }: Ranked): Float64Array {
  const first = new Float64Array(ids.length).fill(Number.POSITIVE_INFINITY);
  for (let line = 0; line < time.length; line += 1) {
    const column = rank[statement[line] ?? 0] ?? 0;
    if ((time[line] ?? 0) < (first[column] ?? 0)) first[column] = time[line] ?? 0;
  }
  return first;
}
