import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededNumbers } from "../seeded-numbers.ts";
import { decompose, project } from "./decomposition.ts";
import { groupByFactors } from "./factorisation.ts";
import { kMeans } from "./k-means.ts";
import { Lexicon } from "./lexicon.ts";
import { logOdds, standardisedLogOdds } from "./log-odds.ts";
import type { SparseMatrix } from "./sparse-matrix.ts";
import { symmetricEigen } from "./symmetric-eigen.ts";
import { vectorOf, weigh } from "./tf-idf.ts";

const sparse = (rows: readonly (readonly number[])[]): SparseMatrix => {
  const entries = rows.map((row) => row.flatMap((value, column) => (value === 0 ? [] : [{ value, column }])));
  return {
    rows: rows.length,
    columns: rows[0]?.length ?? 0,
    start: Int32Array.from([0, ...entries.map((_, i) => entries.slice(0, i + 1).flat().length)]),
    column: Int32Array.from(entries.flat(), ({ column }) => column),
    value: Float32Array.from(entries.flat(), ({ value }) => value),
  };
};
const weighTexts = (texts: readonly string[]) => {
  const lexicon = new Lexicon("fr");
  const read = texts.map((text) => lexicon.read(text));
  return { lexicon, weights: weigh(read, lexicon.forms, lexicon.keyCount) };
};

describe("weights", () => {
  it("are 1 + ln(times) by ln((1 + n) / (1 + texts)) + 1, of unit length", () => {
    const { lexicon, weights } = weighTexts(["eau eau terre", "eau feu", "terre feu", "vent vent", "vent", "brume"]);
    const idf = Math.log(7 / 3) + 1;
    expect([...weights.idf]).toEqual([idf, idf, idf, idf]);
    const [eau, terre] = [(1 + Math.log(2)) * idf, idf];
    const length = Math.hypot(eau, terre);
    expect(weights.matrix.value[0]).toBeCloseTo(eau / length, 6);
    expect(weights.matrix.value[1]).toBeCloseTo(terre / length, 6);
    const vector = [...vectorOf(lexicon.look("Eau, eau et terre"), lexicon.forms, weights).values()];
    expect(vector).toEqual([eau / length, terre / length]);
  });

  it("are none for a term of one text, of more than half of the texts, a function word or a bare number", () => {
    const { lexicon, weights } = weighTexts(["eau 30 la", "eau 30 la", "eau sel la", "pas poivre", "pas poivre"]);
    const weighed = [...weights.keyOf].map((key) => lexicon.spellings()[key]);
    expect(weighed).toEqual(["pas", "poivre"]);
  });

  it("count the parts of a hyphenated word, and both writings of a word as one", () => {
    const { lexicon } = weighTexts(["porte-parole", "santé", "sante"]);
    const [compound, plain, bare] = lexicon.forms;
    expect(compound?.terms).toHaveLength(2);
    expect(plain?.key).toBe(bare?.key);
  });
});

describe("decomposition", () => {
  const small = fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 6, maxLength: 6 }), {
    minLength: 3,
    maxLength: 9,
  });

  it("rebuilds a matrix from all its dimensions", () => {
    fc.assert(
      fc.property(small, (rows) => {
        const { texts, terms } = decompose(sparse(rows), 6, seededNumbers("svd"));
        for (const [i, row] of rows.entries()) {
          for (const [j, value] of row.entries()) {
            let sum = 0;
            for (let d = 0; d < texts.width; d += 1) {
              sum += (texts.values[i * texts.width + d] ?? 0) * (terms.values[j * texts.width + d] ?? 0);
            }
            expect(sum).toBeCloseTo(value, 3);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it("finds the singular values of a small matrix, and places new rows where equal rows lie", () => {
    const rows = [
      [3, 0, 0],
      [0, 2, 0],
      [0, 0, 1],
    ];
    const { singular, texts, terms } = decompose(sparse(rows), 2, seededNumbers("svd"));
    expect([...singular].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([3, 2]);
    const placed = project(sparse([[0, 2, 0]]), terms);
    expect([...placed.values]).toEqual([...texts.values.slice(2, 4)]);
  });

  it("takes a matrix of zeros, and one without columns", () => {
    expect(
      decompose(
        sparse([
          [0, 0],
          [0, 0],
        ]),
        2,
        seededNumbers("svd"),
      ).texts.width,
    ).toBe(0);
    expect(decompose(sparse([[], []]), 2, seededNumbers("svd")).texts).toMatchObject({ rows: 2, width: 0 });
  });

  it("gives orthonormal eigenvectors", () => {
    const { values, vectors } = symmetricEigen(Float64Array.from([2, 1, 0, 1, 2, 0, 0, 0, 5]), 3);
    expect([...values].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([5, 3, 1]);
    for (let a = 0; a < 3; a += 1) {
      for (let b = 0; b < 3; b += 1) {
        const product = [0, 1, 2].reduce((sum, i) => sum + (vectors[i * 3 + a] ?? 0) * (vectors[i * 3 + b] ?? 0), 0);
        expect(product).toBeCloseTo(a === b ? 1 : 0, 9);
      }
    }
  });
});

describe("k-means", () => {
  const points = (rows: readonly (readonly number[])[]) => ({
    rows: rows.length,
    width: rows[0]?.length ?? 0,
    values: Float32Array.from(rows.flat()),
  });
  const distance = (a: readonly number[], centre: Float64Array, at: number) =>
    a.reduce((sum, value, i) => sum + (Math.fround(value) - (centre[at * a.length + i] ?? 0)) ** 2, 0);

  it("ends where every point has its nearest centre, whatever its bounds skipped", () => {
    const row = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 4, maxLength: 60 }), fc.integer({ min: 1, max: 4 }), (rows, k) => {
        const { centres, assigned, inertia } = kMeans(points(rows), k, 2, seededNumbers("k"));
        let sum = 0;
        for (const [i, point] of rows.entries()) {
          const own = distance(point, centres, assigned[i] ?? -1);
          for (let other = 0; other < k; other += 1)
            expect(own).toBeLessThanOrEqual(distance(point, centres, other) + 1e-6);
          sum += own;
        }
        expect(inertia).toBeCloseTo(sum, 4);
      }),
    );
  });

  it("finds groups that lie apart", () => {
    const rows = Array.from({ length: 60 }, (_, i) => [10 * (i % 3) + (i % 7) / 10, (i % 5) / 10]);
    const { assigned } = kMeans(points(rows), 3, 3, seededNumbers("k"));
    expect(new Set(assigned).size).toBe(3);
    for (let i = 3; i < 60; i += 1) expect(assigned[i]).toBe(assigned[i - 3]);
  });
});

it("factorises what is a sum of parts", () => {
  const rows = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? [1, 1, 0, 0] : [0, 0, 1, 1]));
  const matrix = sparse(rows);
  const { nearest } = groupByFactors(matrix, decompose(matrix, 2, seededNumbers("nmf")), 2);
  expect([...nearest].map((theme) => theme === nearest[0])).toEqual(rows.map((_, i) => i % 2 === 0));
});

describe("log-odds", () => {
  it("are 0 for what is as frequent everywhere, and turn round with the sides", () => {
    const base = { textsInside: 50, texts: 100 };
    expect(logOdds({ ...base, inside: 5, all: 10 })).toBeCloseTo(0, 12);
    expect(logOdds({ ...base, inside: 9, all: 10 })).toBeCloseTo(-logOdds({ ...base, inside: 1, all: 10 }), 12);
  });

  it("rank a frequent word that is typical before a rare one that is alone", () => {
    const base = { textsInside: 100, texts: 1_000 };
    const [frequent, rare] = [
      standardisedLogOdds({ ...base, inside: 60, all: 80 }),
      standardisedLogOdds({ ...base, inside: 1, all: 1 }),
    ];
    expect(frequent).toBeGreaterThan(rare);
  });
});
