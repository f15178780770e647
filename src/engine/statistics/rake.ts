import { sum } from "./sums.ts";

/** A variable with published totals: the category of each person, and how many people (or what share) each category has. */
export type Margin = {
  readonly name: string;
  readonly categories: readonly string[];
  readonly targets: ReadonlyMap<string, number>;
};

/** One line of a margin. */
export type Gap = {
  readonly margin: string;
  readonly category: string;
  readonly target: number;
  readonly reached: number;
};

/** Why there are no weights to publish: which margin, which category. */
export type RakingRefusal =
  | { readonly why: "no-respondent"; readonly margin: string; readonly category: string }
  | { readonly why: "no-target"; readonly margin: string; readonly category: string }
  | { readonly why: "totals-differ"; readonly margin: string; readonly total: number; readonly expected: number }
  | { readonly why: "not-converged"; readonly worst: Gap; readonly weights: readonly number[] };

export type Raked = {
  readonly isConverged: true;
  readonly weights: readonly number[];
  readonly sweeps: number;
  /** How often weights above the cap were cut and raked again. */
  readonly capRounds: number;
  /** Weights still above the cap after the last round: the margins were kept, not the cap. */
  readonly overCap: number;
};
export type Raking = Raked | { readonly isConverged: false; readonly refusal: RakingRefusal };

export type RakingOptions = {
  /** Weights before raking; 1 each unless given. */
  readonly base?: readonly number[];
  /** A margin is met when it is this close to its target, in the unit of the targets. */
  readonly tolerance?: number;
  readonly mostSweeps?: number;
  /** Largest weight, in mean weights; `null`: no cap. */
  readonly cap?: number | null;
  readonly capRounds?: number;
};

const TOLERANCE = 1e-6;
const MOST_SWEEPS = 200;
const CAP = 5;
const CAP_ROUNDS = 5;
/** Totals of two margins are of the same people: they differ by rounding at most. */
const SAME_TOTAL = 1e-6;

/**
 * Weights that meet published totals (iterative proportional fitting): each sweep scales the weights margin after margin, in
 * the order given. Refuses, naming the margin and the category, rather than give weights that do not meet every margin.
 * Source: W. Deming, F. Stephan, Annals of Mathematical Statistics 11, 1940; cap as in `anesrake` of R.
 */
export function rake(margins: readonly Margin[], options: RakingOptions = {}): Raking {
  const refusal = refusalOf(margins);
  if (refusal) return { isConverged: false, refusal };
  const { cap = CAP, capRounds = CAP_ROUNDS } = options;
  const people = margins[0]?.categories.length ?? 0;
  let weights = options.base ? [...options.base] : Array.from({ length: people }, () => 1);
  let sweeps = 0;
  for (let round = 0; ; round += 1) {
    const swept = sweepUntilMet(margins, weights, options);
    sweeps += swept.sweeps;
    if (swept.worst) {
      const notMet = { why: "not-converged", worst: swept.worst, weights: swept.weights } as const;
      return { isConverged: false, refusal: notMet };
    }
    weights = swept.weights;
    const largest = cap === null ? Number.POSITIVE_INFINITY : (cap * sum(weights)) / people;
    // a weight at the cap is scaled a little by the next sweep: that is not above it
    const overCap = weights.filter((weight) => weight > largest * (1 + SAME_TOTAL)).length;
    if (overCap === 0 || round === capRounds) return { isConverged: true, weights, sweeps, capRounds: round, overCap };
    weights = weights.map((weight) => Math.min(weight, largest));
  }
}

function refusalOf(margins: readonly Margin[]): RakingRefusal | null {
  const expected = sum(margins[0]?.targets.values() ?? []);
  for (const { name, categories, targets } of margins) {
    const met = new Set(categories);
    for (const [category, target] of targets) {
      if (!(target >= 0)) return { why: "no-target", margin: name, category };
      if (target > 0 && !met.has(category)) return { why: "no-respondent", margin: name, category };
    }
    const stranger = [...met].find((category) => !targets.has(category));
    if (stranger !== undefined) return { why: "no-target", margin: name, category: stranger };
    const total = sum(targets.values());
    if (Math.abs(total - expected) > SAME_TOTAL * expected) {
      return { why: "totals-differ", margin: name, total, expected };
    }
  }
  return null;
}

function reachedIn({ categories }: Margin, weights: readonly number[]): ReadonlyMap<string, number> {
  const reached = new Map<string, number>();
  for (const [person, category] of categories.entries()) {
    reached.set(category, (reached.get(category) ?? 0) + (weights[person] ?? 0));
  }
  return reached;
}

/** The line of a margin that is furthest from its target. */
function worstGap(margins: readonly Margin[], weights: readonly number[]): Gap | null {
  let worst: Gap | null = null;
  for (const margin of margins) {
    const sums = reachedIn(margin, weights);
    for (const [category, target] of margin.targets) {
      const reached = sums.get(category) ?? 0;
      const distance = Math.abs(reached - target);
      if (!worst || !(distance <= Math.abs(worst.reached - worst.target))) {
        worst = { margin: margin.name, category, target, reached };
      }
    }
  }
  return worst;
}

function sweepUntilMet(margins: readonly Margin[], start: readonly number[], options: RakingOptions) {
  const { tolerance = TOLERANCE, mostSweeps = MOST_SWEEPS } = options;
  let weights = [...start];
  for (let sweeps = 1; ; sweeps += 1) {
    for (const margin of margins) {
      const reached = reachedIn(margin, weights);
      weights = weights.map((weight, person) => {
        const category = margin.categories[person] ?? "";
        const sumNow = reached.get(category) ?? 0;
        return sumNow > 0 ? weight * ((margin.targets.get(category) ?? 0) / sumNow) : weight;
      });
    }
    const worst = worstGap(margins, weights);
    const isMet = worst === null || Math.abs(worst.reached - worst.target) <= tolerance;
    if (isMet) return { weights, sweeps, worst: null };
    if (sweeps >= mostSweeps) return { weights, sweeps, worst };
  }
}

/** A table of counts scaled to row and column totals: raking where each cell is a "person" with its count as base weight. */
export function fitTable(
  table: readonly (readonly number[])[],
  targets: { readonly rows: readonly number[]; readonly columns: readonly number[] },
  options: Omit<RakingOptions, "base" | "cap"> = {},
): Raking & { readonly table: readonly (readonly number[])[] } {
  const cells = table.flatMap((row, i) => row.map((count, j) => ({ row: String(i), column: String(j), count })));
  const margin = (name: "row" | "column", totals: readonly number[]): Margin => ({
    name,
    categories: cells.map((cell) => cell[name]),
    targets: new Map(totals.map((total, index) => [String(index), total])),
  });
  const raking = rake([margin("row", targets.rows), margin("column", targets.columns)], {
    ...options,
    base: cells.map(({ count }) => count),
    cap: null,
  });
  const weights = weightsOf(raking);
  const width = table[0]?.length ?? 0;
  return { ...raking, table: table.map((row, i) => row.map((_, j) => weights[i * width + j] ?? 0)) };
}

/** Where raking stopped, met or not: to be looked at, not published, when it did not converge. */
function weightsOf(raking: Raking): readonly number[] {
  if (raking.isConverged) return raking.weights;
  return raking.refusal.why === "not-converged" ? raking.refusal.weights : [];
}

/** How far, in points of 100, each margin is from its targets before raking: those above 5 are worth raking (`anesrake`). */
export function distanceFromTargets(margin: Margin, base?: readonly number[]): number {
  const weights = base ?? margin.categories.map(() => 1);
  const [reached, all] = [reachedIn(margin, weights), sum(weights)];
  const wanted = sum(margin.targets.values());
  const gaps = [...margin.targets].map(([category, target]) => (reached.get(category) ?? 0) / all - target / wanted);
  return 100 * gaps.reduce((most, gap) => Math.max(most, Math.abs(gap)), 0);
}

const WORTH_RAKING = 5;
const MOST_MARGINS = 3;

/** The margins to propose: more than 5 points off target, the furthest first, never more than 3. */
export function marginsWorthRaking(margins: readonly Margin[]): readonly Margin[] {
  return margins
    .map((margin) => ({ margin, distance: distanceFromTargets(margin) }))
    .filter(({ distance }) => distance > WORTH_RAKING)
    .toSorted((a, b) => b.distance - a.distance)
    .slice(0, MOST_MARGINS)
    .map(({ margin }) => margin);
}
