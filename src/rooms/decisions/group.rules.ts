export const BASIS_KINDS = ["filter", "theme", "campaign", "claim", "amendment"] as const;
export type BasisKind = (typeof BASIS_KINDS)[number];

/** On what a group was chosen, as the public page says it. */
export type Basis = {
  readonly kind: BasisKind;
  /** The query of the filter, or the number of the amendment. */
  readonly reference: string;
  readonly words: string;
};

/** Says which set a filter found: how many, and which. */
export type Seen = { readonly count: number; readonly digest: string };

/** A decision that holds some of what a filter finds. */
export type Holder = { readonly number: number; readonly count: number };
