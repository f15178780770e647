import type { Centred } from "./centring.ts";
import { gramOperator } from "./gram.ts";
import { type EigenPair, fixedVector, largestEigenPairs, type Operator } from "./lanczos.ts";
import type { Matrix } from "./matrix.ts";

/** Unit loadings by column, and eigenvalues of AᵀA; the zero vector and 0 where there is no such component. */
export type Components = { readonly loadings: readonly Float64Array[]; readonly values: Float64Array };

/** An eigenvalue below this, beside ‖A‖² (or 1), is no component. */
const NOTHING = 1e-12;
/** Loadings this close, relatively, are equally large. */
const SAME_SIZE = 1e-9;
/** Up to this many cells another look costs a live screen nothing. */
const FEW_CELLS = 100_000;

type ComponentOptions = {
  readonly wanted: number;
  readonly start?: Float64Array;
  readonly angle?: number;
  readonly multiply?: Operator | undefined;
};

/**
 * The `wanted` main components of the centred votes. For live screens only: `start`, where to start from, else a fixed vector;
 * `angle`, how far (radians) a component may be from its place; `multiply`, a shorter way to multiply by AᵀA.
 */
export function mainComponents(
  matrix: Pick<Matrix, "rowStart" | "rowEnd" | "cell">,
  { value, norm2 }: Centred,
  { wanted, start, angle, multiply }: ComponentOptions,
): Components {
  const size = value.length / 3;
  const nothing = NOTHING * Math.max(1, norm2);
  if (norm2 <= nothing) return tidied([], { wanted, size, nothing });
  const pairs = largestEigenPairs(multiply ?? gramOperator(matrix, value), {
    wanted,
    size,
    trace: norm2,
    start: start ?? fixedVector(size),
    angle,
    looksAgain: !start || matrix.cell.length <= FEW_CELLS,
  });
  return tidied(pairs, { wanted, size, nothing });
}

type Shape = { readonly wanted: number; readonly size: number; readonly nothing: number };

function tidied(pairs: readonly EigenPair[], { wanted, size, nothing }: Shape): Components {
  const components = pairs.filter(({ value }) => value > nothing);
  return {
    values: Float64Array.from({ length: wanted }, (_, r) => components[r]?.value ?? 0),
    loadings: Array.from({ length: wanted }, (_, r) => signed(components[r]?.vector ?? new Float64Array(size))),
  };
}

/** The loading of largest size is positive (ties: the lowest id, that is the first column). */
function signed(vector: Float64Array): Float64Array {
  let largest = 0;
  for (const loading of vector) largest = Math.max(largest, Math.abs(loading));
  const first = vector.find((loading) => Math.abs(loading) >= largest * (1 - SAME_SIZE)) ?? 1;
  return first < 0 ? vector.map((loading) => -loading) : vector;
}
