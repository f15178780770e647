import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededNumbers } from "../seeded-numbers.ts";
import { cohenKappa, kappaOfTable } from "./cohen-kappa.ts";
import { type AlphaLevel, krippendorffAlpha, type Unit } from "./krippendorff-alpha.ts";
import { resampledInterval } from "./resampled-interval.ts";
import { type Marks, themeAlpha, themeKappa } from "./theme-agreement.ts";

const CODERS = [
  "1 2 3 3 2 1 4 1 2 . . .",
  "1 2 3 3 2 2 4 1 2 5 . 3",
  ". 3 3 3 2 3 4 2 2 5 1 .",
  "1 2 3 3 2 4 4 1 2 5 1 .",
];
const rows = CODERS.map((row) => row.split(" ").map((code) => (code === "." ? null : Number(code))));
const UNITS: readonly Unit[] = (rows[0] ?? []).map((_, unit) => rows.map((row) => row[unit] ?? null));

const code = fc.option(fc.integer({ min: 1, max: 4 }), { nil: null });
const units = (coders: number) => fc.array(fc.array(code, { minLength: coders, maxLength: coders }), { maxLength: 30 });
const mark = fc.option(fc.boolean(), { nil: null, freq: 6 });
const texts = fc.array(fc.array(mark, { minLength: 3, maxLength: 3 }), { maxLength: 40 });

describe("Cohen's kappa", () => {
  it("gives the published values", () => {
    expect(
      kappaOfTable([
        [20, 5],
        [10, 15],
      ]),
    ).toBeCloseTo(0.4, 6);
    expect(
      kappaOfTable([
        [25, 13, 12],
        [11, 32, 7],
        [4, 6, 40],
      ]),
    ).toBeCloseTo(0.47, 6);
  });

  it("is undefined without texts and with one code only", () => {
    expect(cohenKappa([])).toBeNull();
    expect(
      cohenKappa([
        ["a", "a"],
        ["a", "a"],
      ]),
    ).toBeNull();
  });

  it("is the same whoever comes first, at most 1, and 1 when all codes are equal", () => {
    const pairs = fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom("a", "b", "c")));
    fc.assert(
      fc.property(pairs, (said) => {
        const kappa = cohenKappa(said);
        const turned = cohenKappa(said.map(([first, second]) => [second, first] as const));
        expect(kappa === null).toBe(turned === null);
        if (kappa === null || turned === null) return;
        expect(turned).toBeCloseTo(kappa, 12);
        expect(kappa).toBeGreaterThanOrEqual(-1);
        expect(kappa).toBeLessThanOrEqual(1);
        if (said.every(([first, second]) => first === second)) expect(kappa).toBe(1);
      }),
    );
  });
});

describe("Krippendorff's alpha", () => {
  it.each([
    ["nominal", 0.743421],
    ["ordinal", 0.815388],
    ["interval", 0.849107],
  ] as const)("gives the published %s value on four coders with gaps", (level, value) => {
    expect(krippendorffAlpha(UNITS, level)).toBeCloseTo(value, 6);
  });

  it("is undefined when nothing can be compared or nothing differs", () => {
    expect(krippendorffAlpha([])).toBeNull();
    expect(
      krippendorffAlpha([
        [1, null],
        [null, 2],
      ]),
    ).toBeNull();
    expect(
      krippendorffAlpha([
        [1, 1],
        [1, 1],
      ]),
    ).toBeNull();
  });

  it("does not depend on the order of coders and texts, nor on a coder who says nothing", () => {
    fc.assert(
      fc.property(units(3), fc.constantFrom<AlphaLevel>("nominal", "ordinal", "interval"), (said, level) => {
        const alpha = krippendorffAlpha(said, level);
        const turned = krippendorffAlpha(
          said.toReversed().map((unit) => [null, ...unit.toReversed()]),
          level,
        );
        if (alpha === null) expect(turned).toBeNull();
        else expect(turned).toBeCloseTo(alpha, 9);
      }),
    );
  });

  it("is at most 1, reached exactly when no two coders differ", () => {
    fc.assert(
      fc.property(units(3), (said) => {
        const alpha = krippendorffAlpha(said);
        if (alpha === null) return;
        const differ = said.some((unit) => new Set(unit.filter((value) => value !== null)).size > 1);
        expect(alpha).toBeLessThanOrEqual(1);
        expect(alpha === 1).toBe(!differ);
      }),
    );
  });

  it("nominal values are only names", () => {
    fc.assert(
      fc.property(units(2), (said) => {
        const renamed = said.map((unit) => unit.map((value) => (value === null ? null : 100 - 7 * value)));
        const alpha = krippendorffAlpha(said);
        if (alpha === null) expect(krippendorffAlpha(renamed)).toBeNull();
        else expect(krippendorffAlpha(renamed)).toBeCloseTo(alpha, 12);
      }),
    );
  });
});

describe("agreement on one theme", () => {
  it("is the general alpha and kappa on yes and no", () => {
    fc.assert(
      fc.property(texts, (said) => {
        const numbers = said.map((marks) => marks.map((one) => (one === null ? null : Number(one))));
        const alpha = krippendorffAlpha(numbers);
        const found = themeAlpha(said, "7").value;
        if (alpha === null) expect(found).toBeNull();
        else expect(found).toBeCloseTo(alpha, 9);
        const both = said.flatMap(([first, second]) =>
          typeof first === "boolean" && typeof second === "boolean" ? [[first, second] as const] : [],
        );
        expect(themeKappa(said, [0, 1], "7").value).toBe(cohenKappa(both));
      }),
    );
  });

  it("has an interval around the value, the same for the same seed, narrower with more texts", () => {
    const texts = (n: number): Marks[] =>
      Array.from({ length: n }, (_, i) => [i % 3 === 0, (i % 3 === 0) !== (i % 10 === 1)]);
    const small = themeAlpha(texts(100), "2023");
    expect(themeAlpha(texts(100), "2023")).toEqual(small);
    expect(themeAlpha(texts(100), "2024").interval).not.toEqual(small.interval);
    const large = themeAlpha(texts(1000), "2023");
    const width = ({ interval }: typeof small) => (interval ? interval.high - interval.low : Number.NaN);
    expect(small.interval?.low).toBeLessThan(small.value ?? 0);
    expect(small.interval?.high).toBeGreaterThan(small.value ?? 0);
    expect(width(large)).toBeLessThan(width(small) / 2);
    expect(small).toMatchObject({ unitCount: 100, usedCount: 41 });
  });

  it("says nothing of a theme that nobody used", () => {
    const never = themeAlpha(
      [
        [false, false],
        [false, false],
        [null, true],
      ],
      "1",
    );
    expect(never).toEqual({ value: null, interval: null, unitCount: 2, usedCount: 0 });
    expect(themeKappa([], [0, 1], "1")).toEqual({ value: null, interval: null, unitCount: 0, usedCount: 0 });
  });

  it("measures 1,000 texts by 3 coders well under a second", () => {
    const next = seededNumbers("speed");
    const texts = Array.from({ length: 1000 }, () => [next() < 0.3, next() < 0.3, next() < 0.3]);
    const before = process.cpuUsage().user;
    themeAlpha(texts, "1");
    expect((process.cpuUsage().user - before) / 1000).toBeLessThan(1_000);
  });
});

describe("resampling", () => {
  it("finds the interval of a share: 95 % of the time about 1.96 standard errors each way", () => {
    const units = Array.from({ length: 400 }, (_, i) => i % 2);
    const measure = (drawn: readonly { unit: number; times: number }[]) =>
      drawn.reduce((sum, { unit, times }) => sum + unit * times, 0) / 400;
    const interval = resampledInterval({ units, measure, key: String, seed: "1" });
    expect(interval?.low).toBeCloseTo(0.5 - 1.96 * 0.025, 1.9);
    expect(interval?.high).toBeCloseTo(0.5 + 1.96 * 0.025, 1.9);
  });

  it("draws evenly", () => {
    const next = seededNumbers("0");
    const all = Array.from({ length: 40_000 }, () => Math.floor(next() * 4));
    for (const value of [0, 1, 2, 3]) expect(all.filter((one) => one === value).length / 10_000).toBeCloseTo(1, 1);
  });
});
