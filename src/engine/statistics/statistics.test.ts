import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededNumbers } from "../seeded-numbers.ts";
import { chiSquareTest } from "./chi-square.ts";
import { kruskalWallisTest, rankSumTest, welchTest } from "./compare-groups.ts";
import { crossTest } from "./cross-test.ts";
import { fisherTest } from "./fisher.ts";
import { solve } from "./linear.ts";
import { midRanks } from "./mid-ranks.ts";
import { monteCarloTest } from "./monte-carlo.ts";
import { benjaminiHochberg, comparePairs, holm } from "./multiplicity.ts";
import { raoScottTest } from "./rao-scott.ts";
import {
  clopperPearsonInterval,
  netPromoterScore,
  shareDifference,
  wilsonContinuityInterval,
  wilsonInterval,
} from "./shares.ts";
import { sum } from "./sums.ts";
import { weightedMean, weightSummary } from "./weights.ts";

const count = fc.integer({ min: 1, max: 5_000 }).chain((n) => fc.record({ n: fc.constant(n), x: fc.nat(n) }));
const width = ({ low, high }: { low: number; high: number }) => high - low;

describe("the interval of a share", () => {
  it("is inside 0 and 1 and around the share, and the mirror of the interval of the others", () => {
    fc.assert(
      fc.property(count, ({ x, n }) => {
        for (const interval of [
          wilsonInterval(x / n, n),
          wilsonContinuityInterval(x, n),
          clopperPearsonInterval(x, n),
        ]) {
          expect(interval.low).toBeGreaterThanOrEqual(0);
          expect(interval.high).toBeLessThanOrEqual(1);
          expect(interval.low).toBeLessThanOrEqual(x / n);
          expect(interval.high).toBeGreaterThanOrEqual(x / n);
        }
        const others = wilsonInterval((n - x) / n, n);
        expect(others.low).toBeCloseTo(1 - wilsonInterval(x / n, n).high, 12);
        const exact = clopperPearsonInterval(n - x, n);
        expect(exact.high).toBeCloseTo(1 - clopperPearsonInterval(x, n).low, 9);
      }),
    );
  });

  it("shrinks with the number of answers and grows with the confidence", () => {
    fc.assert(
      fc.property(count, fc.integer({ min: 2, max: 50 }), ({ x, n }, times) => {
        expect(width(wilsonInterval(x / n, n * times))).toBeLessThan(width(wilsonInterval(x / n, n)));
        expect(width(wilsonInterval(x / n, n, 0.99))).toBeGreaterThan(width(wilsonInterval(x / n, n)));
      }),
    );
  });

  it("covers the truth about as often as it says: 95 % over all shares on 50 answers", () => {
    const next = seededNumbers("coverage");
    let covered = 0;
    for (let run = 0; run < 4_000; run += 1) {
      const truth = next();
      const x = Array.from({ length: 50 }, () => next() < truth).filter(Boolean).length;
      const { low, high } = wilsonInterval(x / 50, 50);
      if (low <= truth && truth <= high) covered += 1;
    }
    expect(covered / 4_000).toBeGreaterThan(0.94);
    expect(covered / 4_000).toBeLessThan(0.965);
  });

  it("of a difference turns with the two shares and stays inside −1 and 1", () => {
    fc.assert(
      fc.property(count, count, (one, two) => {
        const [there, back] = [shareDifference(one, two), shareDifference(two, one)];
        expect(there.low).toBeCloseTo(-back.high, 12);
        expect(there.low).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(there.low).toBeLessThanOrEqual(there.difference);
        expect(there.high).toBeGreaterThanOrEqual(there.difference);
      }),
    );
  });

  it("of a promoter score knows that it is a difference within one sample", () => {
    expect(netPromoterScore({ promoters: 1, detractors: 0, n: 40 })).toEqual({
      score: 100,
      standardError: 0,
      low: 100,
      high: 100,
    });
    expect(netPromoterScore({ promoters: 0.5, detractors: 0.5, n: 100 }).standardError).toBeCloseTo(10, 12);
  });
});

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

describe("weighted tables", () => {
  const people = (n: number) => {
    const next = seededNumbers(`people ${n}`);
    return {
      rows: Array.from({ length: n }, () => "abc"[Math.floor(next() * 3)] ?? "a"),
      columns: Array.from({ length: n }, () => "xy"[Math.floor(next() * 2)] ?? "x"),
      weights: Array.from({ length: n }, () => 0.5 + next()),
    };
  };

  it("with equal weights and no clusters are tested nearly as by χ²", () => {
    const { rows, columns } = people(400);
    const test = raoScottTest({ rows, columns, weights: rows.map(() => 2) });
    const counts = ["a", "b", "c"].map((row) =>
      ["x", "y"].map((column) => rows.filter((one, i) => one === row && columns[i] === column).length),
    );
    expect(test?.statistic).toBeCloseTo(chiSquareTest(counts)?.statistic ?? 0, 9);
    expect(Math.abs((test?.p ?? 0) - (chiSquareTest(counts)?.p ?? 1))).toBeLessThan(0.01);
  });

  it("do not depend on the unit of the weights nor on the order of people", () => {
    const { rows, columns, weights } = people(90);
    const test = raoScottTest({ rows, columns, weights });
    const scaled = raoScottTest({
      rows: rows.toReversed(),
      columns: columns.toReversed(),
      weights: weights.toReversed().map((one) => one * 7),
    });
    expect(scaled?.p).toBeCloseTo(test?.p ?? 0, 10);
    expect(scaled?.numeratorDf).toBeCloseTo(test?.numeratorDf ?? 0, 10);
  });

  it("need two answers to each question and two clusters", () => {
    const { rows, columns, weights } = people(40);
    expect(raoScottTest({ rows, columns: columns.map(() => "x"), weights })).toBeNull();
    expect(raoScottTest({ rows, columns, weights, clusters: rows.map(() => "one") })).toBeNull();
  });

  it("find nothing 5 % of the time at 5 % when there is nothing, even when clusters answer alike", () => {
    const next = seededNumbers("clusters");
    let found = 0;
    const runs = 300;
    for (let run = 0; run < runs; run += 1) {
      const [rows, columns, clusters]: [string[], string[], string[]] = [[], [], []];
      for (let cluster = 0; cluster < 30; cluster += 1) {
        const [lean, side] = [next() < 0.5 ? 0.2 : 0.8, next() < 0.5 ? 0.2 : 0.8];
        for (let person = 0; person < 10; person += 1) {
          rows.push(next() < lean ? "a" : "b");
          columns.push(next() < side ? "x" : "y");
          clusters.push(String(cluster));
        }
      }
      if ((raoScottTest({ rows, columns, weights: rows.map(() => 1), clusters })?.p ?? 1) < 0.05) found += 1;
    }
    expect(found / runs).toBeLessThan(0.1);
  });

  it("have an effective size of n for equal weights, and a mean with the plain standard error", () => {
    expect(weightSummary([2, 2, 2, 2])).toEqual({ n: 4, effectiveN: 4, designEffect: 1, smallest: 2, largest: 2 });
    const values = [1, 4, 2, 8, 5];
    const { mean, standardError } = weightedMean(
      values,
      values.map(() => 3),
    );
    expect(mean).toBeCloseTo(4, 12);
    expect(standardError).toBeCloseTo(Math.sqrt(7.5 / 5), 12);
  });
});

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

it("solves linear equations, and says when there is no solution", () => {
  expect(
    solve(
      [
        [0, 2],
        [3, 0],
      ],
      [[4], [9]],
    ),
  ).toEqual([[3], [2]]);
  expect(
    solve(
      [
        [1, 2],
        [2, 4],
      ],
      [[1], [2]],
    ),
  ).toBeNull();
});
