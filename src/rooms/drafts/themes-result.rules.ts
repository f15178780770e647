import type { ThemesDraft } from "#engine/themes/themes-draft.ts";

type Timings = {
  readonly readMs: number;
  readonly vectorsMs: number;
  readonly groupsMs: number;
  readonly totalMs: number;
};
type Input = {
  readonly rows: number;
  readonly empty: readonly string[];
  readonly warnings: readonly string[];
  readonly hash: string;
};

/** What `jalon themes --json` prints: a promise to scripts, its shape never changes under this name. */
export type ThemesResult = {
  readonly schema: "jalon.themes/1";
  readonly engine: { readonly name: "jalon"; readonly version: string };
  readonly options: ThemesDraft["options"];
  readonly input: {
    readonly hash: string;
    readonly textColumn: string;
    readonly rows: number;
    readonly texts: number;
    readonly empty: readonly string[];
    readonly setAside: readonly string[];
    readonly warnings: readonly string[];
  };
  readonly themes: ThemesDraft["themes"];
  readonly contributions: ThemesDraft["contributions"];
  readonly foldedDuplicates: ThemesDraft["foldedDuplicates"];
  readonly timings: Timings;
};

type Made = {
  readonly input: Input;
  readonly textColumn: string;
  readonly draft: ThemesDraft;
  readonly warnings: readonly string[];
  readonly timings: Timings;
  readonly version: string;
};

export function themesResult({ input, textColumn, draft, warnings, timings, version }: Made): ThemesResult {
  return {
    schema: "jalon.themes/1",
    engine: { name: "jalon", version },
    options: draft.options,
    input: {
      hash: input.hash,
      textColumn,
      rows: input.rows,
      texts: draft.input.texts,
      empty: input.empty,
      setAside: draft.input.setAside,
      warnings: [...input.warnings, ...warnings, ...draft.input.warnings],
    },
    themes: draft.themes,
    contributions: draft.contributions,
    foldedDuplicates: draft.foldedDuplicates,
    timings,
  };
}

/** For a person: each theme on three lines, then what was not placed. */
export function themesSummary({ themes, contributions, input, options }: ThemesResult): readonly string[] {
  const notPlaced = Object.values(contributions).filter(({ theme }) => theme === null).length;
  return [
    `${input.texts} texts, ${options.k} themes, ${notPlaced} texts not placed, ${input.setAside.length} closed answers set aside`,
    ...themes.flatMap(({ id, name, size, terms, phrases, central }) => [
      `${id}${name === null || name === "" ? "" : ` (${name})`}: ${size} texts, for example ${central.join(" ")}`,
      `  ${terms.map(({ term }) => term).join(", ")}`,
      `  ${phrases.map(({ phrase, texts }) => `${phrase} (${texts})`).join(" · ")}`,
    ]),
    "A draft: the words are sorted, not understood. People name, correct and sign themes.",
    ...input.warnings,
  ];
}
