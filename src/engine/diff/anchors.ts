import type { Token } from "./tokens.ts";

type Line = { readonly key: string; readonly at: number };

/**
 * Where paragraphs that occur once in each text begin: pairs of places of tokens, in order on both sides ("patience"
 * anchors). They keep a long text readable, each paragraph being compared with its own later form, and fast.
 */
export function paragraphAnchors(a: readonly Token[], b: readonly Token[]): (readonly [number, number])[] {
  const inA = onceOnly(lines(a));
  const pairs: (readonly [number, number])[] = [];
  for (const [key, line] of onceOnly(lines(b))) {
    const other = inA.get(key);
    if (other !== undefined) pairs.push([other.at, line.at]);
  }
  return longestIncreasing(pairs);
}

function lines(tokens: readonly Token[]): Line[] {
  const found: Line[] = [];
  let start = 0;
  for (let at = 0; at <= tokens.length; at += 1) {
    if (at < tokens.length && tokens[at]?.key !== "\n") continue;
    if (at > start) found.push({ key: keys(tokens.slice(start, at)), at: start });
    start = at + 1;
  }
  return found;
}

const keys = (tokens: readonly Token[]) => tokens.map((token) => token.key).join("\u0000");

function onceOnly(all: readonly Line[]): Map<string, Line> {
  const once = new Map<string, Line>();
  const repeated = new Set<string>();
  for (const line of all) {
    if (once.has(line.key)) repeated.add(line.key);
    once.set(line.key, line);
  }
  for (const key of repeated) once.delete(key);
  return once;
}

/** The longest list of pairs whose first places increase; the second ones already do. Patience sorting, O(n log n). */
function longestIncreasing(pairs: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const tops: number[] = [];
  const previous: number[] = [];
  for (const [index, [value]] of pairs.entries()) {
    let [low, high] = [0, tops.length];
    while (low < high) {
      const half = (low + high) >> 1;
      if ((pairs[tops[half] ?? 0]?.[0] ?? 0) < value) low = half + 1;
      else high = half;
    }
    previous[index] = low > 0 ? (tops[low - 1] ?? -1) : -1;
    tops[low] = index;
  }
  const chain: (readonly [number, number])[] = [];
  for (let at = tops.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) {
    const pair = pairs[at];
    if (pair) chain.push(pair);
  }
  return chain.reverse();
}
