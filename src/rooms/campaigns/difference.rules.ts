import { diffWords, type Segment } from "#engine/diff/diff.ts";

export type Words = { readonly body: string; readonly proposedText: string | null };
export type TextDifference = {
  readonly body: readonly Segment[];
  /** Null when neither proposes another wording. */
  readonly proposed: readonly Segment[] | null;
  /** What this person adds to the text shown first. */
  readonly additions: readonly string[];
  readonly isSame: boolean;
};

/** A word or two are a way of writing; from three on somebody says something. */
const WORDS_OF_AN_ADDITION = 3;

export function differenceOf(kept: Words, member: Words): TextDifference {
  const body = diffWords(kept.body, member.body);
  const proposed =
    kept.proposedText === null && member.proposedText === null
      ? null
      : diffWords(kept.proposedText ?? "", member.proposedText ?? "");
  const all = [...body, ...(proposed ?? [])];
  return {
    body,
    proposed,
    additions: all
      .filter(({ op, text }) => op === "added" && (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) >= WORDS_OF_AN_ADDITION)
      .map(({ text }) => text.replace(/\s+/g, " ").trim()),
    isSame: all.every(({ op }) => op === "same"),
  };
}

/** One side of a comparison: what was there before, or what is there now. */
export function side(segments: readonly Segment[], which: "removed" | "added"): readonly Segment[] {
  return segments.filter(({ op }) => op === "same" || op === which);
}
