import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distanceFromTargets, type Margin, marginsWorthRaking, rake } from "./rake.ts";
import { sum } from "./sums.ts";

const margin = (name: string, categories: readonly string[], targets: Record<string, number>): Margin => ({
  name,
  categories,
  targets: new Map(Object.entries(targets)),
});

const reached = ({ categories }: Margin, weights: readonly number[], category: string) =>
  sum(weights.filter((_, person) => categories[person] === category));

describe("raking", () => {
  it("meets every margin, or refuses", () => {
    const people = fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom("x", "y")), {
      minLength: 1,
      maxLength: 80,
    });
    const shares = fc.tuple(
      fc.integer({ min: 5, max: 95 }),
      fc.integer({ min: 5, max: 95 }),
      fc.integer({ min: 5, max: 95 }),
    );
    let met = 0;
    fc.assert(
      fc.property(people, shares, (given, [a, b, x]) => {
        const total = a + b + 10;
        const margins = [
          margin(
            "first",
            given.map(([one]) => one),
            { a, b, c: 10 },
          ),
          margin(
            "second",
            given.map(([, two]) => two),
            { x: (total * x) / 100, y: (total * (100 - x)) / 100 },
          ),
        ];
        const raking = rake(margins);
        if (!raking.isConverged) {
          expect(["no-respondent", "not-converged"]).toContain(raking.refusal.why);
          return;
        }
        met += 1;
        expect(raking.weights.every((weight) => weight >= 0)).toBe(true);
        for (const one of margins) {
          for (const [category, target] of one.targets) {
            expect(Math.abs(reached(one, raking.weights, category) - target)).toBeLessThanOrEqual(1e-6);
          }
        }
      }),
    );
    expect(met).toBeGreaterThan(20);
  });

  it("refuses a category nobody is in, a person without a category, and totals of different people, by name", () => {
    const profile = (targets: Record<string, number>) => margin("profile", ["pro", "pro", "patient"], targets);
    expect(rake([profile({ pro: 1, patient: 1, student: 1 })])).toMatchObject({
      refusal: { why: "no-respondent", margin: "profile", category: "student" },
    });
    expect(rake([profile({ pro: 3 })])).toMatchObject({ refusal: { why: "no-target", category: "patient" } });
    const region = margin("region", ["n", "s", "s"], { n: 1, s: 1 });
    expect(rake([profile({ pro: 2, patient: 1 }), region])).toMatchObject({
      refusal: { why: "totals-differ", margin: "region", total: 2, expected: 3 },
    });
  });

  it("cuts weights above the cap, and says how many stay above", () => {
    const rare = ["r", ...Array.from({ length: 99 }, () => "c")];
    const other = rare.map((_, person) => (person % 2 === 0 ? "x" : "y"));
    const targets = [margin("kind", rare, { r: 3, c: 97 }), margin("half", other, { x: 50, y: 50 })];
    const free = rake(targets, { cap: null });
    expect(free).toMatchObject({ isConverged: true, capRounds: 0, overCap: 0 });
    // one person must weigh 3 of a mean of 1 to meet the margin: under a cap of 2 that cannot be
    expect(rake(targets, { cap: 2 })).toMatchObject({ isConverged: true, capRounds: 5, overCap: 1 });
    // a weight that came in too large from elsewhere is brought down, since the margins allow it
    const base = rare.map((_, person) => (person === 8 ? 40 : 1));
    const raked = rake(targets, { base });
    expect(raked.isConverged && Math.max(...raked.weights)).toBeLessThanOrEqual(5.01);
    expect(raked.isConverged && raked.capRounds).toBeGreaterThan(0);
  });

  it("is proposed for what is more than five points off target, three margins at most", () => {
    const people = ["a", "a", "a", "b"];
    const off = (name: string, share: number) => margin(name, people, { a: share, b: 100 - share });
    expect(distanceFromTargets(off("one", 50))).toBeCloseTo(25, 12);
    const proposed = marginsWorthRaking([
      off("near", 72),
      off("far", 30),
      off("mid", 50),
      off("some", 60),
      off("half", 65),
    ]);
    expect(proposed.map(({ name }) => name)).toEqual(["far", "mid", "some"]);
  });
});
