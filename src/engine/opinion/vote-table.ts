/**
 * Votes as they were read, one entry per line and in line order: the five columns have one length, and the two id lists are in any
 * order. A file that is a matrix gives one entry per cell that is not empty.
 */
export type VoteTable = {
  readonly kind: "log" | "matrix";
  readonly statements: readonly string[];
  readonly participants: readonly string[];
  /** Place in `statements`. */
  readonly statement: Int32Array;
  /** Place in `participants`. */
  readonly participant: Int32Array;
  /** +1 agree, 0 pass, -1 disagree. */
  readonly vote: Int8Array;
  /** Milliseconds; null: the order of the lines is the time. */
  readonly time: Float64Array | null;
};

/** -1 moderated out, 0 nobody has looked at it yet, 1 moderated in, null not told. */
export type Moderation = -1 | 0 | 1 | null;
export type StatementFact = { readonly moderated: Moderation; readonly meta: boolean };
/** What is known of statements beside their votes (comments.csv), also of those without votes. */
export type StatementFacts = ReadonlyMap<string, StatementFact>;

export type VoteLine = {
  readonly statement: string;
  readonly participant: string;
  readonly vote: -1 | 0 | 1;
  /** Milliseconds; votes without are in the order of their lines. */
  readonly time?: number;
};

/** The table of a list of votes, one object each: for a few thousand lines. Times count when every line has one. */
export function voteTable(lines: readonly VoteLine[], kind: VoteTable["kind"] = "log"): VoteTable {
  const [statements, participants] = [new Map<string, number>(), new Map<string, number>()];
  const placeIn = (places: Map<string, number>, id: string): number => {
    const place = places.get(id) ?? places.size;
    places.set(id, place);
    return place;
  };
  const hasTimes = lines.length > 0 && lines.every(({ time }) => time !== undefined);
  return {
    kind,
    statement: Int32Array.from(lines, (line) => placeIn(statements, line.statement)),
    participant: Int32Array.from(lines, (line) => placeIn(participants, line.participant)),
    vote: Int8Array.from(lines, ({ vote }) => vote),
    time: hasTimes ? Float64Array.from(lines, ({ time }) => time ?? 0) : null,
    statements: [...statements.keys()],
    participants: [...participants.keys()],
  };
}
