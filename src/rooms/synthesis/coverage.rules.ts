/** Contributions of one place or one theme, and those of them that rest under no claim. */
export type CoverageLine = {
  /** The value of the filter that lists them; null for the whole text, or for no theme. */
  readonly value: string | null;
  readonly parameter: "passage" | "element" | "theme";
  readonly code: string | null;
  readonly name: string | null;
  readonly total: number;
  readonly uncovered: number;
};
