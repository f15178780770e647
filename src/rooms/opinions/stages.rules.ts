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
  readonly pairs: readonly {
    readonly first: string;
    readonly second: string;
    readonly p: number;
    readonly adjusted: number;
  }[];
  readonly testCount: number;
};

/**
 * For analysts: one global test per statement (agree, disagree, pass by stage), then its pairs of stages with Holm's correction.
 * The lines of fewer than eleven people together are no stage: they are in no test.
 */
export function stageTests(counts: readonly StageCounts[], seed: string): readonly StageTest[] {
  const statements = Map.groupBy(
    counts.filter(({ key }) => key !== OTHERS),
    ({ statement }) => statement,
  );
  return [...statements].map(([statement, lines]) => {
    const filled = lines.filter((line) => line.counts.some((count) => count > 0));
    const about = `${seed} ${statement}`;
    const test = (rows: readonly (readonly number[])[]) => crossTest(rows, { seed: about });
    const global = test(filled.map((line) => line.counts));
    const { testCount, pairs } = comparePairs(filled, (a, b) => test([a.counts, b.counts]));
    return {
      statement,
      global: global ? { p: global.p, test: global.test, v: global.chiSquare.cramersV } : null,
      testCount,
      pairs: pairs
        .map(({ first, second, p, adjustedP }) => ({
          first: filled[first]?.key ?? "",
          second: filled[second]?.key ?? "",
          p,
          adjusted: adjustedP,
        }))
        .toSorted((a, b) => a.adjusted - b.adjusted),
    };
  });
}
