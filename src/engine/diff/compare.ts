import { align } from "./align.ts";
import { paragraphAnchors } from "./anchors.ts";
import { polish, type Run, runsOf } from "./runs.ts";
import { type Token, type Tokens, tokenise } from "./tokens.ts";

/** Two texts as tokens, and the runs of them that are the same or changed. */
export type Comparison = { readonly a: Tokens; readonly b: Tokens; readonly runs: readonly Run[] };

export function compare(before: string, after: string): Comparison {
  const [a, b] = [tokenise(before), tokenise(after)];
  const numbers = new Map<string, number>();
  const numbered = (tokens: readonly Token[]) => Int32Array.from(tokens, (token) => numberOf(token.key, numbers));
  const alignment = align(numbered(a.tokens), numbered(b.tokens), paragraphAnchors(a.tokens, b.tokens));
  return { a, b, runs: polish(runsOf(alignment), a.tokens, b.tokens) };
}

function numberOf(key: string, numbers: Map<string, number>): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbers.size);
  return numbers.size - 1;
}
