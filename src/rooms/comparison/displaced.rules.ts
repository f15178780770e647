/**
 * Of things that stand in two orders, those that moved: all but the longest part whose order is the same in both. The
 * database says the same (`editions.displaced`), so that what is shown as moved is what was accounted for.
 */
export function displaced<Id>(before: readonly Id[], after: readonly Id[]): ReadonlySet<Id> {
  const standing = new Set(after);
  const rank = new Map(before.filter((id) => standing.has(id)).map((id, index) => [id, index]));
  const common = after.filter((id) => rank.has(id));
  const ranks = common.map((id) => rank.get(id) ?? 0);
  const tails: number[] = [];
  const previous: (number | undefined)[] = [];
  for (const [index, value] of ranks.entries()) {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ranks[tails[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous[index] = tails[low - 1];
    tails[low] = index;
  }
  const kept = new Set<Id>();
  for (let at = tails.at(-1); at !== undefined; at = previous[at]) {
    const id = common[at];
    if (id !== undefined) kept.add(id);
  }
  return new Set(common.filter((id) => !kept.has(id)));
}
