import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededNumbers } from "../seeded-numbers.ts";
import { kruskalWallisTest, rankSumTest, welchTest } from "./compare-groups.ts";
import { midRanks } from "./mid-ranks.ts";
import { benjaminiHochberg, comparePairs, holm } from "./multiplicity.ts";
import { sum } from "./sums.ts";

describe("groups", () => {
  const answers = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 30 });

  it("share the mean rank of equal values", () => {
    const { ranks, ties } = midRanks([5, 3, 5, 1]);
    expect([...ranks]).toEqual([3.5, 2, 3.5, 1]);
    expect(ties).toBe(6);
    fc.assert(
      fc.property(answers, (values) => {
        expect(sum(midRanks(values).ranks)).toBeCloseTo((values.length * (values.length + 1)) / 2, 9);
      }),
    );
  });

  it("compare the same in either order, and by rank for any rising scale", () => {
    fc.assert(
      fc.property(answers, answers, (a, b) => {
        expect(rankSumTest(a, b)?.p ?? 1).toBeCloseTo(rankSumTest(b, a)?.p ?? 1, 10);
        expect(welchTest(a, b)?.p ?? 1).toBeCloseTo(welchTest(b, a)?.p ?? 1, 10);
        const stretched = (values: readonly number[]) => values.map((one) => one ** 3);
        expect(kruskalWallisTest([a, b])?.h ?? 0).toBeCloseTo(
          kruskalWallisTest([stretched(b), stretched(a)])?.h ?? 0,
          8,
        );
      }),
    );
  });

  it("cannot be compared when there is one group or no difference at all", () => {
    expect(kruskalWallisTest([[1, 2, 3], []])).toBeNull();
    expect(kruskalWallisTest([[3, 3], [3]])).toBeNull();
    expect(rankSumTest([3, 3], [3])).toBeNull();
    expect(welchTest([3], [4, 5])).toBeNull();
    expect(welchTest([3, 3], [3, 3])).toBeNull();
  });
});

describe("many tests", () => {
  const ps = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 });

  it("Holm ≥ Benjamini–Hochberg ≥ p, in the order of p, at most 1", () => {
    fc.assert(
      fc.property(ps, (p) => {
        const [strict, mild] = [holm(p), benjaminiHochberg(p)];
        for (const [i, one] of p.entries()) {
          expect(strict[i]).toBeGreaterThanOrEqual((mild[i] ?? 2) - 1e-15);
          expect(mild[i]).toBeGreaterThanOrEqual(one - 1e-15);
          expect(strict[i]).toBeLessThanOrEqual(1);
          for (const [j, other] of p.entries()) {
            if (one < other) expect(strict[i]).toBeLessThanOrEqual(strict[j] ?? 0);
            if (one < other) expect(mild[i]).toBeLessThanOrEqual(mild[j] ?? 0);
          }
        }
      }),
    );
  });

  it("of 18 stages are 153 pairs", () => {
    const next = seededNumbers("stages");
    const stages = Array.from({ length: 18 }, () => Array.from({ length: 12 }, () => 1 + Math.floor(next() * 5)));
    const { testCount, pairs } = comparePairs(stages, rankSumTest);
    expect(testCount).toBe(153);
    expect(pairs.every(({ p, adjustedP }) => adjustedP >= p)).toBe(true);
    expect(
      comparePairs(
        [
          [1, 1],
          [1, 1],
        ],
        rankSumTest,
      ),
    ).toEqual({ testCount: 0, pairs: [] });
  });
});
