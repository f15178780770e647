import type { Mode, Structure } from "#engine/opinion/result.ts";
import { SMALLEST_GROUP } from "#engine/statistics/small-cells.ts";
import type { PollId, RunId } from "#kernel/ids.ts";

export { SMALLEST_GROUP } from "#engine/statistics/small-cells.ts";

/** A live run is replaced by the next; the last one of a day and the one of the closing are kept. */
export const RUN_KINDS = ["live", "daily", "final"] as const;
export type RunKind = (typeof RUN_KINDS)[number];

/** People of one group on one statement. `votes`: how many of them voted on it, passes included. */
export type GroupCounts = {
  readonly name: string;
  readonly agrees: number;
  readonly disagrees: number;
  readonly votes: number;
};

export type StatementLine = {
  readonly number: number;
  readonly agrees: number;
  readonly disagrees: number;
  readonly passes: number;
  /** Moderated out when the run was made: in no list. */
  readonly isOut: boolean;
  readonly isMeta: boolean;
  /** Rank among the statements that unite every group, from 1; null for those that are out or meta. */
  readonly commonRank: number | null;
  /** Difference between the group that agrees most and the one that agrees least, 0 to 1; null without groups to compare. */
  readonly spread: number | null;
  readonly groups: readonly GroupCounts[];
};

export type Typical = {
  readonly statement: number;
  readonly direction: "agree" | "disagree";
  readonly successes: number;
  readonly trials: number;
};

/** A group of eleven people or more. */
export type GroupLine = { readonly name: string; readonly size: number; readonly typical: readonly Typical[] };

/** `name` null: people who were not placed or whose group is under eleven. `path`: one mark per place, in the grid of the map. */
export type MapLayer = { readonly name: string | null; readonly shown: number; readonly path: string };
/** Where the grid lies on the plane of the votes: `scale` steps of the grid for one unit. */
export type MapFrame = { readonly left: number; readonly top: number; readonly scale: number };
export type MapDrawing = { readonly people: number; readonly frame: MapFrame; readonly layers: readonly MapLayer[] };

/** What the pages of a run show; the rest is in its files. */
export type Summary = {
  /** Largest first; none when the verdict is weak. */
  readonly groups: readonly GroupLine[];
  /** People placed in groups of fewer than eleven. */
  readonly inSmallGroups: number;
  readonly statements: readonly StatementLine[];
  /** Numbers of statements, best first. */
  readonly commonGround: readonly number[];
  readonly divisive: readonly number[];
  readonly consensus: { readonly agree: readonly number[]; readonly disagree: readonly number[] };
  readonly varianceRatio: readonly (number | null)[];
  readonly silhouettes: Readonly<Record<string, number>>;
  readonly map: MapDrawing;
};

export type RunFacts = {
  readonly number: number;
  readonly kind: RunKind;
  readonly computedAt: Date;
  readonly inputHash: string;
  readonly resultHash: string;
  readonly statements: number;
  readonly votes: number;
  readonly verifiedVoters: number;
  readonly guestVoters: number;
  readonly setAsideVoters: number;
  /** People who voted or changed a vote since the public run before. */
  readonly changedVoters: number;
  readonly placed: number;
  readonly mode: Mode;
  readonly seed: number;
  readonly engineVersion: string;
  readonly structure: Structure;
  readonly k: number;
  /** Every group has eleven people or more: the group of each number is in the files. */
  readonly isWhole: boolean;
};
export type Run = RunFacts & { readonly id: RunId; readonly pollId: PollId; readonly summary: Summary };

export const votersOf = (run: Pick<RunFacts, "verifiedVoters" | "guestVoters">): number =>
  run.verifiedVoters + run.guestVoters;

/** Groups are spoken of when the verdict does not deny them and there are two of eleven people or more. */
export function hasGroups({ structure, summary }: Pick<Run, "structure" | "summary">): boolean {
  return structure !== "weak" && summary.groups.length >= 2;
}

/** Enough people to print what a group said of a statement. */
export const isShownGroup = ({ votes }: Pick<GroupCounts, "votes">): boolean => votes >= SMALLEST_GROUP;

/** `12`, from an address; null for anything else. */
export function numberIn(text: string | undefined): number | null {
  return text !== undefined && /^(0|[1-9]\d{0,8})$/.test(text) ? Number(text) : null;
}

/** A share in whole percents, rounded half up; one decimal from a hundred people on. */
export function percent(count: number, base: number): number {
  if (base === 0) return 0;
  const share = (100 * count) / base;
  return base >= 100 ? Math.round(share * 10) / 10 : Math.round(share);
}
