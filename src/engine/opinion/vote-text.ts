import { sortedIds } from "./ids.ts";
import type { LastVotes } from "./last-votes.ts";
import type { StatementFacts } from "./vote-table.ts";

/** Characters of one chunk: as many as may be arguments of one call. */
const CHUNK = 8_192;

/**
 * The canonical text of the votes, in chunks: its SHA-256 is the hash of the input. Written character by character in a buffer: it
 * has one line per vote, and a string per line would cost more than the whole matrix.
 */
export function* voteText(votes: LastVotes, facts: StatementFacts): Generator<string, void> {
  yield "jalon-votes/1\n";
  const { columnStart, participant, vote, statements } = votes;
  const names = packed(votes.participants);
  const chunk = new Uint16Array(CHUNK);
  let size = 0;
  for (let column = 0; column < statements.length; column += 1) {
    const head = packed([`v,${statements[column] ?? ""},`]).units;
    const room = CHUNK - head.length - names.longest - ",-1\n".length;
    const end = columnStart[column + 1] ?? 0;
    for (let i = columnStart[column] ?? 0; i < end; i += 1) {
      if (size > room) {
        yield textOf(chunk.subarray(0, size));
        size = 0;
      }
      for (let at = 0; at < head.length; at += 1) chunk[size++] = head[at] ?? 0;
      const who = participant[i] ?? 0;
      const last = names.start[who + 1] ?? 0;
      for (let at = names.start[who] ?? 0; at < last; at += 1) chunk[size++] = names.units[at] ?? 0;
      chunk[size++] = COMMA;
      const value = vote[i] ?? 0;
      if (value < 0) chunk[size++] = MINUS;
      chunk[size++] = value === 0 ? ZERO : ZERO + 1;
      chunk[size++] = LINE_BREAK;
    }
  }
  yield textOf(chunk.subarray(0, size));
  for (const id of moderatedOut(facts)) yield `out,${id}\n`;
  for (const id of metaStatements(facts)) yield `meta,${id}\n`;
}

const [COMMA, MINUS, ZERO, LINE_BREAK] = [0x2c, 0x2d, 0x30, 0x0a] as const;

const textOf = (units: Uint16Array): string => Reflect.apply(String.fromCharCode, null, units);

/** Names one after the other, as UTF-16 units, and where each starts. */
function packed(names: readonly string[]) {
  const start = new Int32Array(names.length + 1);
  let longest = 0;
  for (const [place, name] of names.entries()) {
    start[place + 1] = (start[place] ?? 0) + name.length;
    longest = Math.max(longest, name.length);
  }
  const units = new Uint16Array(start.at(-1) ?? 0);
  let size = 0;
  for (const name of names) for (let at = 0; at < name.length; at += 1) units[size++] = name.charCodeAt(at);
  return { start, units, longest };
}

export const moderatedOut = (facts: StatementFacts): string[] =>
  sortedIds([...facts].filter(([, fact]) => fact.moderated === -1).map(([id]) => id));

export const metaStatements = (facts: StatementFacts): string[] =>
  sortedIds([...facts].filter(([, fact]) => fact.meta).map(([id]) => id));
