import { smallLines } from "#engine/statistics/small-lines.ts";
import type { OpinionCounts } from "./opinion.rules.ts";

/** One line of a table of answers. `label` is null where small lines were put together. */
export type AnswerLine = {
  readonly label: string | null;
  readonly total: number;
  readonly answered: number;
};

/**
 * Lines of fewer than eleven contributions are put together, so that no small group is read off a table. When what was put
 * together is itself too small, the next smallest line joins it: nothing can be deduced from the total.
 */
export function withoutSmallLines<Line extends AnswerLine>(lines: readonly Line[]): readonly AnswerLine[] {
  const small = smallLines(lines.map(({ total }) => total)).flatMap((line) => lines.slice(line, line + 1));
  if (small.length === 0) return lines;
  const total = small.reduce((sum, line) => sum + line.total, 0);
  const hidden = new Set<AnswerLine>(small);
  const kept = lines.filter((line) => !hidden.has(line));
  if (total === 0) return kept;
  return [...kept, { label: null, total, answered: small.reduce((sum, { answered }) => sum + answered, 0) }];
}

/** Whole days between sending and answer, in the order of the page; the last has no end. */
export const DELAYS = [
  { name: "month", days: 30 },
  { name: "quarter", days: 90 },
  { name: "half", days: 180 },
  { name: "longer", days: Number.POSITIVE_INFINITY },
] as const;
export type DelayName = (typeof DELAYS)[number]["name"];

export type Figures = {
  readonly total: number;
  readonly answered: number;
  readonly oldestWaiting: Date | null;
  readonly medianDays: number | null;
  readonly opinions: OpinionCounts;
  readonly verdicts: readonly { readonly verdict: string; readonly count: number }[];
  readonly delays: readonly { readonly name: DelayName; readonly count: number }[];
};
