import { describe, expect, it } from "vitest";
import { seededNumbers } from "../seeded-numbers.ts";
import { fixedVector, largestEigenPairs, type Operator } from "./lanczos.ts";
import { dot } from "./vectors.ts";

/** A symmetric matrix with these eigenvalues, in a turned basis (one Householder reflection per unit of `turns`). */
function matrixWith(eigenvalues: readonly number[], turns = 3): Operator {
  const size = eigenvalues.length;
  const random = seededNumbers("mirrors");
  const mirrors = Array.from({ length: turns }, () => {
    const mirror = Float64Array.from({ length: size }, () => random() - 0.5);
    const length = Math.sqrt(dot(mirror, mirror));
    return mirror.map((value) => value / length);
  });
  const reflect = (vector: Float64Array, mirror: Float64Array) => {
    const twice = 2 * dot(vector, mirror);
    return vector.map((value, j) => value - twice * (mirror[j] ?? 0));
  };
  return (vector, result) => {
    const inside = mirrors.reduce(reflect, vector).map((value, j) => value * (eigenvalues[j] ?? 0));
    result.set(mirrors.toReversed().reduce(reflect, inside));
  };
}

function pairsOf(eigenvalues: readonly number[], wanted: number, looksAgain = true) {
  const size = eigenvalues.length;
  const multiply = matrixWith(eigenvalues);
  const trace = eigenvalues.reduce((sum, value) => sum + value, 0);
  const pairs = largestEigenPairs(multiply, { wanted, size, trace, start: fixedVector(size), looksAgain });
  const residuals = pairs.map(({ value: eigenvalue, vector }) => {
    const result = new Float64Array(size);
    multiply(vector, result);
    const left = result.map((value, j) => value - eigenvalue * (vector[j] ?? 0));
    return Math.sqrt(dot(left, left));
  });
  return { values: pairs.map(({ value }) => value), vectors: pairs.map(({ vector }) => vector), residuals };
}

const spread = (size: number) => Array.from({ length: size }, (_, j) => 100 * 0.93 ** j);

describe("the largest eigenvalues", () => {
  it("of a matrix with well spread ones", () => {
    const { values, residuals } = pairsOf(spread(300), 4);
    for (const [r, value] of spread(4).entries()) expect(values[r]).toBeCloseTo(value, 8);
    for (const residual of residuals) expect(residual).toBeLessThan(1e-7);
  });

  it("nearly equal: more steps, the same answer", () => {
    const eigenvalues = [10, 9.9999, 9.9998, ...spread(200).map((value) => value / 20)];
    const { values, residuals } = pairsOf(eigenvalues, 2);
    expect(values[0]).toBeCloseTo(10, 9);
    expect(values[1]).toBeCloseTo(9.9999, 9);
    for (const residual of residuals) expect(residual).toBeLessThan(1e-7);
  });

  it("equal: both are found, in few dimensions and in many", () => {
    const many = spread(150);
    for (const eigenvalues of [
      [5, 5, 5, 2, 2, 1, 0, 0],
      [9, 9, 9, 9, 9, 9, 1],
      [...many, ...many],
    ]) {
      const { values, vectors, residuals } = pairsOf(eigenvalues, 4);
      const largest = eigenvalues.toSorted((a, b) => b - a).slice(0, 4);
      for (const [r, value] of largest.entries()) expect(values[r]).toBeCloseTo(value, 7);
      for (const residual of residuals) expect(residual).toBeLessThan(1e-6);
      for (const [r, vector] of vectors.entries())
        for (const [s, other] of vectors.entries()) expect(dot(vector, other)).toBeCloseTo(r === s ? 1 : 0, 8);
    }
  });

  it("fewer than were asked for, when the others are 0", () => {
    for (const looksAgain of [true, false]) {
      expect(pairsOf([7, ...new Array<number>(30).fill(0)], 3, looksAgain).values).toEqual([expect.closeTo(7, 9)]);
      expect(pairsOf([7, 7, ...new Array<number>(30).fill(0)], 3, looksAgain).values).toHaveLength(2);
    }
  });

  it("of one number", () => {
    expect(pairsOf([3], 2).values[0]).toBeCloseTo(3, 12);
  });
});
