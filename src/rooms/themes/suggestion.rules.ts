import type { ContributionId, ThemeId } from "#kernel/ids.ts";

/** The words of the codebook found in a text: needs no model and no training. */
export const WORDS_ENGINE = { engine: "codebook-words", version: "1" } as const;
/** Drafts of themes, as their suggestions carry the name. */
export const DRAFT_ENGINE = "theme-draft";

/** What weighed: words that stand in the contribution. Shown only while they still stand in its public words. */
export type SuggestionWhy = { readonly words: readonly string[] };

export type Offer = {
  readonly contributionId: ContributionId;
  readonly themeId: ThemeId;
  /** 0 to 1; orders the suggestions of one engine, and means nothing else. */
  readonly score: number;
  readonly why: SuggestionWhy;
};

export type Offers = {
  /** `codebook-words`, `theme-draft`: lower case and hyphens. */
  readonly engine: string;
  readonly version: string;
  readonly offers: readonly Offer[];
};

export type SuggestionAnswer = "accept" | "refuse";
