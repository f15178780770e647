import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reader } from "../../../test/fixtures/table-reader.ts";
import { withholdSmallChoices } from "./small-choices.ts";

const FLOOR = 11;

describe("a question of several choices", () => {
  it("protects those who did not choose as much as those who did", () => {
    const shown = withholdSmallChoices({
      bases: [50, 60, 70],
      counts: [
        [45, 20],
        [30, 30],
        [40, 35],
      ],
    });
    // five people of the first group did not choose the first option
    expect(shown.cells.map((row) => row[0])).toEqual([null, null, 40]);
    expect(shown.cells.map((row) => row[1])).toEqual([20, 30, 35]);
    expect(shown).toMatchObject({ rowTotals: [50, 60, 70], columnTotals: [115, 85], total: 180 });
  });

  it("leaves a solver enough values for counts, complements and bases", () => {
    const groups = fc.array(
      fc
        .nat(60)
        .chain((base) =>
          fc.record({ base: fc.constant(base), chosen: fc.tuple(fc.nat(base), fc.nat(base), fc.nat(base)) }),
        ),
      { minLength: 1, maxLength: 5 },
    );
    const totals = fc.constantFrom("printed" as const, "none" as const);
    fc.assert(
      fc.property(groups, totals, (given, kind) => {
        const bases = given.map(({ base }) => base);
        const shown = withholdSmallChoices({ bases, counts: given.map(({ chosen }) => chosen), totals: kind });
        const told = reader();
        const names = shown.rowTotals.map((base, i) => base ?? `n${i}`);
        for (const j of [0, 1, 2]) {
          for (const [i, row] of shown.cells.entries()) {
            told.adds([row[j] ?? `x${i}.${j}`, `not${i}.${j}`], names[i] ?? "");
          }
          const whole = shown.columnTotals[j] ?? `c${j}`;
          told.adds(
            shown.cells.map((row, i) => row[j] ?? `x${i}.${j}`),
            whole,
          );
          told.adds(
            shown.cells.map((_, i) => `not${i}.${j}`),
            `not${j}`,
          );
          told.adds([whole, `not${j}`], shown.total ?? "n");
        }
        told.adds(names, shown.total ?? "n");
        const withheld = [
          ...names,
          ...shown.cells.flatMap((row, i) =>
            row.flatMap((cell, j) => (cell === null ? [`x${i}.${j}`, `not${i}.${j}`] : [])),
          ),
        ].filter((one) => typeof one === "string");
        for (const name of withheld) {
          const [low, high] = told.range(name);
          expect(high - low + 1).toBeGreaterThanOrEqual(FLOOR - 1e-6);
          expect(high).toBeGreaterThanOrEqual(FLOOR - 1e-6);
        }
        for (const [i, row] of shown.cells.entries()) {
          for (const cell of row) {
            if (cell === null) continue;
            expect(cell).toBeGreaterThanOrEqual(FLOOR);
            expect((shown.rowTotals[i] ?? 0) - cell).toBeGreaterThanOrEqual(FLOOR);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
