import fc from "fast-check";
import { expect, it } from "vitest";
import { SMALLEST_GROUP } from "#engine/statistics/small-cells.ts";
import { withoutSmallCells } from "./small-cells.rules.ts";

it("leaves out small cells, and one more when the total would tell", () => {
  const cells = [
    { label: "a", count: 40 },
    { label: "b", count: 20 },
    { label: "c", count: 3 },
    { label: "d", count: 0 },
  ];
  expect(withoutSmallCells(cells).map(({ count }) => count)).toEqual([40, null, null, 0]);
  expect(withoutSmallCells(cells.slice(0, 2)).map(({ count }) => count)).toEqual([40, 20]);
});

it("shows no small count, and what is left out never sums to a small or a single one", () => {
  const cells = fc.uniqueArray(fc.record({ label: fc.string({ minLength: 1 }), count: fc.nat({ max: 60 }) }), {
    selector: ({ label }) => label,
    maxLength: 8,
  });
  fc.assert(
    fc.property(cells, (given) => {
      const shown = withoutSmallCells(given);
      const left = given.filter((_, index) => shown[index]?.count === null);
      for (const { count } of shown) expect(count === null || count === 0 || count >= SMALLEST_GROUP).toBe(true);
      const all = given.filter(({ count }) => count > 0).length;
      if (left.length > 0 && left.length < all) {
        expect(left.length).toBeGreaterThan(1);
        expect(left.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThanOrEqual(SMALLEST_GROUP);
      }
    }),
  );
});
