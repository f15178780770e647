// Each vector of reference values, computed again by the engine. A vector without an entry is an error.
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import type { Implementations, Input, Row, Vector } from "./vector.ts";
import { RANKINGS } from "./vectors-of-rankings.ts";
import { SHARES } from "./vectors-of-shares.ts";
import { WEIGHTS } from "./vectors-of-weights.ts";

const IMPLEMENTED: Implementations = { ...SHARES, ...WEIGHTS, ...RANKINGS };

/** Expected values that rest on data which are not in the vectors. */
export const REFERENCE_ONLY: Readonly<Record<string, readonly string[]>> = {
  "weights.rake_apiclus1": [
    "mean_standard_error_linearised",
    "mean_standard_error_jackknife",
    "total_enroll",
    "total_enroll_standard_error",
  ],
  "crosstab.rao_scott_apiclus1": ["F", "ndf", "ddf"],
};

/** The largest distance from the expected numbers; infinite where something is missing or another word. */
export function distance(found: unknown, wanted: unknown): number {
  if (typeof wanted === "number" && typeof found === "number") return Math.abs(found - wanted);
  if (typeof wanted !== "object" || wanted === null) return found === wanted ? 0 : Number.POSITIVE_INFINITY;
  if (typeof found !== "object" || found === null) return Number.POSITIVE_INFINITY;
  if (Array.isArray(wanted) && (!Array.isArray(found) || found.length !== wanted.length))
    return Number.POSITIVE_INFINITY;
  const given = new Map(Object.entries(found));
  const parts = Object.entries(wanted).map(([key, value]) => distance(given.get(key), value));
  return parts.reduce((most, part) => (Number.isNaN(part) ? Number.POSITIVE_INFINITY : Math.max(most, part)), 0);
}

export type Checked = {
  readonly id: string;
  readonly distance: number;
  readonly tolerance: number;
  readonly error: string | null;
};

export function checkVector(vector: Vector, rows: readonly Row[]): Checked {
  const { id, tolerance } = vector;
  const implementation = IMPLEMENTED[id];
  if (!implementation) return { id, tolerance, distance: Number.POSITIVE_INFINITY, error: "not implemented" };
  const skipped = REFERENCE_ONLY[id] ?? [];
  const wanted = Array.isArray(vector.expected)
    ? vector.expected
    : Object.fromEntries(Object.entries(vector.expected).filter(([key]) => !skipped.includes(key)));
  try {
    const found = implementation({ input: (vector.input ?? {}) as unknown as Input, expected: vector.expected, rows });
    return { id, tolerance, distance: distance(found, wanted), error: null };
  } catch (error) {
    return { id, tolerance, distance: Number.POSITIVE_INFINITY, error: String(error) };
  }
}

/** A folder with vectors.json and micro64.csv. */
export function checkFolder(folder: string): readonly Checked[] {
  const { vectors } = JSON.parse(readFileSync(path.join(folder, "vectors.json"), "utf8")) as { vectors: Vector[] };
  const rows = parse(readFileSync(path.join(folder, "micro64.csv"), "utf8"), { columns: true }) as Row[];
  return vectors.map((vector) => checkVector(vector, rows));
}
