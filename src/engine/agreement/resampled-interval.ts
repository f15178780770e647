import { seededNumbers } from "../seeded-numbers.ts";

export type Interval = { readonly low: number; readonly high: number };
type Options<Unit> = {
  readonly units: readonly Unit[];
  /** Null where the figure is undefined. */
  readonly measure: (units: readonly Weighted<Unit>[]) => number | null;
  /** Units that count alike have one key: they are measured once, with their number. */
  readonly key: (unit: Unit) => string;
  readonly seed: string;
  readonly draws?: number;
};
export type Weighted<Unit> = { readonly unit: Unit; readonly times: number };

const DRAWS = 1_000;
const COVERED = 0.95;

/**
 * 95 % interval of a figure by resampling units with replacement (percentile bootstrap): the units are what was drawn, so the
 * units are what is drawn again. Draws on which the figure is undefined are left out; null when that is more than half.
 * Source: B. Efron, R. Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13.
 */
export function resampledInterval<Unit>({ units, measure, key, seed, draws = DRAWS }: Options<Unit>): Interval | null {
  if (units.length === 0) return null;
  const { alike, places } = grouped(units, key);
  const next = seededNumbers(seed);
  const found: number[] = [];
  for (let draw = 0; draw < draws; draw += 1) {
    const times = new Uint32Array(alike.length);
    for (let n = 0; n < units.length; n += 1) {
      const place = places[Math.floor(next() * units.length)] ?? 0;
      times[place] = (times[place] ?? 0) + 1;
    }
    const weighted = alike.map((unit, place) => ({ unit, times: times[place] ?? 0 })).filter((one) => one.times > 0);
    const value = measure(weighted);
    if (value !== null) found.push(value);
  }
  if (found.length * 2 < draws) return null;
  found.sort((a, b) => a - b);
  return { low: quantile(found, (1 - COVERED) / 2), high: quantile(found, (1 + COVERED) / 2) };
}

function grouped<Unit>(units: readonly Unit[], key: (unit: Unit) => string) {
  const alike: Unit[] = [];
  const known = new Map<string, number>();
  const places = units.map((unit) => {
    const name = key(unit);
    const place = known.get(name) ?? alike.push(unit) - 1;
    known.set(name, place);
    return place;
  });
  return { alike, places };
}

/** Between the two nearest values, in proportion (type 7 of Hyndman and Fan, 1996). */
function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (high - low) * (at - Math.floor(at));
}
