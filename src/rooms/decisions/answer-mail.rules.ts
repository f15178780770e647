import type { Verdict } from "./verdict.rules.ts";

/** What a mail says of one contribution. */
export type AnsweredContribution = { readonly number: number; readonly words: string; readonly code: string | null };

export type AnsweredDecision = {
  readonly number: number;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly answer: string;
  readonly addressedTo: string | null;
  readonly processTitle: string;
};

export type TextChange = {
  readonly number: number;
  readonly kind: string;
  readonly edition: number;
  readonly document: string;
  readonly code: string;
};

/** A mail stays readable: beyond this many contributions of one address, the rest is told by number and link. */
export const CONTRIBUTIONS_IN_A_MAIL = 50;

/** Rows that follow each other with the same address, together. */
export function byAddress<Row extends { readonly email: string }>(rows: readonly Row[]): readonly (readonly Row[])[] {
  const groups: Row[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last?.[0]?.email === row.email) last.push(row);
    else groups.push([row]);
  }
  return groups;
}
