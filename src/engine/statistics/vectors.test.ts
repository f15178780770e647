import { describe, expect, it } from "vitest";
import { isMet } from "../../../test/accuracy/statistics.ts";
import { checkFolder, checkVector, distance } from "../../../test/accuracy/statistics-vectors.ts";

const FOLDER = "test/fixtures/statistics";

describe("reference values", () => {
  it.each(checkFolder(FOLDER))("$id", (checked) => {
    expect(checked.error).toBeNull();
    expect(isMet(checked)).toBe(true);
  });

  it("still bites: a vector nobody implemented, a wrong number, a missing one, another word", () => {
    const unknown = { id: "interval.wald", input: null, expected: { low: 0 }, tolerance: 1 };
    expect(isMet(checkVector(unknown, []))).toBe(false);
    const nps = { id: "nps", input: { promoters: 0.52, detractors: 0.17, n: 214 } as never, tolerance: 1e-6 };
    expect(isMet(checkVector({ ...nps, expected: { nps: 35 } }, []))).toBe(true);
    expect(isMet(checkVector({ ...nps, expected: { nps: 35.001 } }, []))).toBe(false);
    expect(isMet(checkVector({ ...nps, expected: { nps: 35, median: 7 } }, []))).toBe(false);
    expect(distance(["A", "B"], ["B", "A"])).toBe(Number.POSITIVE_INFINITY);
    expect(distance([1, Number.NaN], [1, 2])).toBe(Number.POSITIVE_INFINITY);
    expect(distance([1], [1, 2])).toBe(Number.POSITIVE_INFINITY);
  });
});
