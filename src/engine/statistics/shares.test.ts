import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededNumbers } from "../seeded-numbers.ts";
import {
  clopperPearsonInterval,
  netPromoterScore,
  shareDifference,
  wilsonContinuityInterval,
  wilsonInterval,
} from "./shares.ts";

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
