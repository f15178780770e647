import { type AnalyseOptions, clusteredCount, componentCount, onlyFirst } from "./analyse.ts";
import type { Centred } from "./centring.ts";
import { type Components, mainComponents } from "./components.ts";
import { computedGroups } from "./found-groups.ts";
import { groupCentres, spread } from "./grouping.ts";
import { pointsAt } from "./k-means.ts";
import { fixedVector, type Operator } from "./lanczos.ts";
import { inFourDimensions, lloyd } from "./lloyd.ts";
import { mapOf, type Points } from "./map.ts";
import type { Matrix } from "./matrix.ts";
import { placedRows } from "./placed.ts";
import type { Mode } from "./result.ts";

/** Components, map and groups at one moment; columns and rows that came since are not in it. */
export type Standing = {
  readonly components: Components;
  readonly points: Points;
  /** Group by row; -1: none. */
  readonly of: Int32Array;
  readonly k: number;
  readonly centres: readonly (readonly number[])[];
};

export function coldStanding(
  matrix: Matrix,
  centre: Centred,
  options: Pick<AnalyseOptions, "mode" | "seed">,
): Standing {
  const components = mainComponents(matrix, centre, { wanted: componentCount(matrix, options.mode) });
  const points = mapOf(matrix, centre, components);
  const { of, ids, centres } = computedGroups(matrix, onlyFirst(points, clusteredCount(matrix, options.mode)), options);
  return { components, points, of, k: ids.length, centres: centres ?? [] };
}

/** From where things stood: components from the previous ones, centres by Lloyd from the previous members; k is kept. */
export function followed(
  matrix: Matrix,
  centre: Centred,
  {
    before,
    mode,
    multiply,
  }: { readonly before: Standing; readonly mode: Mode; readonly multiply?: Operator | undefined },
): Standing {
  const wanted = componentCount(matrix, mode);
  const components = mainComponents(matrix, centre, {
    wanted,
    start: startFrom(before.components, centre),
    angle: ANGLE,
    multiply,
  });
  const points = mapOf(matrix, centre, components);
  const clustered = onlyFirst(points, clusteredCount(matrix, mode));
  const placed = placedRows(matrix);
  const k = Math.max(before.k, Math.min(1, placed.length));
  const first = { dimensions: clustered.dimensions, at: Float64Array.from(memberMeans(clustered, before, k).flat()) };
  const { of } = lloyd(inFourDimensions(pointsAt(clustered, placed)), inFourDimensions(first));
  const groups = spread(of, placed, matrix.participants.length);
  const standing = { components, points, of: groups, k, centres: before.centres };
  return { ...standing, centres: memberMeans(clustered, standing, k) };
}

/** Mean point of the members of each group; a group that has lost its last member stays where it was. */
function memberMeans(points: Points, { of, centres }: Pick<Standing, "of" | "centres">, k: number): number[][] {
  return groupCentres(points, of, k).map((point, group) =>
    point.map((value, d) => (Number.isNaN(value) ? (centres[group]?.[d] ?? 0) : value)),
  );
}

/** A component within this angle (radians) has a cosine above 0.9999994 with that of a cold run. */
const ANGLE = 1e-3;
/** Part of a fixed vector in the start: what the previous components cannot see may be seen. */
const UNSEEN = 1e-5;

/** The previous components added up: votes that are few beside all others turn them a little only. */
function startFrom({ loadings }: Components, { mean }: Centred): Float64Array {
  const start = fixedVector(mean.length).map((value) => value * UNSEEN);
  for (const loading of loadings) {
    for (let j = 0; j < loading.length; j += 1) start[j] = (start[j] ?? 0) + (loading[j] ?? 0);
  }
  return start;
}
