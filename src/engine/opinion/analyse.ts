import { assembled } from "./assemble.ts";
import { centred } from "./centring.ts";
import { mainComponents } from "./components.ts";
import { computedGroups, takenGroups } from "./found-groups.ts";
import { lastVotes } from "./last-votes.ts";
import { mapOf, type Points } from "./map.ts";
import { countAll, type Matrix, matrixOf } from "./matrix.ts";
import type { Group, Mode, OpinionResult } from "./result.ts";
import { statisticsOf } from "./statistics.ts";
import type { StatementFacts, VoteTable } from "./vote-table.ts";
import { voteText } from "./vote-text.ts";

export type AnalyseOptions = {
  readonly mode: Mode;
  /** Integer from 0 to 2^32 - 1; part of the published result. Used by mode improved. */
  readonly seed: number;
  /** Participant to group: groups are taken as given, nothing is clustered. */
  readonly labels?: ReadonlyMap<string, Group | null>;
  /** Version of the package, written in the result. */
  readonly version: string;
  /** SHA-256 of the chunks one after the other in UTF-8, hexadecimal: the engine has no cryptography. */
  readonly sha256: (chunks: Iterable<string>) => string;
  /** Milliseconds, for `timings` only; absent: all timings are 0. */
  readonly now?: () => number;
};

/** Components asked for: two show four groups as three. */
const COMPONENTS: Readonly<Record<Mode, number>> = { polis: 2, improved: 4 };
/** The map has two axes, even when the votes have one. */
const AXES = 2;

/** The cold computation: the same votes give the same result, whatever the order of their lines. */
export function analyse(table: VoteTable, facts: StatementFacts, options: AnalyseOptions): OpinionResult {
  const now = options.now ?? (() => 0);
  const marks = [now()];
  const mark = () => marks.push(now());
  const votes = lastVotes(table);
  const matrix = matrixOf(votes, facts);
  const hash = options.sha256(voteText(votes, facts));
  mark();
  const counts = countAll(matrix);
  const centre = centred(counts, matrix.isOut);
  const components = mainComponents(matrix, centre, { wanted: componentCount(matrix, options.mode) });
  const points = mapOf(matrix, centre, components);
  mark();
  const groups = options.labels
    ? takenGroups(matrix, options.labels)
    : computedGroups(matrix, onlyFirst(points, clusteredCount(matrix, options.mode)), options);
  mark();
  const statistics = statisticsOf({
    matrix,
    counts,
    centre,
    components,
    groups,
    facts,
    firstVoteAt: votes.firstVoteAt,
  });
  mark();
  const found = { table, facts, votes, hash, matrix, centre, components, points, groups, statistics };
  const result = assembled(found, { mode: options.mode, seed: options.seed, version: options.version });
  mark();
  return { ...result, timings: timingsOf(marks) };
}

/** Mode polis groups people on the map. */
export const clusteredCount = ({ participants, statements }: Matrix, mode: Mode): number =>
  mode === "polis" ? AXES : Math.min(COMPONENTS[mode], participants.length, statements.length);

export const componentCount = (matrix: Matrix, mode: Mode): number => Math.max(AXES, clusteredCount(matrix, mode));

/** The first dimensions of points that may have more. */
export function onlyFirst(points: Points, dimensions: number): Points {
  if (points.dimensions === dimensions || dimensions === 0) return points;
  return { dimensions, at: points.at.filter((_, place) => place % points.dimensions < dimensions) };
}

function timingsOf(marks: readonly number[]): OpinionResult["timings"] {
  const spent = (part: number) => (marks[part + 1] ?? 0) - (marks[part] ?? 0);
  return {
    readMs: 0,
    matrixMs: spent(0),
    pcaMs: spent(1),
    groupsMs: spent(2),
    statisticsMs: spent(3) + spent(4),
    totalMs: (marks.at(-1) ?? 0) - (marks[0] ?? 0),
  };
}
