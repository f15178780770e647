import type { Centred } from "./centring.ts";
import { commonGround, groupAwareConsensus } from "./common-ground.ts";
import type { Components } from "./components.ts";
import { consensusLists } from "./consensus.ts";
import { groupCounts, summed } from "./group-counts.ts";
import { groupStats } from "./group-stats.ts";
import { statementPoints } from "./map.ts";
import { agreesOn, type Counts, disagreesOn, type Matrix, votesOn } from "./matrix.ts";
import { representatives, walkOrder } from "./representative.ts";
import type { Consensus, Direction, Group, GroupStat, Representative } from "./result.ts";
import { routingWeights } from "./routing.ts";
import type { StatementFacts } from "./vote-table.ts";

export type StatisticsInput = {
  readonly matrix: Matrix;
  /** Over all participants. */
  readonly counts: Counts;
  readonly centre: Pick<Centred, "mean">;
  readonly components: Components;
  readonly groups: { readonly of: Int32Array; readonly ids: readonly Group[] };
  readonly facts: StatementFacts;
  readonly firstVoteAt: Float64Array | null;
};

/** Everything that is said of groups and statements; by group, then by column. */
export type Statistics = {
  readonly counts: Counts;
  readonly groupSizes: readonly number[];
  readonly groupStats: readonly (readonly GroupStat[])[];
  readonly representatives: readonly (readonly Representative[])[];
  readonly consensus: Readonly<Record<Direction, readonly Consensus[]>>;
  readonly groupAwareConsensus: Float64Array;
  readonly commonGround: readonly string[];
  readonly statementAt: Float64Array;
  readonly extremity: Float64Array;
  readonly priorities: Float64Array;
};

export function statisticsOf(input: StatisticsInput): Statistics {
  const { matrix, counts, groups, facts, firstVoteAt } = input;
  const { statements, isOut } = matrix;
  const byGroup = groupCounts(matrix, groups.of, groups.ids.length);
  const total = summed(byGroup, counts.length);
  const stats = groupStats(byGroup, total, isOut);
  const walk = walkOrder(firstVoteAt, isOut);
  const shared = groupAwareConsensus(byGroup, statements.length);
  const { at, extremity } = statementPoints(input.centre, input.components);
  return {
    counts,
    groupSizes: byGroup.map(({ size }) => size),
    groupStats: stats,
    representatives: stats.map((own) => (stats.length < 2 ? [] : representatives(own, walk, statements))),
    consensus: consensusLists(counts, isOut, statements),
    groupAwareConsensus: shared,
    commonGround: commonGround(shared, isOut, statements),
    statementAt: at,
    extremity,
    priorities: routingWeights(routingCounts(total), extremity, metaColumns(statements, facts)),
  };
}

export function routingCounts(total: Counts) {
  const columns = Array.from({ length: total.length / 3 }, (_, column) => column);
  return {
    agrees: Int32Array.from(columns, (column) => agreesOn(total, column)),
    disagrees: Int32Array.from(columns, (column) => disagreesOn(total, column)),
    votes: Int32Array.from(columns, (column) => votesOn(total, column)),
  };
}

export const metaColumns = (statements: readonly string[], facts: StatementFacts): boolean[] =>
  statements.map((id) => facts.get(id)?.meta ?? false);
