import { type Agreement, type Marks, themeAlpha, themeKappa } from "#engine/agreement/theme-agreement.ts";
import type { ThemeId } from "#kernel/ids.ts";
import { pairsOf, type Reading } from "./sample.rules.ts";

export type Measured = {
  readonly themeId: ThemeId;
  readonly measure: "alpha" | "kappa";
  /** `AB`: the coders it is about. */
  readonly coders: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly unitCount: number;
  readonly usedCount: number;
};

type Input = {
  /** In the order of the draw: resampling depends on it. */
  readonly readings: readonly Reading<ThemeId>[];
  readonly labels: readonly string[];
  readonly themeIds: readonly ThemeId[];
  readonly seed: string;
};

/** For each theme, alpha of all coders and kappa of each pair, with their intervals. */
export function measured({ readings, labels, themeIds, seed }: Input): readonly Measured[] {
  const texts = [...Map.groupBy(readings, ({ contributionId }) => contributionId).values()];
  return themeIds.flatMap((themeId) => {
    const marks: readonly Marks[] = texts.map((found) =>
      labels.map((label) => found.find(({ coder }) => coder === label)?.themeIds.includes(themeId) ?? null),
    );
    const alpha = rowOf(themeAlpha(marks, seed), { themeId, measure: "alpha", coders: labels.join("") });
    const kappas = pairsOf(labels.length).map(([a, b]) => {
      const coders = `${labels[a] ?? ""}${labels[b] ?? ""}`;
      return rowOf(themeKappa(marks, [a, b], seed), { themeId, measure: "kappa", coders });
    });
    return [alpha, ...kappas];
  });
}

function rowOf(agreement: Agreement, of: Pick<Measured, "themeId" | "measure" | "coders">): Measured {
  const { value, interval, unitCount, usedCount } = agreement;
  return { ...of, value, low: interval?.low ?? null, high: interval?.high ?? null, unitCount, usedCount };
}
