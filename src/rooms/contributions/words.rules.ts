import { diffWords, isSameText, type Segment } from "#engine/diff/diff.ts";
import { excerpt } from "#engine/text/excerpt.ts";

/** The limit of a text, in characters as the database counts them. */
export const WORDS_LIMIT = 10_000;
export const TITLE_LIMIT = 200;
export const NAME_LIMIT = 80;
export const ORGANISATION_LIMIT = 200;
export const DETAIL_LIMIT = 200;

/** Characters as `char_length` counts them: code points of the text exactly as typed. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

export function isTooLong(text: string, limit: number): boolean {
  return text.length > limit && lengthOf(text) > limit;
}

/** An amendment must change something that a reader can see; typography alone is no change. */
export function changesPassage(passage: string, proposed: string): boolean {
  return !isSameText(passage, proposed);
}

/** What an amendment changes, word by word. */
export function passageDifference(passage: string, proposed: string): readonly Segment[] {
  return diffWords(passage, proposed);
}

/** The beginning of a text for a list, on one line. */
export function excerptOf(text: string, max: number): string {
  return excerpt(text, max);
}
