/** How far two groupings of the same texts agree; `a[i]` and `b[i]` name the groups of text i. */
export function adjustedRand(a: readonly string[], b: readonly string[]): number {
  const { cells, rows, columns, total } = tableOf(a, b);
  const pairs = (n: number) => (n * (n - 1)) / 2;
  const sum = (counts: Iterable<number>) => [...counts].reduce((all, n) => all + pairs(n), 0);
  const [both, inA, inB] = [sum(cells.values()), sum(rows.values()), sum(columns.values())];
  const expected = (inA * inB) / Math.max(1, pairs(total));
  const most = (inA + inB) / 2;
  return most === expected ? 1 : (both - expected) / (most - expected);
}

/** Normalised by the arithmetic mean of the entropies. */
export function mutualInformation(a: readonly string[], b: readonly string[]): number {
  const { cells, rows, columns, total } = tableOf(a, b);
  const entropy = (counts: ReadonlyMap<string, number>) =>
    [...counts.values()].reduce((sum, n) => sum - (n / total) * Math.log(n / total), 0);
  let shared = 0;
  for (const [key, n] of cells) {
    const [x = "", y = ""] = JSON.parse(key) as string[];
    shared += (n / total) * Math.log((n * total) / ((rows.get(x) ?? 1) * (columns.get(y) ?? 1)));
  }
  const mean = (entropy(rows) + entropy(columns)) / 2;
  return mean === 0 ? 1 : shared / mean;
}

function tableOf(a: readonly string[], b: readonly string[]) {
  const [cells, rows, columns] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const [i, x] of a.entries()) {
    const y = b[i] ?? "";
    add(cells, JSON.stringify([x, y]));
    add(rows, x);
    add(columns, y);
  }
  return { cells, rows, columns, total: a.length };
}
