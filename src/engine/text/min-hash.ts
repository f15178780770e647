import type { Shape } from "./shapes.ts";

/**
 * Two equally long texts at 0.70 have 0.54 of their trigrams in common, at 0.75 0.60. With 6 rows in 150 bands, such pairs meet in a
 * band with probability 0.975 and 0.999; two strangers of one consultation (0.15 to 0.20) with less than 0.01.
 */
const ROWS = 6;
const BANDS = 150;
const WIDTH = ROWS * BANDS;
/** Texts of one bucket that are compared with the first ones only, beyond this many. */
const BUCKET = 2_000;

/** MinHash (Broder 1997): the share of equal values in two signatures estimates what two sets share. */
export function minHash(shape: Shape): Uint32Array {
  const signature = new Uint32Array(WIDTH).fill(0xffffffff);
  for (const element of shape) {
    const mixed = mix(element);
    for (let i = 0; i < WIDTH; i += 1) {
      const value = (Math.imul(mixed, MULTIPLIERS[i] ?? 1) + (SHIFTS[i] ?? 0)) >>> 0;
      if (value < (signature[i] ?? 0)) signature[i] = value;
    }
  }
  return signature;
}

/** Calls `meet` for each two texts that meet in a band, `a` before `b`, once; yields the share of bands looked at. */
export function* bandPairs(
  signatures: readonly Uint32Array[],
  meet: (a: number, b: number) => void,
): Generator<number, void> {
  for (let band = 0; band < BANDS; band += 1) {
    for (const bucket of bucketsOf(signatures, band)) {
      for (const [place, b] of bucket.entries()) {
        const last = Math.min(place, BUCKET);
        for (let first = 0; first < last; first += 1) {
          const a = bucket[first] ?? 0;
          if (!metBefore(signatures[a], signatures[b], band)) meet(a, b);
        }
      }
    }
    yield (band + 1) / BANDS;
  }
}

function bucketsOf(signatures: readonly Uint32Array[], band: number): number[][] {
  const buckets = new Map<number, number[]>();
  for (const [slot, signature] of signatures.entries()) {
    let key = 0x811c9dc5;
    for (let row = band * ROWS; row < (band + 1) * ROWS; row += 1) key = mix(key ^ (signature[row] ?? 0));
    const bucket = buckets.get(key);
    if (bucket) bucket.push(slot);
    else buckets.set(key, [slot]);
  }
  return [...buckets.values()].filter((bucket) => bucket.length > 1);
}

function metBefore(a: Uint32Array | undefined, b: Uint32Array | undefined, band: number): boolean {
  if (!a || !b) return true;
  for (let start = 0; start < band * ROWS; start += ROWS) {
    let row = 0;
    while (row < ROWS && a[start + row] === b[start + row]) row += 1;
    if (row === ROWS) return true;
  }
  return false;
}

/** Finaliser of MurmurHash3: spreads every bit over the 32. */
function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

const MULTIPLIERS = Uint32Array.from({ length: WIDTH }, (_, i) => mix(i + 1) | 1);
const SHIFTS = Uint32Array.from({ length: WIDTH }, (_, i) => mix(i + 0x9e3779b9));
