import { type Comparison, compare } from "./compare.ts";
import { type Token, tokenise } from "./tokens.ts";

/**
 * Tokens `from` to `to` (not included) of a base text replaced by others, which stand at `at` in the other text; an insertion
 * when `from` is `to`.
 */
export type Change = {
  readonly from: number;
  readonly to: number;
  readonly at: number;
  readonly tokens: readonly Token[];
};

/** What a text changes in the words it was made from, in order, typography apart. Changes never touch each other. */
export function changesOf(base: string, next: string): Change[] {
  return changesIn(compare(base, next));
}

export function changesIn({ b, runs }: Comparison): Change[] {
  return runs
    .filter((run) => !run.isSame)
    .map(({ aFrom, aTo, bFrom, bTo }) => ({ from: aFrom, to: aTo, at: bFrom, tokens: b.tokens.slice(bFrom, bTo) }));
}

/** A part of the base that two texts want otherwise, with the changes of each that meet there. */
export type Contest = {
  readonly from: number;
  readonly to: number;
  readonly left: readonly Change[];
  readonly right: readonly Change[];
};

/**
 * Where two lists of changes of the same base cannot both be made. The same change on both sides is no contest; words put in
 * at the edge of a replaced part neither. One contest holds all changes that hang together.
 */
export function contests(left: readonly Change[], right: readonly Change[]): Contest[] {
  const found: { from: number; to: number; left: Change[]; right: Change[] }[] = [];
  let next = 0;
  for (const one of left) {
    while (next < right.length && (right[next]?.to ?? 0) < one.from) next += 1;
    for (let at = next; at < right.length && (right[at]?.from ?? 0) <= one.to; at += 1) {
      const other = right[at];
      if (!other || !clash(one, other)) continue;
      const last = found.at(-1);
      if (last && (last.left.includes(one) || last.right.includes(other))) {
        last.from = Math.min(last.from, one.from, other.from);
        last.to = Math.max(last.to, one.to, other.to);
        if (!last.left.includes(one)) last.left.push(one);
        if (!last.right.includes(other)) last.right.push(other);
      } else {
        found.push({
          from: Math.min(one.from, other.from),
          to: Math.max(one.to, other.to),
          left: [one],
          right: [other],
        });
      }
    }
  }
  return found;
}

function clash(one: Change, other: Change): boolean {
  if (isSameChange(one, other)) return false;
  const isInsertion = (change: Change) => change.from === change.to;
  if (isInsertion(one) && isInsertion(other)) return one.from === other.from;
  return Math.max(one.from, other.from) < Math.min(one.to, other.to) || isInside(one, other) || isInside(other, one);
}

const isInside = (insertion: Change, around: Change) =>
  insertion.from === insertion.to && around.from < insertion.from && insertion.from < around.to;

export function isSameChange(one: Change, other: Change): boolean {
  return (
    one.from === other.from &&
    one.to === other.to &&
    one.tokens.length === other.tokens.length &&
    one.tokens.every((token, at) => token.key === other.tokens[at]?.key)
  );
}

/** The words of a base between two places, as its readers see them. */
export function wordsBetween(base: string, from: number, to: number): string {
  return writtenOut(tokenise(base).tokens.slice(from, to));
}

/** Tokens as text, without the blank before the first. */
export function writtenOut(tokens: readonly Token[]): string {
  return tokens.map((token, at) => (at === 0 ? token.text : token.lead + token.text)).join("");
}
