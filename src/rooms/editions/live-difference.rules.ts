import { diffWords, type Segment, summarise } from "#engine/diff/diff.ts";

/** What the edition would change with these words: for the page, and for the browser while one types. */
export function liveDifference(
  before: string,
  after: string,
): { readonly segments: readonly Segment[]; readonly added: number; readonly removed: number } {
  const segments = diffWords(before, after);
  const { addedWords, removedWords } = summarise(segments);
  return { segments, added: addedWords, removed: removedWords };
}
