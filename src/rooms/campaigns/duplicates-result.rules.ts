import type { Duplicates } from "#engine/text/near-duplicates.ts";

type Timings = {
  readonly readMs: number;
  readonly indexMs: number;
  readonly pairsMs: number;
  readonly totalMs: number;
};
type Input = {
  readonly texts: readonly { readonly id: string }[];
  readonly rows: number;
  readonly empty: readonly string[];
  readonly warnings: readonly string[];
  readonly hash: string;
};
type Flag = "negation" | "number" | "wording";

/** What `jalon duplicates --json` prints: a promise to scripts, its shape never changes under this name. */
export type DuplicatesResult = {
  readonly schema: "jalon.duplicates/1";
  readonly engine: { readonly name: "jalon"; readonly version: string };
  readonly options: { readonly threshold: number };
  readonly input: {
    readonly hash: string;
    readonly textColumn: string;
    readonly rows: number;
    readonly texts: number;
    readonly empty: readonly string[];
    readonly warnings: readonly string[];
  };
  readonly pairs: readonly {
    readonly a: string;
    readonly b: string;
    readonly similarity: number;
    readonly exact: boolean;
    readonly flags: readonly Flag[];
  }[];
  readonly groups: readonly { readonly keep: string; readonly members: readonly string[] }[];
  readonly timings: Timings;
};

type Made = {
  readonly input: Input;
  readonly textColumn: string;
  readonly threshold: number;
  readonly found: Duplicates;
  readonly timings: Timings;
  readonly version: string;
};

export function duplicatesResult({ input, textColumn, threshold, found, timings, version }: Made): DuplicatesResult {
  const idAt = (place: number): string => input.texts[place]?.id ?? "";
  const aside = found.setAside.map(idAt);
  return {
    schema: "jalon.duplicates/1",
    engine: { name: "jalon", version },
    options: { threshold },
    input: {
      hash: input.hash,
      textColumn,
      rows: input.rows,
      texts: input.texts.length,
      empty: input.empty,
      warnings:
        aside.length === 0 ? input.warnings : [...input.warnings, `Closed answers, set aside: ${aside.join(" ")}`],
    },
    pairs: found.pairs.map(({ a, b, similarity, isExact, flags }) => ({
      a: idAt(a),
      b: idAt(b),
      similarity,
      exact: isExact,
      flags,
    })),
    groups: found.groups.map(({ keep, members }) => ({ keep: idAt(keep), members: members.map(idAt) })),
    timings,
  };
}
