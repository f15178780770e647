import { givenGroups } from "./given-groups.ts";
import { type Grouping, groupCentres } from "./grouping.ts";
import { sortedIds } from "./ids.ts";
import { improvedGroups } from "./improved-groups.ts";
import type { Points } from "./map.ts";
import type { Matrix } from "./matrix.ts";
import { placedRows } from "./placed.ts";
import { polisGroups } from "./polis-groups.ts";
import type { Group, Mode, Structure } from "./result.ts";

/** Groups by row (-1: none), what they are called, and what is told about how they were found. */
export type FoundGroups = {
  readonly origin: "computed" | "given";
  readonly of: Int32Array;
  readonly ids: readonly Group[];
  readonly centres: readonly (readonly number[])[] | null;
  readonly silhouettes: ReadonlyMap<number, number>;
  readonly structure: Structure;
  readonly warnings: readonly string[];
};

export function computedGroups(
  matrix: Matrix,
  points: Points,
  { mode, seed }: { readonly mode: Mode; readonly seed: number },
): FoundGroups {
  const placed = placedRows(matrix);
  const grouping: Grouping = mode === "polis" ? polisGroups(points, placed) : improvedGroups(points, placed, seed);
  return {
    origin: "computed",
    of: grouping.of,
    ids: Array.from({ length: grouping.k }, (_, group) => group),
    centres: groupCentres(points, grouping.of, grouping.k),
    silhouettes: grouping.silhouettes,
    structure: grouping.structure,
    warnings: [],
  };
}

export function takenGroups(matrix: Matrix, labels: ReadonlyMap<string, Group | null>): FoundGroups {
  const { ids, of, withoutVotes } = givenGroups(matrix.participants, labels);
  const warnings = withoutVotes.length === 0 ? [] : [`labels: ${named(withoutVotes, "participant")} without any vote`];
  return { origin: "given", of, ids, centres: null, silhouettes: new Map(), structure: null, warnings };
}

/** "3 participants (4, 7, 12)", the first five by name. */
function named(ids: readonly string[], noun: string): string {
  const shown = sortedIds(ids).slice(0, 5);
  return `${ids.length} ${noun}${ids.length === 1 ? "" : "s"} (${shown.join(", ")}${ids.length > shown.length ? ", …" : ""})`;
}
