import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { majorityJudgment } from "./majority-judgment.ts";

/** By hand: take the lower median away, again and again, and compare what was taken. */
function takenInTurn(counts: readonly number[]): number[] {
  const grades = counts.flatMap((count, grade) => Array.from({ length: count }, () => grade));
  const taken: number[] = [];
  while (grades.length > 0) taken.push(...grades.splice(Math.ceil(grades.length / 2) - 1, 1));
  return taken;
}

describe("majority judgment", () => {
  it("orders by the majority grade, then by what is left of it", () => {
    // worst to best: option 0 has more above the middle, option 1 more below
    const found = majorityJudgment([
      [1, 2, 4, 4],
      [3, 2, 5, 1],
      [0, 0, 0, 11],
    ]);
    expect(found.majorityGrades).toEqual([2, 2, 3]);
    expect(found.order).toEqual([[2], [0], [1]]);
    expect(found.shares[2]).toEqual([0, 0, 0, 1]);
  });

  it("is the same as taking medians away one by one", () => {
    const options = fc
      .tuple(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 5 }))
      .chain(([voters, grades, size]) =>
        fc.array(
          fc
            .array(fc.nat(grades - 1), { minLength: voters, maxLength: voters })
            .map((given) => Array.from({ length: grades }, (_, grade) => given.filter((one) => one === grade).length)),
          { minLength: size, maxLength: size },
        ),
      );
    fc.assert(
      fc.property(options, (given) => {
        const { order, majorityGrades } = majorityJudgment(given);
        const keys = given.map(takenInTurn);
        expect(majorityGrades).toEqual(keys.map((key) => key[0]));
        const above = (a: readonly number[] = [], b: readonly number[] = []) => {
          const place = a.findIndex((grade, index) => grade !== b[index]);
          return place === -1 ? 0 : (a[place] ?? 0) - (b[place] ?? 0);
        };
        for (const tier of order) for (const option of tier) expect(above(keys[tier[0] ?? 0], keys[option])).toBe(0);
        for (const [place, tier] of order.entries()) {
          const next = order[place + 1]?.[0];
          if (next !== undefined) expect(above(keys[tier[0] ?? 0], keys[next])).toBeGreaterThan(0);
        }
      }),
    );
  });

  it("takes a missing grade for the worst one", () => {
    const found = majorityJudgment([
      [0, 0, 4],
      [2, 2, 6],
    ]);
    expect(found.shares[0]).toEqual([0.6, 0, 0.4]);
    expect(found.order).toEqual([[1], [0]]);
    expect(
      majorityJudgment(
        [
          [0, 0, 4],
          [2, 2, 6],
        ],
        20,
      ).majorityGrades,
    ).toEqual([0, 0]);
    expect(majorityJudgment([])).toEqual({ order: [], majorityGrades: [], shares: [] });
  });
});
