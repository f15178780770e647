/**
 * One word, number, sign or line end, with the blanks before it. Only `key` is compared; `lead + text` is shown. `end` is where
 * it ends in its text.
 */
export type Token = { readonly lead: string; readonly text: string; readonly key: string; readonly end: number };

/** `tail` is the blanks after the last token. */
export type Tokens = { readonly tokens: readonly Token[]; readonly tail: string; readonly source: string };

/** The words of some tokens as they stand in their text, without the last blanks. */
export function written({ tokens, source }: Tokens, from: number, to: number): string {
  return from < to ? source.slice(tokens[from - 1]?.end ?? 0, tokens[to - 1]?.end) : "";
}

/** Soft hyphens and zero-width characters, which nobody sees, are part of the word they stand in. */
const UNSEEN = "\\u00ad\\u200b\\u200c\\u200d\\u2060\\ufeff";
const EMOJI = "\\p{Extended_Pictographic}[\\ufe0f\\u{1f3fb}-\\u{1f3ff}]*";

/**
 * By regular expression and not with Intl.Segmenter, whose segments each keep a copy of the whole text (40,000 words
 * exhaust 4 GB). In order: elided article (`l’`, `qu’`), word or number with its hyphens, inner apostrophes and
 * decimals, emoji, flag, three dots, any other sign with its marks. Every alternative takes one path: linear time.
 */
const TOKEN = new RegExp(
  [
    "(?:[ldjmtsnc]|(?:jus|lors|puis|quoi|pres|quel)?qu)['’](?=\\p{L})",
    `[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}${UNSEEN}]|['’](?=\\p{L})|[-‑](?=[\\p{L}\\p{N}])|(?<=\\p{N})[.,/](?=\\p{N}))*`,
    `${EMOJI}(?:\\u200d${EMOJI})*`,
    "\\p{RI}\\p{RI}",
    "\\.{3}",
    "[^]\\p{M}*",
  ].join("|"),
  "iuy",
);
const BLANKS = new RegExp(`(?:[^\\S\\n]|[${UNSEEN}])*`, "uy");
const HIDDEN = new RegExp(`[${UNSEEN}\\ufe0e\\ufe0f]`, "gu");

/** Same key for what a reader sees as the same word: composed or not, ’ or ', ‑ or -, « or ". Œ stays apart from OE. */
function keyOf(text: string): string {
  // nearly every word: ASCII and composed Latin letters, which nothing below would change
  if (/^[!-&(-~\n\u00c0-\u017f]+$/.test(text) && text !== "...") return text;
  return text
    .replace(HIDDEN, "")
    .replace(/(\p{M}{30})\p{M}+/gu, "$1")
    .normalize("NFC")
    .replace(/[’‘ʼ′]/g, "'")
    .replace(/[‐‑−]/g, "-")
    .replace(/[—―]/g, "–")
    .replace(/[«»“”„]/g, '"')
    .replace("...", "…");
}

export function tokenise(source: string): Tokens {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    const lead = matchAt(BLANKS, source, at);
    const text = matchAt(TOKEN, source, at + lead.length);
    if (text === "") return { tokens, tail: lead, source };
    at += lead.length + text.length;
    tokens.push({ lead, text, key: keyOf(text), end: at });
  }
}

function matchAt(expression: RegExp, source: string, at: number): string {
  expression.lastIndex = at;
  return expression.exec(source)?.[0] ?? "";
}
