import type { Group, OpinionResult } from "#engine/opinion/result.ts";
import type { StatementFacts } from "#engine/opinion/vote-table.ts";
import { drawMap } from "./map.rules.ts";
import { type GroupCounts, type GroupLine, SMALLEST_GROUP, type StatementLine, type Summary } from "./run.rules.ts";

/** Statements in each list of the results page; the whole lists have their own page. */
const DIVISIVE = 50;

/** What pages show of a result. `names`: the letters of the groups; none when the verdict is weak. */
export function summaryOf(result: OpinionResult, names: ReadonlyMap<Group, string>, facts: StatementFacts): Summary {
  const shown = result.groups.filter(({ id, size }) => names.has(id) && size >= SMALLEST_GROUP);
  const voted = statementLines(result, names, new Set(shown.map(({ id }) => id)));
  const statements = [...voted, ...withoutVotes(result, facts)].toSorted((a, b) => a.number - b.number);
  return {
    groups: shown.map(({ id, size }) => groupLine(result, { id, size, name: names.get(id) ?? "" })),
    inSmallGroups: result.groups.reduce((all, { size }) => all + (size < SMALLEST_GROUP ? size : 0), 0),
    statements,
    commonGround: result.commonGround.map(Number),
    divisive: statements
      .filter(({ spread }) => spread !== null && spread > 0)
      .toSorted((a, b) => (b.spread ?? 0) - (a.spread ?? 0) || a.number - b.number)
      .slice(0, DIVISIVE)
      .map(({ number }) => number),
    consensus: {
      agree: result.consensus.agree.map(({ statement }) => Number(statement)),
      disagree: result.consensus.disagree.map(({ statement }) => Number(statement)),
    },
    varianceRatio: result.pca.varianceRatio.slice(0, 2),
    silhouettes: result.silhouettes,
    map: drawMap(result, new Map(shown.map(({ id }) => [id, names.get(id) ?? ""]))),
  };
}

type Named = { readonly id: Group; readonly size: number; readonly name: string };

function groupLine(result: OpinionResult, { id, size, name }: Named): GroupLine {
  const typical = (result.repness[String(id)] ?? []).map(({ statement, direction, successes, trials }) => ({
    statement: Number(statement),
    direction,
    successes,
    trials,
  }));
  return { name, size, typical };
}

/** Nobody voted on them yet, or moderation took them out before anybody did: they are in the hash all the same. */
function withoutVotes(result: OpinionResult, facts: StatementFacts): readonly StatementLine[] {
  return result.input.withoutVotes.map((id) => ({
    number: Number(id),
    ...{ agrees: 0, disagrees: 0, passes: 0, commonRank: null, spread: null, groups: [] },
    isOut: facts.get(id)?.moderated === -1,
    isMeta: facts.get(id)?.meta ?? false,
  }));
}

function statementLines(
  result: OpinionResult,
  names: ReadonlyMap<Group, string>,
  shown: ReadonlySet<Group>,
): readonly StatementLine[] {
  const ranks = new Map(result.commonGround.map((id, index) => [id, index + 1]));
  return Object.entries(result.statements).map(([id, { agrees, disagrees, passes, moderated, meta }]) => {
    const isOut = moderated === -1;
    const groups = isOut
      ? []
      : result.groups.filter((group) => shown.has(group.id)).map((group) => groupCounts(result, names, group.id, id));
    return {
      number: Number(id),
      agrees,
      disagrees,
      passes,
      isOut,
      isMeta: meta,
      commonRank: ranks.get(id) ?? null,
      spread: isOut || meta ? null : spreadOf(groups),
      groups,
    };
  });
}

function groupCounts(
  result: OpinionResult,
  names: ReadonlyMap<Group, string>,
  group: Group,
  statement: string,
): GroupCounts {
  const stats = result.groupStats[String(group)]?.[statement];
  return {
    name: names.get(group) ?? "",
    agrees: stats?.na ?? 0,
    disagrees: stats?.nd ?? 0,
    votes: stats?.ns ?? 0,
  };
}

/** With the estimate of the method, (agrees + 1) / (votes + 2), so that a few votes never stand at the top. */
function spreadOf(groups: readonly GroupCounts[]): number | null {
  const shares = groups
    .filter(({ votes }) => votes >= SMALLEST_GROUP)
    .map(({ agrees, votes }) => (agrees + 1) / (votes + 2));
  return shares.length < 2 ? null : Math.max(...shares) - Math.min(...shares);
}

/** The result as it is published: of groups under eleven people nothing is told, and then not who is in which group either. */
export function publicResult(result: OpinionResult): { readonly isWhole: boolean; readonly result: object } {
  const small = new Set(result.groups.filter(({ size }) => size < SMALLEST_GROUP).map(({ id }) => String(id)));
  if (small.size === 0) return { isWhole: true, result };
  const without = <Value>(of: Readonly<Record<string, Value>>) =>
    Object.fromEntries(Object.entries(of).filter(([group]) => !small.has(group)));
  return {
    isWhole: false,
    result: {
      ...result,
      withheld: "groups of fewer than eleven people, and with them the group of each participant",
      participants: {},
      groups: result.groups.map((group) =>
        small.has(String(group.id)) ? { id: group.id, size: null, center: null } : group,
      ),
      groupStats: without(result.groupStats),
      repness: without(result.repness),
    },
  };
}
