import { parseLeaf } from "#ledger/leaf.ts";

export type LeafLine = {
  readonly index: number;
  readonly leafHash: Uint8Array;
  /** The leaf itself. */
  readonly text: string;
  readonly kind: string;
  /** What it speaks of, where everybody may see that: the number of a contribution, of a decision, of a question; a text. */
  readonly contribution: number | null;
  readonly decision: number | null;
  readonly poll: number | null;
  readonly document: string | null;
};

export const LEAVES_PER_PAGE = 30;

/** The time in a leaf, as an instant: minutes for what people do, seconds for official acts. */
export function timeOf(leafText: string): Date {
  const { t } = parseLeaf(leafText);
  return new Date(t.length === "2026-03-04T10:12Z".length ? `${t.slice(0, -1)}:00Z` : t);
}

/** The index that a page of the list ends before: the one asked for, when the published log reaches it. */
export function pageEnd(asked: string, size: number): number {
  return /^[1-9]\d{0,14}$/.test(asked) ? Math.min(Number(asked), size) : size;
}

/** `contributionSubmitted` for `contribution.submitted`: the end of the key of its words. */
export function camel(kind: string): string {
  return kind.replace(/\.([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
