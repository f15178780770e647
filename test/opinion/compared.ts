// How properties compare numbers, and when there is something to compare.
import { expect } from "vitest";
import type { Dense } from "./dense.ts";

/** One seed: where rounding decides between equals, it decides the same on every run. */
export const RUNS = { numRuns: 150, seed: 6 };
export const byKey = (keys: readonly string[], values: readonly number[]) =>
  Object.fromEntries(keys.map((key, at) => [key, values[at] ?? Number.NaN]));

export function expectClose(
  ours: Readonly<Record<string, number>>,
  theirs: Readonly<Record<string, number>>,
  within = 1e-9,
) {
  expect(Object.keys(ours).sort()).toEqual(Object.keys(theirs).sort());
  for (const [key, value] of Object.entries(theirs)) {
    const difference = Math.abs((ours[key] ?? Number.NaN) - value);
    if (!(difference <= within * Math.max(1, Math.abs(value)))) expect.fail(`${key}: ${ours[key]}, not ${value}`);
  }
}

/** Eigenvectors are a matter of choice where eigenvalues are equal, or nothing but rounding. */
export const hasOneBasis = ({ eigenvalues, norm2 }: Dense, count: number): boolean =>
  eigenvalues
    .slice(0, count)
    .every(
      (value, c) =>
        value <= 1e-13 * norm2 || (value > 1e-6 * norm2 && value - (eigenvalues[c + 1] ?? 0) > 1e-4 * norm2),
    );
