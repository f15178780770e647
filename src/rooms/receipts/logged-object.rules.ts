export type LoggedAct = {
  readonly kind: string;
  readonly time: string;
  readonly revision: number | null;
  readonly leafHash: Uint8Array;
  readonly index: number;
  /** Of a public document, in hexadecimal; null for an act without one. */
  readonly digest: string | null;
};
export type LoggedObject = {
  readonly actCount: number;
  /** What it is, when everybody may read it: a text, or the number of a decision or of a contribution. */
  readonly text: { readonly slug: string; readonly title: string; readonly language: string } | null;
  readonly decision: number | null;
  readonly contribution: number | null;
};
