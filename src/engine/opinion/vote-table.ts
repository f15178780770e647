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
