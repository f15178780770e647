import type { Group, OpinionResult, Point } from "#engine/opinion/result.ts";
import type { MapDrawing, MapFrame, MapLayer } from "./run.rules.ts";

/** Width and height of the grid on which places are rounded. */
export const MAP_SIZE = 400;
/** Marks drawn at most. Beyond, as many of the first numbers as fit: numbers are drawn at random, so this is a random choice. */
export const MOST_MARKS = 2_000;
const MARGIN = 10;

/** The same scale on both axes, the centre of the votes in the middle. */
export function frameOf(points: Iterable<Point>): MapFrame {
  let furthest = 0;
  for (const [x, y] of points) furthest = Math.max(furthest, Math.abs(x), Math.abs(y));
  const scale = furthest > 0 ? (MAP_SIZE / 2 - MARGIN) / furthest : 1;
  return { left: -MAP_SIZE / (2 * scale), top: MAP_SIZE / (2 * scale), scale };
}

export function placeIn({ left, top, scale }: MapFrame, [x, y]: Point): readonly [number, number] {
  return [Math.round((x - left) * scale), Math.round((top - y) * scale)];
}

/** One path per group, so that thousands of marks weigh a few kilobytes. `names`: the groups that are shown. */
export function drawMap(result: OpinionResult, names: ReadonlyMap<Group, string>): MapDrawing {
  const ids = Object.keys(result.projections);
  const frame = frameOf(Object.values(result.projections));
  const places = new Map<string | null, (readonly [number, number])[]>();
  for (const name of [...names.values(), null]) places.set(name, []);
  for (const id of ids.slice(0, MOST_MARKS)) {
    const group = result.participants[id] ?? null;
    const name = group === null ? null : (names.get(group) ?? null);
    const point = result.projections[id];
    if (point) places.get(name)?.push(placeIn(frame, point));
  }
  const layers = [...places].map(([name, marks]) => layerOf(name, marks)).filter(({ shown }) => shown > 0);
  return { people: ids.length, frame, layers };
}

/** Marks in order from left to right, as the corners of one line that is never drawn: only the way from one to the next is written. */
function layerOf(name: string | null, marks: readonly (readonly [number, number])[]): MapLayer {
  const ordered = marks.toSorted(([x, y], [u, v]) => x - u || y - v);
  const [[firstX, firstY] = [0, 0]] = ordered;
  let [atX, atY] = [firstX, firstY];
  let path = `M${firstX} ${firstY}l0 0`;
  for (const [x, y] of ordered) {
    const [dx, dy] = [x - atX, y - atY];
    if (dx === 0 && dy === 0) continue;
    path += `${dx < 0 ? "" : " "}${dx}${dy < 0 ? "" : " "}${dy}`;
    [atX, atY] = [x, y];
  }
  return { name, shown: marks.length, path };
}
