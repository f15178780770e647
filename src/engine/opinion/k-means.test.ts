import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distance2, meansOf, nearestTo, pointCount, pointsAt } from "./k-means.ts";
import { inFourDimensions, lloyd } from "./lloyd.ts";
import type { Points } from "./map.ts";
import { assignInPlane } from "./plane-search.ts";

/** Few values, so that distances are often equal. */
const plane = fc
  .array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 })), { minLength: 1, maxLength: 40 })
  .map((points): Points => ({ dimensions: 2, at: Float64Array.from(points.flat(), (value) => value / 4) }));

describe("the nearest centre in the plane", () => {
  it("is that of looking at all of them, ties included, whatever the guess", () => {
    fc.assert(
      fc.property(plane, plane, fc.nat(), (points, centres, guess) => {
        const of = new Int32Array(pointCount(points)).fill(guess % pointCount(centres));
        assignInPlane(points, centres, of);
        expect([...of]).toEqual(Array.from(of, (_, i) => nearestTo(points, i, centres)));
      }),
    );
  });
});

/** Lloyd as it is written in a book. */
function plainLloyd(points: Points, first: Points): number[] {
  let centres = first;
  let of: number[] = [];
  for (let round = 0; round < 100; round += 1) {
    const next = Array.from({ length: pointCount(points) }, (_, i) => nearestTo(points, i, centres));
    if (next.join() === of.join()) break;
    of = next;
    const { at } = meansOf(points, Int32Array.from(of), { k: pointCount(first) });
    centres = { ...centres, at: at.map((value, place) => (Number.isNaN(value) ? (centres.at[place] ?? 0) : value)) };
  }
  return of;
}

describe("k-means that skips", () => {
  it("ends where k-means that looks at everything ends", () => {
    // quarters: sums are exact in any order, so that ties are ties in both
    const points = fc
      .array(fc.integer({ min: -40, max: 40 }), { minLength: 24, maxLength: 400 })
      .map((all) => all.slice(0, all.length - (all.length % 4)).map((value) => value / 4))
      .map((all): Points => ({ dimensions: 4, at: Float64Array.from(all) }));
    fc.assert(
      fc.property(points, fc.integer({ min: 2, max: 6 }), (all, k) => {
        const first = pointsAt(all, [0, 1, 2, 3, 4, 5].slice(0, k));
        const { centres, of } = lloyd(all, first);
        expect([...of]).toEqual(plainLloyd(all, first));
        const means = meansOf(all, of, { k });
        for (let c = 0; c < k; c += 1) if (of.includes(c)) expect(distance2(means, c, centres, c)).toBeLessThan(1e-20);
      }),
    );
  });

  it("takes points of fewer dimensions with zeros", () => {
    expect([...inFourDimensions({ dimensions: 3, at: Float64Array.of(1, 2, 3, 4, 5, 6) }).at]).toEqual([
      1, 2, 3, 0, 4, 5, 6, 0,
    ]);
  });
});
