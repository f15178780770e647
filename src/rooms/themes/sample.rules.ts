/** At least 100 texts or 10 %, whichever is more; all of them when there are fewer (design of the themes, section 7). */
export const SAMPLE_LEAST = 100;
export const SAMPLE_SHARE = 0.1;

export function sampleSize(population: number): number {
  return Math.min(population, Math.max(SAMPLE_LEAST, Math.ceil(population * SAMPLE_SHARE)));
}

/** What agreement lets be said in public. */
export const COUNTS_FROM = 0.8;
export const INDICATIVE_FROM = 0.667;
export type Standing = "counts" | "indicative" | "none";

export function standingOf(alpha: number | null): Standing {
  if (alpha === null || alpha < INDICATIVE_FROM) return "none";
  return alpha >= COUNTS_FROM ? "counts" : "indicative";
}

export type SampleState = "open" | "closed" | "abandoned";

export const MOST_CODERS = 6;
export const labelOf = (index: number): string => String.fromCharCode(65 + index);

/** What one coder found in one text; [] is "no theme fits". */
export type Reading<Id extends string> = {
  readonly contributionId: string;
  readonly coder: string;
  readonly themeIds: readonly Id[];
};

/** Same themes whatever their order. */
export function sameThemes(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.toSorted().every((id, index) => id === b.toSorted()[index]);
}

/** Pairs of places: first with second, first with third, … */
export function pairsOf(count: number): readonly (readonly [number, number])[] {
  return Array.from({ length: count }, (_, a) => Array.from({ length: count }, (_, b) => [a, b] as const))
    .flat()
    .filter(([a, b]) => a < b);
}
