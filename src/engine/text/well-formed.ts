/**
 * Text that can be stored, hashed and given back the same: no lone surrogate (it has no UTF-8 form) and no NUL
 * (PostgreSQL refuses it). Everything else is kept as typed: emoji, right-to-left text, odd spaces, long words.
 */
export function isWellFormed(text: string): boolean {
  return !LONE_SURROGATE.test(text) && !text.includes("\0");
}

const LONE_SURROGATE = /\p{Cs}/u;

/** Longer runs of combining marks mean nothing in any language, and cost quadratic time to put in canonical order. */
const LONG_MARKS = /(\p{M}{30})\p{M}+/gu;

/** Lines end with one LF (browsers send CR LF), and é is one character however it was typed (NFC). */
export function normaliseText(text: string): string {
  return canonicalOrder(text.replace(/\r\n?/g, "\n"), "NFC");
}

export function canonicalOrder(text: string, form: "NFC" | "NFKC" | "NFKD"): string {
  return text.replace(LONG_MARKS, "$1").normalize(form);
}
