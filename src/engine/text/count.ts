import { canonicalOrder } from "./well-formed.ts";

const CHUNK = /\S+/g;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** Words as a word processor counts them: what stands between spaces and holds a letter or a digit. `l’usage` is one. */
export function countWords(text: string): number {
  let count = 0;
  for (const [chunk] of text.matchAll(CHUNK)) if (LETTER_OR_DIGIT.test(chunk)) count += 1;
  return count;
}

/**
 * Characters as a limit counts them: Unicode code points of the NFC form, a line end being one. It is what PostgreSQL's
 * `char_length` gives for the stored text. A family emoji counts for several: cutting text into what the eye sees needs
 * tables that differ between browser and server, and a counter that disagrees with the limit is worse than a high one.
 */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of canonicalOrder(text.replace(/\r\n?/g, "\n"), "NFC")) count += 1;
  return count;
}
