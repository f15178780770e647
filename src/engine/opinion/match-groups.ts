import type { Group } from "./result.ts";

/**
 * Names that people see, kept from one run to the next: the one-to-one matching of groups to previous names with the largest number
 * of people in common. A group that shares nobody with a name left takes one that was never used; a name that disappears is
 * not given again. Names are letters: A to Z, then AA, AB, …
 *
 * `previous`: participant to name. `current`: participant to group, null when not placed. `everUsed`: every name this process has
 * given. Answers group to name. Ties: the earlier name for the earlier group.
 */
export function matchGroups(
  previous: ReadonlyMap<string, string | null>,
  current: ReadonlyMap<string, Group | null>,
  everUsed: Iterable<string>,
): ReadonlyMap<Group, string> {
  const names = distinct(previous).sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const groups = distinct(current).sort(byGroup);
  const overlap = overlaps(previous, current, { names, groups });
  const matched = bestMatching(overlap);
  const used = new Set([...everUsed, ...names]);
  return new Map(groups.map((group, g) => [group, names[matched[g] ?? -1] ?? neverUsed(used)]));
}

function distinct<Value>(map: ReadonlyMap<string, Value | null>): Value[] {
  return [...new Set([...map.values()].filter((value) => value !== null))];
}

const byGroup = (a: Group, b: Group): number => {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a) < String(b) ? -1 : 1;
};

/** People each group (row) shares with each name (column). */
function overlaps(
  previous: ReadonlyMap<string, string | null>,
  current: ReadonlyMap<string, Group | null>,
  { names, groups }: { readonly names: readonly string[]; readonly groups: readonly Group[] },
): number[][] {
  const column = new Map(names.map((name, index) => [name, index]));
  const row = new Map(groups.map((group, index) => [group, index]));
  const table = groups.map(() => names.map(() => 0));
  for (const [participant, group] of current) {
    const name = previous.get(participant) ?? null;
    if (group === null || name === null) continue;
    const line = table[row.get(group) ?? 0] ?? [];
    const place = column.get(name) ?? 0;
    line[place] = (line[place] ?? 0) + 1;
  }
  return table;
}

type Matching = { readonly total: number; readonly places: readonly number[] };

/** For each row the column it takes, or -1: every choice is tried, sets of columns left (bits) being remembered. */
function bestMatching(overlap: readonly (readonly number[])[]): readonly number[] {
  const known = new Map<string, Matching>();
  const best = (row: number, taken: bigint): Matching => {
    const line = overlap[row];
    if (!line) return { total: 0, places: [] };
    const key = `${row}/${taken}`;
    const found = known.get(key);
    if (found) return found;
    let winner: Matching | null = null;
    for (const [column, people] of line.entries()) {
      const bit = 1n << BigInt(column);
      if (people === 0 || taken & bit) continue;
      const rest = best(row + 1, taken | bit);
      if (!winner || people + rest.total > winner.total)
        winner = { total: people + rest.total, places: [column, ...rest.places] };
    }
    const alone = best(row + 1, taken);
    if (!winner || alone.total > winner.total) winner = { total: alone.total, places: [-1, ...alone.places] };
    known.set(key, winner);
    return winner;
  };
  return best(0, 0n).places;
}

function neverUsed(used: Set<string>): string {
  for (let number = 0; ; number += 1) {
    const name = letters(number);
    if (used.has(name)) continue;
    used.add(name);
    return name;
  }
}

/** 0 is A, 25 is Z, 26 is AA. */
function letters(number: number): string {
  const last = String.fromCharCode(65 + (number % 26));
  return number < 26 ? last : letters(Math.floor(number / 26) - 1) + last;
}
