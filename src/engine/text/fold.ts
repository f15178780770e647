import { canonicalOrder } from "./well-formed.ts";

const LETTERS: Readonly<Record<string, string>> = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d" };

/** Text reduced to what matters for finding and comparing: no accent, no case, plain quotes, hyphens and spaces. */
export function fold(text: string): string {
  return canonicalOrder(text, "NFKD")
    .replace(/[\p{M}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu, "")
    .toLowerCase()
    .replace(/[œæßøłđ]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/[’‘ʼ′`´]/g, "'")
    .replace(/[«»“”„]/g, '"')
    .replace(/[‐‑–—―−]/g, "-")
    .replace(/\s+/g, " ")
    .trim();
}

/** The folded words of a text, in order: `L’hôpital-école` gives `l`, `hopital`, `ecole`. */
export function foldedWords(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}
