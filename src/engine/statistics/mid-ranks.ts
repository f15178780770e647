/**
 * Ranks from 1 (the smallest), equal values sharing their mean rank, and Σ(t³ − t) over groups of t equal values, which every
 * correction for ties needs.
 */
export function midRanks(values: readonly number[]): { readonly ranks: Float64Array; readonly ties: number } {
  const order = [...values.keys()].toSorted((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks = new Float64Array(values.length);
  let ties = 0;
  for (let first = 0; first < order.length; ) {
    let next = first;
    while (next < order.length && values[order[next] ?? 0] === values[order[first] ?? 0]) next += 1;
    const equal = next - first;
    ties += equal ** 3 - equal;
    for (const place of order.slice(first, next)) ranks[place] = (first + 1 + next) / 2;
    first = Math.max(next, first + 1);
  }
  return { ranks, ties };
}
