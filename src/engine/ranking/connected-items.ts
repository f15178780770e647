import type { Choice } from "./choice-sets.ts";

/**
 * Groups of items that can each be reached from each other through wins (strongly connected components), in the order of
 * their first item. Strengths across groups cannot be compared from the choices alone.
 * Source: L. Ford, "Solution of a Ranking Problem from Binary Comparisons", American Mathematical Monthly 64, 1957; R.
 * Tarjan, 1972.
 */
export function connectedItems(choices: readonly Choice[], itemCount: number): readonly (readonly number[])[] {
  const beaten = Array.from({ length: itemCount }, () => new Set<number>());
  const beatenBy = Array.from({ length: itemCount }, () => new Set<number>());
  for (const { chosen, others, weight = 1 } of choices) {
    for (const other of others) {
      if (weight <= 0 || other === chosen) continue;
      beaten[chosen]?.add(other);
      beatenBy[other]?.add(chosen);
    }
  }
  const component = new Int32Array(itemCount).fill(-1);
  const groups: number[][] = [];
  for (const item of finishingOrder(beaten).toReversed()) {
    if (component[item] !== -1) continue;
    const group = reached(item, beatenBy, (one) => component[one] === -1);
    for (const one of group) component[one] = groups.length;
    groups.push(group.sort((a, b) => a - b));
  }
  return groups.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

/** Items in the order a walk leaves them for good (Kosaraju's first pass), without recursion. */
function finishingOrder(next: readonly ReadonlySet<number>[]): number[] {
  const seen = new Set<number>();
  const order: number[] = [];
  for (const start of next.keys()) {
    if (seen.has(start)) continue;
    seen.add(start);
    const path = [{ item: start, rest: (next[start] ?? new Set<number>()).values() }];
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const { value, done } = top.rest.next();
      if (done) {
        order.push(top.item);
        path.pop();
      } else if (!seen.has(value)) {
        seen.add(value);
        path.push({ item: value, rest: (next[value] ?? new Set<number>()).values() });
      }
    }
  }
  return order;
}

function reached(start: number, next: readonly ReadonlySet<number>[], isFree: (item: number) => boolean): number[] {
  const found = new Set([start]);
  for (const item of found) for (const other of next[item] ?? []) if (isFree(other)) found.add(other);
  return [...found];
}
