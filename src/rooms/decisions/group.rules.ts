import type { CorpusFilter, Fingerprint } from "#rooms/corpus";

export const BASIS_KINDS = ["filter", "theme", "campaign", "claim", "amendment"] as const;
export type BasisKind = (typeof BASIS_KINDS)[number];

/** On what a group was chosen, as the public page says it. */
export type Basis = {
  readonly kind: BasisKind;
  /** The query of the filter, or the number of the amendment. */
  readonly reference: string;
  readonly words: string;
};

/** The contributions of one act: named one by one, or all that a filter found when the page was looked at. */
export type Group = {
  /** Drawn with the form: the same form sent twice is one batch. */
  readonly batchId: string;
  readonly words: string;
  readonly basis: Basis | null;
  /** Number of a claim that the group was chosen by. */
  readonly claim: number | null;
} & (
  | { readonly by: "numbers"; readonly numbers: readonly number[] }
  | {
      readonly by: "filter";
      readonly filter: CorpusFilter;
      readonly query: string;
      readonly seen: Fingerprint;
    }
);
