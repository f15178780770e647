import { kappaOfTable } from "./cohen-kappa.ts";
import { addPairs } from "./krippendorff-alpha.ts";
import { type Interval, resampledInterval, type Weighted } from "./resampled-interval.ts";

/** For one theme and one text: did each coder put it there? Null where a coder did not code the text. */
export type Marks = readonly (boolean | null)[];
export type Agreement = {
  /** Null when undefined: nobody used the theme, or everybody always did. */
  readonly value: number | null;
  readonly interval: Interval | null;
  /** Texts that at least two coders coded. */
  readonly unitCount: number;
  /** Of those, texts that at least one coder put there. */
  readonly usedCount: number;
};

const NO = 0;
const YES = 1;
const codesOf = (marks: Marks): readonly number[] =>
  marks.filter((mark) => mark !== null).map((mark) => (mark ? YES : NO));
const keyOf = (codes: readonly number[]): string => codes.join("");

/** Binary nominal alpha: several themes may stand on one text, so each theme is a yes-or-no question of its own. */
function alpha(units: readonly Weighted<readonly number[]>[]): number | null {
  const cells = new Float64Array(4);
  for (const { unit, times } of units) addPairs(cells, 2, unit, times);
  const apart = 2 * (cells[1] ?? 0);
  const no = (cells[0] ?? 0) + (cells[1] ?? 0);
  const yes = (cells[2] ?? 0) + (cells[3] ?? 0);
  return no === 0 || yes === 0 ? null : 1 - ((no + yes - 1) * apart) / (2 * no * yes);
}

function kappa(units: readonly Weighted<readonly number[]>[]): number | null {
  const table = [
    [0, 0],
    [0, 0],
  ];
  for (const { unit, times } of units) {
    const [first = NO, second = NO] = unit;
    const row = table[first] ?? [];
    row[second] = (row[second] ?? 0) + times;
  }
  return kappaOfTable(table);
}

function agreementOf(
  units: readonly (readonly number[])[],
  measure: (units: readonly Weighted<readonly number[]>[]) => number | null,
  seed: string,
): Agreement {
  return {
    value: measure(units.map((unit) => ({ unit, times: 1 }))),
    interval: resampledInterval({ units, measure, key: keyOf, seed }),
    unitCount: units.length,
    usedCount: units.filter((unit) => unit.includes(YES)).length,
  };
}

/** Krippendorff's alpha of all coders on one theme. */
export function themeAlpha(texts: readonly Marks[], seed: string): Agreement {
  return agreementOf(
    texts.map(codesOf).filter((unit) => unit.length >= 2),
    alpha,
    seed,
  );
}

/** Cohen's kappa of two coders, by their places, on one theme. */
export function themeKappa(texts: readonly Marks[], coders: readonly [number, number], seed: string): Agreement {
  const [first, second] = coders;
  const both = texts.map((marks) => codesOf([marks[first] ?? null, marks[second] ?? null]));
  return agreementOf(
    both.filter((unit) => unit.length === 2),
    kappa,
    seed,
  );
}
