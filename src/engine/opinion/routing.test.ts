import { describe, expect, it } from "vitest";
import { seededNumbers } from "../seeded-numbers.ts";
import { draw, routingWeights } from "./routing.ts";

const weightOf = (agrees: number, disagrees: number, votes: number, extremity = 0, isMeta = false) =>
  routingWeights({ agrees: [agrees], disagrees: [disagrees], votes: [votes] }, [extremity], [isMeta])[0];

describe("the weight of a statement in the draw", () => {
  it("gives the check values of the method", () => {
    expect(weightOf(0, 0, 0)).toBe(5.0625);
    expect(weightOf(10, 0, 10)).toBeCloseTo(6.354601, 6);
    expect(weightOf(0, 0, 10)).toBeCloseTo(0.000434, 6);
  });

  it("is 49 for a meta statement, and grows with the extremity", () => {
    expect(weightOf(3, 4, 9, 2, true)).toBe(49);
    expect(weightOf(5, 5, 10, 1)).toBeGreaterThan(weightOf(5, 5, 10, 0.5) ?? 0);
  });
});

describe("the draw", () => {
  it("follows the weights", () => {
    const random = seededNumbers("draw");
    const drawn = [0, 0, 0, 0];
    for (let i = 0; i < 10_000; i += 1) {
      const place = draw([1, 0, 2, 5], random()) ?? -1;
      drawn[place] = (drawn[place] ?? 0) + 1;
    }
    expect(drawn[1]).toBe(0);
    for (const [place, share] of [1 / 8, 0, 2 / 8, 5 / 8].entries())
      expect((drawn[place] ?? 0) / 10_000).toBeCloseTo(share, 1);
  });

  it("takes the ends of the range, and nothing when nothing weighs", () => {
    expect(draw([0, 3, 0], 0)).toBe(1);
    expect(draw([0, 3, 2, 0], 1 - Number.EPSILON)).toBe(2);
    expect(draw([0, 0], 0.5)).toBeNull();
    expect(draw([], 0.5)).toBeNull();
  });
});
