import type { Group, Pair } from "./near-duplicates.ts";

/**
 * Groups round a head, never by chaining: texts by number of unflagged neighbours, then place; each one still free becomes a
 * head, and its free unflagged neighbours join it. Equal texts follow the first of them.
 */
export function groupPairs(pairs: readonly Pair[]): Group[] {
  const copies = new Map<number, number[]>();
  const neighbours = new Map<number, number[]>();
  for (const { a, b, isExact, flags } of pairs) {
    if (isExact) listAt(copies, a).push(b);
    else if (flags.length === 0) {
      listAt(neighbours, a).push(b);
      listAt(neighbours, b).push(a);
    }
  }
  const countOf = (place: number) => (neighbours.get(place)?.length ?? 0) + (copies.get(place)?.length ?? 0);
  const heads = [...new Set([...neighbours.keys(), ...copies.keys()])].sort((a, b) => countOf(b) - countOf(a) || a - b);
  const taken = new Set<number>();
  const groups: Group[] = [];
  for (const head of heads) {
    if (taken.has(head)) continue;
    const joined = [head, ...(neighbours.get(head) ?? []).filter((place) => !taken.has(place))];
    for (const place of joined) taken.add(place);
    const all = joined.flatMap((place) => [place, ...(copies.get(place) ?? [])]).sort((a, b) => a - b);
    const [keep = head, ...members] = all;
    if (members.length > 0) groups.push({ head, keep, members });
  }
  return groups.sort((a, b) => a.keep - b.keep);
}

function listAt(lists: Map<number, number[]>, place: number): number[] {
  const known = lists.get(place) ?? [];
  lists.set(place, known);
  return known;
}
