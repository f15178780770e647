/** Sums are in the order of the entries: the same numbers give the same last digit. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j += 1) sum += (a[j] ?? 0) * (b[j] ?? 0);
  return sum;
}

export function addTimes(vector: Float64Array, other: Float64Array, times: number): void {
  for (let j = 0; j < vector.length; j += 1) vector[j] = (vector[j] ?? 0) + times * (other[j] ?? 0);
}

export const scaled = (vector: Float64Array, times: number): Float64Array => vector.map((value) => value * times);

export const normalised = (vector: Float64Array): Float64Array => scaled(vector, 1 / Math.sqrt(dot(vector, vector)));

/** Takes from `vector` its part along each of these unit vectors; twice, for what rounding leaves (Parlett, section 6.9). */
export function removeAll(vector: Float64Array, units: readonly Float64Array[]): void {
  for (let pass = 0; pass < 2; pass += 1) for (const one of units) addTimes(vector, one, -dot(one, vector));
}
