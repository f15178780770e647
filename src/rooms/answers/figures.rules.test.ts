import fc from "fast-check";
import { expect, test } from "vitest";
import { withoutSmallLines } from "./figures.rules.ts";

const line = (label: string, total: number, answered = 0) => ({ label, total, answered });

test("a small line is put with the next smallest, so that it is not the only one hidden", () => {
  expect(withoutSmallLines([line("a", 40, 30), line("b", 3, 1), line("c", 12, 12)])).toEqual([
    line("a", 40, 30),
    { label: null, total: 15, answered: 13 },
  ]);
});

test("lines that are large enough stay as they are, empty ones go", () => {
  expect(withoutSmallLines([line("a", 40), line("b", 11)])).toEqual([line("a", 40), line("b", 11)]);
  expect(withoutSmallLines([line("a", 40), line("b", 0)])).toEqual([line("a", 40)]);
});

test("no line below eleven is shown unless everything together is", () => {
  const lines = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 12 });
  fc.assert(
    fc.property(lines, (totals) => {
      const shown = withoutSmallLines(totals.map((total, index) => line(String(index), total, 0)));
      const sum = totals.reduce((a, b) => a + b, 0);
      expect(shown.reduce((a, { total }) => a + total, 0)).toBe(sum);
      if (sum >= 11) for (const { total } of shown) expect(total).toBeGreaterThanOrEqual(11);
    }),
  );
});
