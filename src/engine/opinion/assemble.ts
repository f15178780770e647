import type { Centred } from "./centring.ts";
import type { Components } from "./components.ts";
import type { FoundGroups } from "./found-groups.ts";
import { idOrder, sortedIds } from "./ids.ts";
import type { LastVotes } from "./last-votes.ts";
import type { Points } from "./map.ts";
import { agreesOn, disagreesOn, type Matrix, votesOn } from "./matrix.ts";
import type {
  ComponentSummary,
  Group,
  GroupStat,
  InputSummary,
  Mode,
  OpinionResult,
  Point,
  StatementSummary,
} from "./result.ts";
import { routingWeights } from "./routing.ts";
import type { Statistics } from "./statistics.ts";
import type { StatementFacts, VoteTable } from "./vote-table.ts";
import { metaStatements, moderatedOut } from "./vote-text.ts";

export type Found = {
  readonly table: VoteTable;
  readonly facts: StatementFacts;
  readonly votes: LastVotes;
  readonly hash: string;
  readonly matrix: Matrix;
  readonly centre: Centred;
  readonly components: Components;
  readonly points: Points;
  readonly groups: FoundGroups;
  readonly statistics: Statistics;
};

/** The published shape, all but the timings. Keys are set in ascending order of id. */
export function assembled(
  found: Found,
  options: { readonly mode: Mode; readonly seed: number; readonly version: string },
): Omit<OpinionResult, "timings"> {
  const { facts, matrix, centre, components, points, groups, statistics } = found;
  const { statements } = matrix;
  const ofStatement = <Value>(value: (column: number) => Value) => recordOf(statements, value);
  const ofGroup = <Value>(value: (group: number) => Value) =>
    keyed(groups.ids.map(String), { order: groups.ids.keys(), value });
  return {
    schema: "jalon.opinion/1",
    engine: { name: "jalon", version: options.version },
    options: { mode: options.mode, seed: options.seed, labels: groups.origin },
    input: inputSummary(found),
    participants: groupOfEach(matrix.participants, groups),
    groups: groups.ids.map((id, group) => ({
      id,
      size: statistics.groupSizes[group] ?? 0,
      center: groups.centres?.[group] ?? null,
    })),
    k: groups.ids.length,
    silhouettes: Object.fromEntries(groups.silhouettes),
    structure: groups.structure,
    pca: componentSummary(matrix, centre, components),
    projections: placeOfEach(matrix.participants, points),
    statements: ofStatement((column) => statementSummary(found, column)),
    groupStats: groupStatRecords(statistics.groupStats, { statements, groups: groups.ids }),
    repness: ofGroup((group) => statistics.representatives[group] ?? []),
    consensus: statistics.consensus,
    groupAwareConsensus: ofStatement((column) => statistics.groupAwareConsensus[column] ?? 0),
    commonGround: statistics.commonGround,
    priorities: priorities(statements, statistics.priorities, facts),
  };
}

export function groupStatRecords(
  stats: Statistics["groupStats"],
  { statements, groups }: { readonly statements: readonly string[]; readonly groups: readonly Group[] },
): OpinionResult["groupStats"] {
  const order = idOrder(statements);
  const value = (own: readonly GroupStat[]) => {
    const record: Record<string, GroupStat> = Object.create(null);
    for (const column of order) {
      const stat = own[column];
      if (stat) record[statements[column] ?? ""] = stat;
    }
    return record;
  };
  return keyed(groups.map(String), { order: groups.keys(), value: (group) => value(stats[group] ?? []) });
}

/** A record with its keys in ascending order of id, and without prototype: `__proto__` is a legal id. */
export function recordOf<Value>(ids: readonly string[], value: (place: number) => Value): Record<string, Value> {
  return keyed(ids, { order: idOrder(ids), value });
}

function keyed<Value>(
  ids: readonly string[],
  { order, value }: { readonly order: Iterable<number>; readonly value: (place: number) => Value },
): Record<string, Value> {
  const record: Record<string, Value> = Object.create(null);
  for (const place of order) record[ids[place] ?? ""] = value(place);
  return record;
}

export const groupOfEach = (
  participants: readonly string[],
  { of, ids }: { readonly of: Int32Array; readonly ids: readonly Group[] },
): Record<string, Group | null> => recordOf(participants, (row) => ids[of[row] ?? -1] ?? null);

export const placeOfEach = (participants: readonly string[], { at, dimensions }: Points): Record<string, Point> =>
  recordOf(participants, (row) => [at[row * dimensions] ?? 0, at[row * dimensions + 1] ?? 0]);

export function componentSummary(
  { statements, participants }: Pick<Matrix, "statements" | "participants">,
  { mean, norm2 }: Centred,
  { loadings, values }: Components,
): ComponentSummary {
  return {
    center: recordOf(statements, (column) => mean[column] ?? 0),
    components: loadings.map((loading) => recordOf(statements, (column) => loading[column] ?? 0)),
    variance: Array.from(values, (value) => (participants.length > 1 ? value / (participants.length - 1) : null)),
    varianceRatio: Array.from(values, (value) => (norm2 > 0 ? value / norm2 : null)),
  };
}

export function statementSummary(
  {
    facts,
    matrix,
    statistics,
  }: Pick<Found, "facts" | "matrix"> & {
    readonly statistics: Pick<Statistics, "counts" | "extremity" | "statementAt">;
  },
  column: number,
): StatementSummary {
  const fact = facts.get(matrix.statements[column] ?? "");
  const { counts, extremity, statementAt } = statistics;
  const [agrees, disagrees, votes] = [agreesOn(counts, column), disagreesOn(counts, column), votesOn(counts, column)];
  return {
    agrees,
    disagrees,
    passes: votes - agrees - disagrees,
    votes,
    moderated: fact?.moderated ?? null,
    meta: fact?.meta ?? false,
    extremity: extremity[column] ?? 0,
    projection: [statementAt[2 * column] ?? 0, statementAt[2 * column + 1] ?? 0],
  };
}

function inputSummary({ table, facts, votes, hash, groups }: Found): InputSummary {
  return {
    kind: table.kind,
    hash,
    participants: votes.participants.length,
    statements: votes.statements.length,
    votes: votes.vote.length,
    replacedVotes: votes.replacedCount,
    moderatedOut: moderatedOut(facts),
    meta: metaStatements(facts),
    withoutVotes: withoutVotes(votes.statements, facts),
    warnings: [...undecidedWarning(votes), ...groups.warnings],
  };
}

export function withoutVotes(statements: readonly string[], facts: StatementFacts): string[] {
  const voted = new Set(statements);
  return sortedIds([...facts.keys()].filter((id) => !voted.has(id)));
}

function undecidedWarning({ undecided }: LastVotes): string[] {
  const { count, first } = undecided;
  if (!first) return [];
  const where = `first: statement ${first.statement}, participant ${first.participant}`;
  return [`votes: ${count} cells have different votes at their latest time, the later line counts (${where})`];
}

/** Weights in the draw, also of statements nobody has voted on. */
export function priorities(
  statements: readonly string[],
  weights: Float64Array,
  facts: StatementFacts,
): Record<string, number> {
  const unseen = withoutVotes(statements, facts);
  const none = new Int32Array(unseen.length);
  const isMeta = unseen.map((id) => facts.get(id)?.meta ?? false);
  const added = routingWeights({ agrees: none, disagrees: none, votes: none }, none, isMeta);
  const all = [...statements, ...unseen];
  return recordOf(all, (place) => weights[place] ?? added[place - statements.length] ?? 0);
}
