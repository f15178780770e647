import { canonicalOrder } from "./well-formed.ts";

/** Forms that only look different become one: ﬁ and fi, ² and 2, wide letters, decomposed accents (Unicode NFKC). */
export function composeForms(text: string): string {
  return canonicalOrder(text, "NFKC");
}

export function lowerCase(text: string): string {
  return text.toLowerCase();
}

export function plainApostrophes(text: string): string {
  return text.replace(/[’ʼ]/g, "'");
}

export function openLigatures(text: string): string {
  return text.replace(/œ/g, "oe").replace(/æ/g, "ae");
}

/** Soft hyphens, zero-width characters and direction marks: nobody sees them, and they would part equal words. */
export function dropInvisible(text: string): string {
  return text.replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+/g, "");
}

export function joinSpaces(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** The copy of a text on which words are compared; texts with the same copy are equal. The original is kept apart. */
export function prepareText(text: string): string {
  return joinSpaces(dropInvisible(openLigatures(plainApostrophes(lowerCase(composeForms(text))))));
}

/** Of a prepared text. `santé` gives `sante`. */
export function withoutAccents(prepared: string): string {
  return canonicalOrder(prepared, "NFKD").replace(/\p{M}+/gu, "");
}

/** Of a prepared text: its runs of letters or digits, in order. */
export function wordsOf(prepared: string): string[] {
  return prepared.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
