import { SMALLEST_GROUP } from "./small-cells.ts";

/**
 * Which lines to put together ("other stages") so that none that is left is small: the small ones, then the next smallest
 * while the group itself is small, so that nothing is deduced from the total. Indices in rising order of people; empty
 * when no line is small. Ties keep the order given.
 */
export function smallLines(people: readonly number[], floor = SMALLEST_GROUP): readonly number[] {
  const least = Math.max(floor, SMALLEST_GROUP);
  const ordered = [...people.keys()].toSorted((a, b) => (people[a] ?? 0) - (people[b] ?? 0));
  const taken: number[] = [];
  let together = 0;
  for (const line of ordered) {
    const count = people[line] ?? 0;
    if (count >= least && (together === 0 || together >= least)) break;
    together += count;
    taken.push(line);
  }
  return taken;
}
