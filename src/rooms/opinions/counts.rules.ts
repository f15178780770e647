import type { Dimension, LineName } from "./crossed.rules.ts";
import { DIMENSIONS } from "./crossed.rules.ts";
import type { StatementLine } from "./run.rules.ts";

export const COUNTS_PAGE = 25;

/** Orders of the list: all of them rest on what everybody voted, never on a number that is withheld. */
export const ORDERS = ["numero", "union", "partage", "votes"] as const;
export type Order = (typeof ORDERS)[number];

export function orderIn(text: string): Order {
  return ORDERS.find((order) => order === text) ?? "numero";
}

const total = ({ agrees, disagrees, passes }: StatementLine): number => agrees + disagrees + passes;
/** Those without a value come last. */
const byValue = (a: number | null, b: number | null): number =>
  (a ?? Number.POSITIVE_INFINITY) === (b ?? Number.POSITIVE_INFINITY)
    ? 0
    : (a ?? Number.POSITIVE_INFINITY) - (b ?? Number.POSITIVE_INFINITY);

export function ordered(lines: readonly StatementLine[], order: Order): readonly StatementLine[] {
  const kept = lines.filter(({ isOut }) => !isOut);
  const byNumber = (a: StatementLine, b: StatementLine) => a.number - b.number;
  switch (order) {
    case "numero":
      return kept.toSorted(byNumber);
    case "union":
      return kept.toSorted((a, b) => byValue(a.commonRank, b.commonRank) || byNumber(a, b));
    case "partage":
      return kept.toSorted((a, b) => (b.spread ?? -1) - (a.spread ?? -1) || byNumber(a, b));
    case "votes":
      return kept.toSorted((a, b) => total(b) - total(a) || byNumber(a, b));
  }
}

export type LineAsked = { readonly dimension: Dimension; readonly key: string };

/** `territory:R53`: one trait at a time, so that two filters are never crossed. */
export function lineIn(text: string): LineAsked | null {
  const at = text.indexOf(":");
  const dimension = DIMENSIONS.find((one) => one === text.slice(0, at));
  return at > 0 && dimension ? { dimension, key: text.slice(at + 1) } : null;
}

export const lineValue = ({ dimension, key }: Pick<LineName, "dimension" | "key">): string => `${dimension}:${key}`;
