export type AlphaLevel = "nominal" | "ordinal" | "interval";
/** What each coder said of one unit; null where a coder said nothing. */
export type Unit = readonly (number | null)[];

/** Of the values said at all: how often each, and how often each pair of values meets inside a unit. */
type Coincidences = { readonly values: readonly number[]; readonly cells: Float64Array };

/**
 * Krippendorff's alpha, for any number of coders, gaps allowed. Null when it is undefined: fewer than two codes anywhere to
 * compare, or everybody always said the same one value.
 *
 *     o_ck = Σ over units of (ordered pairs c,k inside the unit)/(m_u − 1)
 *     α = 1 − (n − 1) · Σ o_ck δ(c,k) / Σ n_c n_k δ(c,k)
 *
 * Source: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", University of Pennsylvania, 2011, sections A to E.
 */
export function krippendorffAlpha(units: readonly Unit[], level: AlphaLevel = "nominal"): number | null {
  return alphaOf(coincidencesOf(units), level);
}

function coincidencesOf(units: readonly Unit[]): Coincidences {
  const said = units.map((unit) => unit.filter((value) => value !== null)).filter((unit) => unit.length >= 2);
  const values = [...new Set(said.flat())].sort((a, b) => a - b);
  const place = new Map(values.map((value, index) => [value, index]));
  const cells = new Float64Array(values.length ** 2);
  for (const unit of said)
    addPairs(
      cells,
      values.length,
      unit.map((value) => place.get(value) ?? 0),
    );
  return { values, cells };
}

/** Ordered pairs of different coders, each weighing 1/(m − 1): a unit weighs as many codes as it has. */
export function addPairs(cells: Float64Array, width: number, unit: readonly number[], times = 1): void {
  const weight = times / (unit.length - 1);
  for (const [i, c] of unit.entries()) {
    for (const [j, k] of unit.entries()) {
      if (i !== j) cells[c * width + k] = (cells[c * width + k] ?? 0) + weight;
    }
  }
}

function alphaOf({ values, cells }: Coincidences, level: AlphaLevel): number | null {
  const width = values.length;
  const totals = values.map((_, c) => cells.subarray(c * width, (c + 1) * width).reduce((sum, one) => sum + one, 0));
  const n = totals.reduce((sum, one) => sum + one, 0);
  let observed = 0;
  let expected = 0;
  for (let c = 0; c < width; c += 1) {
    for (let k = c + 1; k < width; k += 1) {
      const apart = distance(level, values, totals, c, k);
      observed += 2 * (cells[c * width + k] ?? 0) * apart;
      expected += 2 * (totals[c] ?? 0) * (totals[k] ?? 0) * apart;
    }
  }
  return expected === 0 ? null : 1 - ((n - 1) * observed) / expected;
}

/** δ(c,k) of two places in the sorted list of values, c before k. */
function distance(
  level: AlphaLevel,
  values: readonly number[],
  totals: readonly number[],
  c: number,
  k: number,
): number {
  switch (level) {
    case "nominal":
      return 1;
    case "interval":
      return ((values[c] ?? 0) - (values[k] ?? 0)) ** 2;
    case "ordinal": {
      const between = totals.slice(c, k + 1).reduce((sum, one) => sum + one, 0);
      return (between - ((totals[c] ?? 0) + (totals[k] ?? 0)) / 2) ** 2;
    }
    default:
      return level satisfies never;
  }
}
