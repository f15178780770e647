import type { Moderation } from "./vote-table.ts";

export type Id = string;
/** 0, 1, … when computed; as given with labels. */
export type Group = number | string;
export type Mode = "polis" | "improved";
/** How far the groups can be told from noise; null unless computed in mode improved. */
export type Structure = "clear" | "weak" | "provisional" | null;
export type Point = readonly [number, number];
export type Direction = "agree" | "disagree";

/** The published result, schema `jalon.opinion/1`. Every number is finite; what is undefined is null. */
export type OpinionResult = {
  readonly schema: "jalon.opinion/1";
  readonly engine: { readonly name: "jalon"; readonly version: string };
  readonly options: { readonly mode: Mode; readonly seed: number; readonly labels: "computed" | "given" };
  readonly input: InputSummary;
  /** Everyone with a vote; null: not placed. */
  readonly participants: Readonly<Record<Id, Group | null>>;
  readonly groups: readonly GroupSummary[];
  readonly k: number;
  /** Mean silhouette by number of groups tried; empty with labels given. */
  readonly silhouettes: Readonly<Record<string, number>>;
  readonly structure: Structure;
  readonly pca: ComponentSummary;
  /** Place on the map by participant. */
  readonly projections: Readonly<Record<Id, Point>>;
  readonly statements: Readonly<Record<Id, StatementSummary>>;
  /** By group, then by statement. */
  readonly groupStats: Readonly<Record<string, Readonly<Record<Id, GroupStat>>>>;
  readonly repness: Readonly<Record<string, readonly Representative[]>>;
  readonly consensus: Readonly<Record<Direction, readonly Consensus[]>>;
  /** Statements with a vote. */
  readonly groupAwareConsensus: Readonly<Record<Id, number>>;
  readonly commonGround: readonly Id[];
  /** Also statements without votes. */
  readonly priorities: Readonly<Record<Id, number>>;
  readonly timings: Timings;
};

export type InputSummary = {
  readonly kind: "log" | "matrix";
  /** SHA-256 of the canonical text of the votes, hexadecimal. */
  readonly hash: string;
  readonly participants: number;
  readonly statements: number;
  /** Cells: last votes. */
  readonly votes: number;
  /** Older votes of the log, replaced by a later one. */
  readonly replacedVotes: number;
  readonly moderatedOut: readonly Id[];
  readonly meta: readonly Id[];
  readonly withoutVotes: readonly Id[];
  readonly warnings: readonly string[];
};

/** `center` has as many dimensions as were clustered; null with labels given. */
export type GroupSummary = { readonly id: Group; readonly size: number; readonly center: readonly number[] | null };

export type ComponentSummary = {
  /** Mean vote by statement. */
  readonly center: Readonly<Record<Id, number>>;
  /** Loadings by statement, one record per component. */
  readonly components: readonly Readonly<Record<Id, number>>[];
  /** Null where there is nothing to divide by: one participant, no variance at all. */
  readonly variance: readonly (number | null)[];
  readonly varianceRatio: readonly (number | null)[];
};

/** Counts over all participants, placed or not, moderated out or not. */
export type StatementSummary = {
  readonly agrees: number;
  readonly disagrees: number;
  readonly passes: number;
  readonly votes: number;
  readonly moderated: Moderation;
  readonly meta: boolean;
  readonly extremity: number;
  readonly projection: Point;
};

/** Counts of one group on one statement, its probabilities and tests: agree and disagree. */
export type GroupStat = {
  readonly na: number;
  readonly nd: number;
  readonly ns: number;
  readonly pa: number;
  readonly pd: number;
  readonly pat: number;
  readonly pdt: number;
  readonly ra: number;
  readonly rd: number;
  readonly rat: number;
  readonly rdt: number;
};

export type Representative = {
  readonly statement: Id;
  readonly direction: Direction;
  readonly successes: number;
  readonly trials: number;
  readonly pSuccess: number;
  readonly pTest: number;
  readonly repness: number;
  readonly repnessTest: number;
  readonly bestAgree?: true;
  readonly agrees?: number;
};

export type Consensus = {
  readonly statement: Id;
  readonly successes: number;
  readonly trials: number;
  readonly pSuccess: number;
  readonly pTest: number;
};

/** Milliseconds; all 0 when no clock was given. */
export type Timings = {
  readonly readMs: number;
  readonly matrixMs: number;
  readonly pcaMs: number;
  readonly groupsMs: number;
  readonly statisticsMs: number;
  readonly totalMs: number;
};
