import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chiSquareTest } from "./chi-square.ts";
import { crossTest } from "./cross-test.ts";
import { fisherTest } from "./fisher.ts";
import { monteCarloTest } from "./monte-carlo.ts";
import { sum } from "./sums.ts";

const table = fc
  .integer({ min: 2, max: 4 })
  .chain((columns) =>
    fc.array(fc.array(fc.nat(12), { minLength: columns, maxLength: columns }), { minLength: 2, maxLength: 4 }),
  );

describe("a crossed table", () => {
  it("has the same χ² whichever way round, and residuals of a 2 × 2 table that are its square root", () => {
    fc.assert(
      fc.property(table, (counts) => {
        const turned = (counts[0] ?? []).map((_, j) => counts.map((row) => row[j] ?? 0));
        const [one, two] = [chiSquareTest(counts), chiSquareTest(turned)];
        expect(one?.p ?? 1).toBeCloseTo(two?.p ?? 1, 10);
        if (one && one.df === 1) {
          const largest = Math.max(...one.residuals.flat().map(Math.abs));
          expect(largest ** 2).toBeCloseTo(one.statistic, 8);
        }
      }),
    );
  });

  it("does not mind lines without anybody", () => {
    const [with0, without] = [
      chiSquareTest([
        [9, 0, 4],
        [0, 0, 0],
        [3, 0, 8],
      ]),
      chiSquareTest([
        [9, 4],
        [3, 8],
      ]),
    ];
    expect(with0?.p).toBeCloseTo(without?.p ?? 0, 14);
    expect(
      fisherTest([
        [9, 0, 4],
        [0, 0, 0],
        [3, 0, 8],
      ])?.p,
    ).toBeCloseTo(
      fisherTest([
        [9, 4],
        [3, 8],
      ])?.p ?? 0,
      12,
    );
    expect(
      chiSquareTest([
        [9, 4],
        [0, 0],
      ]),
    ).toBeNull();
    expect(
      crossTest(
        [
          [0, 0],
          [0, 0],
        ],
        { seed: "1" },
      ),
    ).toBeNull();
  });

  it("has the exact p of all tables with its totals, walked through one by one", () => {
    const small = fc.array(fc.array(fc.nat(4), { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 3 });
    fc.assert(
      fc.property(small, (counts) => {
        expect(fisherTest(counts)?.p).toBeCloseTo(exactByHand(counts), 9);
      }),
      { numRuns: 60 },
    );
  });

  it("has a Monte-Carlo p near the exact one, the same for the same seed", () => {
    for (const counts of [
      [
        [3, 1, 4],
        [0, 6, 2],
      ],
      [
        [8, 2, 5],
        [1, 9, 4],
        [3, 3, 3],
      ],
    ]) {
      const [drawn, exact] = [monteCarloTest(counts, { seed: "7" }), fisherTest(counts)];
      expect(Math.abs(drawn.p - (exact?.p ?? 0))).toBeLessThan(4 * drawn.standardError);
      expect(monteCarloTest(counts, { seed: "7" }).p).toBe(drawn.p);
      expect(monteCarloTest(counts, { seed: "8" }).p).not.toBe(drawn.p);
    }
  });

  it("gets χ² when every expected count is five, Fisher for small 2 × 2, draws otherwise", () => {
    expect(
      crossTest(
        [
          [20, 30],
          [30, 20],
        ],
        { seed: "1" },
      )?.test,
    ).toBe("chi-square");
    expect(
      crossTest(
        [
          [2, 8],
          [7, 1],
        ],
        { seed: "1" },
      )?.test,
    ).toBe("fisher");
    expect(
      crossTest(
        [
          [2, 8, 1],
          [7, 1, 3],
        ],
        { seed: "1" },
      ),
    ).toMatchObject({ test: "monte-carlo", draws: 20_000 });
  });

  it("gives up an exact test that would take too long, and refuses weighted counts", () => {
    const large = Array.from({ length: 6 }, (_, i) => Array.from({ length: 6 }, (_, j) => 20 + ((i * j) % 7)));
    expect(fisherTest(large)).toBeNull();
    expect(() =>
      fisherTest([
        [1.5, 2],
        [3, 4],
      ]),
    ).toThrow("raoScottTest");
    expect(() =>
      monteCarloTest(
        [
          [1.5, 2],
          [3, 4],
        ],
        { seed: "1" },
      ),
    ).toThrow("raoScottTest");
  });
});

/** Fisher's p by listing every table with these totals. */
function exactByHand(counts: readonly (readonly number[])[]): number {
  const rows = counts.map(sum);
  const columns = (counts[0] ?? []).map((_, j) => sum(counts.map((row) => row[j] ?? 0)));
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  const weight = (cells: readonly number[]) => 1 / cells.reduce((product, cell) => product * factorial(cell), 1);
  const weights: number[] = [];
  const fill = (cells: readonly number[], left: readonly number[]): void => {
    const row = Math.floor(cells.length / columns.length);
    const column = cells.length % columns.length;
    if (row === rows.length) {
      if (left.every((one) => one === 0)) weights.push(weight(cells));
      return;
    }
    const used = sum(cells.slice(row * columns.length));
    const most = Math.min((rows[row] ?? 0) - used, left[column] ?? 0);
    const isLast = column === columns.length - 1;
    for (let x = isLast ? (rows[row] ?? 0) - used : 0; x <= most; x += 1) {
      fill(
        [...cells, x],
        left.map((one, j) => (j === column ? one - x : one)),
      );
    }
  };
  fill([], columns);
  const observed = weight(counts.flat());
  return sum(weights.filter((one) => one <= observed * (1 + 1e-7))) / sum(weights);
}
