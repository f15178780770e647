import type { AnalyseOptions } from "./analyse.ts";
import {
  componentSummary,
  groupOfEach,
  groupStatRecords,
  placeOfEach,
  priorities,
  recordOf,
  statementSummary,
} from "./assemble.ts";
import { type Centred, centred } from "./centring.ts";
import { groupCounts, summed } from "./group-counts.ts";
import { addVotes, type Change, type GrowingVotes, openVotes } from "./growing-votes.ts";
import { jointOperator } from "./joint-counts.ts";
import { statementPoints } from "./map.ts";
import { type Counts, countAll } from "./matrix.ts";
import type { OpinionResult } from "./result.ts";
import { routingWeights } from "./routing.ts";
import { coldStanding, followed, type Standing } from "./standing.ts";
import { metaColumns, routingCounts, statisticsOf } from "./statistics.ts";
import type { StatementFacts, VoteTable } from "./vote-table.ts";

/** What a live screen may show between two cold computations; never published. Same shapes as in the result. */
export type LiveResult = Pick<
  OpinionResult,
  "participants" | "groups" | "k" | "pca" | "projections" | "statements" | "groupStats" | "priorities"
>;

export type Live = {
  /** Adds votes to the counts only: enough to choose what to show next. People keep their group. */
  readonly count: (batch: VoteTable) => void;
  /** Adds votes, then follows with components, map and groups, from where they were; the number of groups is kept. */
  readonly add: (batch: VoteTable) => void;
  /** Statements with a vote and their weights in the draw: the counts of now, the extremity of the last `add`. */
  readonly weights: () => { readonly statements: readonly string[]; readonly weights: Float64Array };
  readonly result: () => LiveResult;
};

/** A cold computation that is kept open for more votes. A batch may bring new participants and new statements. */
export function openLive(
  table: VoteTable,
  facts: StatementFacts,
  options: Pick<AnalyseOptions, "mode" | "seed">,
): Live {
  const votes = openVotes(table, facts);
  let counts = countAll(votes.matrix);
  const centre = (): Centred => centred(counts, votes.matrix.isOut);
  let standing = coldStanding(votes.matrix, centre(), options);
  let placed = placedCounts(votes, standing);

  const count = (batch: VoteTable): void => {
    const changes = addVotes(votes, batch, facts);
    counts = lengthened(counts, votes);
    placed = lengthened(placed, votes);
    for (const change of changes) {
      apply(counts, change);
      if ((standing.of[change.row] ?? -1) >= 0) apply(placed, change);
    }
  };
  const add = (batch: VoteTable): void => {
    count(batch);
    const now = centre();
    const multiply = votes.joint ? jointOperator(votes.joint, now, votes.matrix.isOut) : undefined;
    standing = followed(votes.matrix, now, { before: standing, mode: options.mode, multiply });
    placed = placedCounts(votes, standing);
  };
  const weights = () => {
    const { statements } = votes.matrix;
    const { extremity } = statementPoints(centre(), standing.components);
    return { statements, weights: routingWeights(routingCounts(placed), extremity, metaColumns(statements, facts)) };
  };
  const result = () => resultOf(votes, facts, { counts, centre: centre(), standing });
  return { count, add, weights, result };
}

function placedCounts(votes: GrowingVotes, { of, k }: Standing): Counts {
  const { matrix } = votes;
  return summed(groupCounts(matrix, of, k), 3 * matrix.statements.length);
}

function lengthened(counts: Counts, { matrix }: GrowingVotes): Counts {
  const length = 3 * matrix.statements.length;
  if (counts.length === length) return counts;
  const longer = new Int32Array(length);
  longer.set(counts);
  return longer;
}

function apply(counts: Counts, { before, after }: Change): void {
  if (before >= 0) counts[before] = (counts[before] ?? 0) - 1;
  counts[after] = (counts[after] ?? 0) + 1;
}

type Now = { readonly counts: Counts; readonly centre: Centred; readonly standing: Standing };

function resultOf({ matrix }: GrowingVotes, facts: StatementFacts, { counts, centre, standing }: Now): LiveResult {
  const { components, points, k, centres } = standing;
  const { statements, participants } = matrix;
  const ids = Array.from({ length: k }, (_, group) => group);
  const of = Int32Array.from({ length: participants.length }, (_, row) => standing.of[row] ?? -1);
  const groups = { of, ids };
  const statistics = statisticsOf({ matrix, counts, centre, components, groups, facts, firstVoteAt: null });
  return {
    participants: groupOfEach(participants, groups),
    groups: ids.map((id) => ({ id, size: statistics.groupSizes[id] ?? 0, center: centres[id] ?? null })),
    k,
    pca: componentSummary(matrix, centre, components),
    projections: placeOfEach(participants, points),
    statements: recordOf(statements, (column) => statementSummary({ facts, matrix, statistics }, column)),
    groupStats: groupStatRecords(statistics.groupStats, { statements, groups: ids }),
    priorities: priorities(statements, statistics.priorities, facts),
  };
}
