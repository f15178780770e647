export type Text = { readonly id: string; readonly text: string };

/** What people gave before the machine sorts: words and example texts (by id, or written out) of each theme. */
export type Seeds = {
  readonly schema: "jalon.seeds/1";
  readonly themes: readonly Seed[];
};
export type Seed = {
  readonly theme: string;
  readonly name: string;
  readonly words: readonly string[];
  readonly examples: readonly (string | { readonly text: string })[];
};

/** Vectors of a model outside, by text id. Texts without one are not placed. */
export type Embeddings = {
  readonly model: string;
  readonly dimensions: number;
  readonly of: ReadonlyMap<string, Float32Array>;
};

export type ThemesOptions = {
  /** Number of themes. Default: that of the seeded themes, else √(texts / 10) between 4 and 20. */
  readonly k?: number | undefined;
  readonly seeds?: Seeds | undefined;
  /** ISO 639-1, of the consultation. */
  readonly language: string;
  readonly seed: number;
  /** Default `kmeans`. Seeded themes are always grouped round centres. */
  readonly method?: "kmeans" | "nmf" | undefined;
  /** Key phrases of each text, at most; none when left out. */
  readonly keyphrases?: number | undefined;
  readonly vectors?: Embeddings | undefined;
};

export type Term = { readonly term: string; readonly score: number; readonly texts: number };
export type Phrase = { readonly phrase: string; readonly texts: number };
export type DraftTheme = {
  readonly id: string;
  readonly name: string | null;
  readonly seeded: boolean;
  /** Texts placed in it, copies included. */
  readonly size: number;
  readonly terms: readonly Term[];
  readonly phrases: readonly Phrase[];
  /** Ids of the texts nearest its centre, and of those nearest another theme. */
  readonly central: readonly string[];
  readonly border: readonly string[];
};
export type Placement = {
  /** Null: not placed. */
  readonly theme: string | null;
  readonly nearest: string;
  readonly score: number;
  readonly second: { readonly theme: string; readonly score: number } | null;
  readonly keyphrases?: readonly string[];
};
export type ThemesDraft = {
  readonly options: {
    readonly k: number;
    readonly kFrom: "given" | "seeds" | "computed";
    readonly method: "kmeans" | "nmf";
    readonly language: string;
    readonly seed: number;
    readonly embeddings: null | { readonly model: string; readonly dimensions: number };
  };
  readonly input: {
    readonly texts: number;
    readonly empty: readonly string[];
    /** Closed answers ("oui", "RAS"): counted, never grouped. */
    readonly setAside: readonly string[];
    readonly warnings: readonly string[];
  };
  readonly themes: readonly DraftTheme[];
  readonly contributions: Readonly<Record<string, Placement>>;
  readonly foldedDuplicates: readonly { readonly keep: string; readonly members: readonly string[] }[];
};
export type ThemesProgress = {
  readonly step: "duplicates" | "vectors" | "groups" | "words";
  readonly done: number;
  readonly total: number;
};

/** Seeds that name texts that are not there. */
export class UnknownExamples extends Error {
  readonly ids: readonly string[];

  constructor(ids: readonly string[]) {
    super(`no text has the id ${ids.slice(0, 5).join(", ")}`);
    this.name = "UnknownExamples";
    this.ids = ids;
  }
}
