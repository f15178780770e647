/** Adjusted p-values in the order given: compare each with the level wanted for all tests together. */
export type Adjustment = (p: readonly number[]) => readonly number[];

const byRising = (p: readonly number[]): number[] => [...p.keys()].toSorted((a, b) => (p[a] ?? 0) - (p[b] ?? 0));

/**
 * The chance of even one false finding stays below the level. Source: S. Holm, Scandinavian Journal of Statistics 6:65,
 * 1979.
 */
export const holm: Adjustment = (p) => {
  const adjusted = p.map(() => 0);
  let largest = 0;
  for (const [place, test] of byRising(p).entries()) {
    largest = Math.max(largest, Math.min(1, (p.length - place) * (p[test] ?? 0)));
    adjusted[test] = largest;
  }
  return adjusted;
};

/**
 * The share of false findings among findings stays below the level. Source: Y. Benjamini, Y. Hochberg, JRSS B 57:289,
 * 1995.
 */
export const benjaminiHochberg: Adjustment = (p) => {
  const adjusted = p.map(() => 0);
  let smallest = 1;
  for (const [place, test] of [...byRising(p).entries()].toReversed()) {
    smallest = Math.min(smallest, (p.length / (place + 1)) * (p[test] ?? 0));
    adjusted[test] = smallest;
  }
  return adjusted;
};

export type PairComparison = {
  readonly first: number;
  readonly second: number;
  readonly p: number;
  readonly adjustedP: number;
};

/**
 * All pairs of groups, with p-values adjusted for their number (18 stages make 153 pairs): `testCount` is printed beside
 * them. One global test comes first. Pairs whose test is undefined are left out and not counted.
 */
export function comparePairs<Group>(
  groups: readonly Group[],
  test: (first: Group, second: Group) => { readonly p: number } | null,
  adjust: Adjustment = holm,
): { readonly testCount: number; readonly pairs: readonly PairComparison[] } {
  const tested = groups.flatMap((one, first) =>
    groups.slice(first + 1).flatMap((other, after) => {
      const result = test(one, other);
      return result ? [{ first, second: first + 1 + after, p: result.p }] : [];
    }),
  );
  const adjusted = adjust(tested.map(({ p }) => p));
  return {
    testCount: tested.length,
    pairs: tested.map((pair, index) => ({ ...pair, adjustedP: adjusted[index] ?? 1 })),
  };
}
