import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { betaTails, chiSquareTails, fTails, normalTails, type Tails, tTails } from "./distributions.ts";
import { betaQuantile, chiSquareQuantile, fQuantile, normalQuantile, tQuantile } from "./quantiles.ts";

type Tail = { name: string; at: [number, number, number]; below: number; above: number };
type Quantile = { name: string; p: number; of: [number, number]; x: number };
const { tails, quantiles } = JSON.parse(readFileSync("test/fixtures/statistics/distributions.json", "utf8")) as {
  tails: Tail[];
  quantiles: Quantile[];
};

const TAILS: Record<string, (x: number, a: number, b: number) => Tails> = {
  normal: normalTails,
  chiSquare: chiSquareTails,
  t: tTails,
  f: fTails,
  beta: betaTails,
};
const QUANTILES: Record<string, (p: number, a: number, b: number) => number> = {
  normal: normalQuantile,
  chiSquare: chiSquareQuantile,
  t: tQuantile,
  f: fQuantile,
  beta: betaQuantile,
};

/** The digits that count: relative for small tails too. */
const CLOSE = 1e-11;
const apart = (found: number | undefined, wanted: number): number =>
  found === wanted ? 0 : Math.abs((found ?? Number.NaN) - wanted) / Math.abs(wanted);

describe.each(Object.keys(TAILS))("the %s distribution", (name) => {
  it("has both tails to eleven digits of their own", () => {
    for (const { at, below, above } of tails.filter((one) => one.name === name)) {
      const found = TAILS[name]?.(...at);
      const worst = Math.max(apart(found?.below, below), apart(found?.above, above));
      if (!(worst < CLOSE)) expect({ at, found, below, above, worst }).toBeNull();
    }
  });

  it("has quantiles to nine digits", () => {
    for (const { p, of, x } of quantiles.filter((one) => one.name === name)) {
      const found = QUANTILES[name]?.(p, ...of);
      if (!(Math.abs((found ?? Number.NaN) - x) <= 1e-9 * Math.max(1, Math.abs(x)))) {
        expect({ p, of, found, x }).toBeNull();
      }
    }
  });
});

it("says nothing of parameters that make no sense", () => {
  expect(chiSquareTails(3, 0).above).toBeNaN();
  expect(tTails(Number.NaN, 3).above).toBeNaN();
  expect(fQuantile(1.2, 3, 4)).toBeNaN();
  expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
  expect(tTails(Number.POSITIVE_INFINITY, 2)).toEqual({ below: 1, above: 0 });
});

it("knows z of 95 %", () => {
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
});
