import { crossTest } from "#engine/statistics/cross-test.ts";
import { comparePairs } from "#engine/statistics/multiplicity.ts";
import { wilsonInterval } from "#engine/statistics/shares.ts";
import { OTHERS, type ShownLine, type StageCounts } from "./crossed.rules.ts";

export type StageShare = {
  readonly line: ShownLine;
  /** Null when a number of the line is withheld. */
  readonly share: {
    readonly agrees: number;
    readonly votes: number;
    readonly low: number;
    readonly high: number;
  } | null;
};

/** Share of agreement by stage, with the interval of Wilson at 95 %, as if people had been drawn at random. */
export function stageShares(lines: readonly ShownLine[]): readonly StageShare[] {
  return lines.map((line) => {
    const { agrees, votes } = line;
    if (agrees === null || votes === null || votes === 0) return { line, share: null };
    return { line, share: { agrees, votes, ...wilsonInterval(agrees / votes, votes) } };
  });
}

export type StageTest = {
  readonly statement: number;
  readonly global: { readonly p: number; readonly test: string; readonly v: number } | null;
  readonly pairs: readonly StagePair[];
  readonly testCount: number;
};
export type StagePair = {
  readonly first: string;
  readonly second: string;
  readonly p: number;
  readonly adjusted: number;
};

/** Pairs are compared only where the global test finds something. */
export const LEVEL = 0.05;
/** A global test may draw 20,000 tables: a page holds few of them. */
export const TESTS_PAGE = 10;

/**
 * For analysts: one global test of a statement (agree, disagree, pass by stage), then the pairs of stages on the share that agrees, with
 * Holm's correction. The lines of fewer than eleven people together are no stage: they are in no test.
 */
export function stageTest(statement: number, counts: readonly StageCounts[], seed: string): StageTest {
  const lines = counts.filter((line) => line.key !== OTHERS && line.counts.some((count) => count > 0));
  const about = { seed: `${seed} ${statement}` };
  const global = crossTest(
    lines.map((line) => line.counts),
    about,
  );
  if (!global) return { statement, global: null, pairs: [], testCount: 0 };
  const found = { p: global.p, test: global.test, v: global.chiSquare.cramersV };
  if (global.p >= LEVEL) return { statement, global: found, pairs: [], testCount: 0 };
  const agreeOrNot = ({ counts: [agrees, disagrees, passes] }: StageCounts) => [agrees, disagrees + passes];
  const { testCount, pairs } = comparePairs(lines, (a, b) => crossTest([agreeOrNot(a), agreeOrNot(b)], about));
  return {
    statement,
    global: found,
    testCount,
    pairs: pairs
      .map(({ first, second, p, adjustedP }) => ({
        first: lines[first]?.key ?? "",
        second: lines[second]?.key ?? "",
        p,
        adjusted: adjustedP,
      }))
      .toSorted((a, b) => a.adjusted - b.adjusted),
  };
}
