import type { Grouping } from "./grouping.ts";

export type Place = {
  readonly theme: number;
  readonly isPlaced: boolean;
  readonly score: number;
  readonly second: number;
  readonly secondScore: number;
};

/** Below these, a text is not placed: the cosine to its theme, and how far before the second it is. */
export const PLACED = { score: 0.1, lead: 0.05 } as const;
/** A text has a second theme from this share of the likeness to the first. */
const SECOND = 0.8;

/** Where a distinct text lies. An example is placed where people put it, whatever its words. */
export function placeOf({ k, scores, nearest }: Grouping, row: number, isExample: (row: number) => boolean): Place {
  const theme = nearest[row] ?? 0;
  const at = (other: number): number => scores.values[row * k + other] as number;
  let second = -1;
  for (let other = 0; other < k; other += 1)
    if (other !== theme && (second < 0 || at(other) > at(second))) second = other;
  const score = at(theme);
  const secondScore = second < 0 ? 0 : at(second);
  const isClear = score >= PLACED.score && (second < 0 || score - secondScore >= PLACED.lead);
  return { theme, isPlaced: isClear || isExample(row), score, second, secondScore };
}

export const hasSecond = ({ score, second, secondScore }: Place): boolean =>
  second >= 0 && secondScore > 0 && secondScore >= SECOND * score;
