import { describe, expect, it } from "vitest";
import { seededNumbers } from "../seeded-numbers.ts";
import { chiSquareTest } from "./chi-square.ts";
import { solve } from "./linear.ts";
import { raoScottTest } from "./rao-scott.ts";
import { weightedMean, weightSummary } from "./weights.ts";

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
