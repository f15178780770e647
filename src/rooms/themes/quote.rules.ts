import { splitSentences } from "#engine/text/sentences.ts";
import { digest } from "#ledger/digest.ts";

export const FIELDS = ["title", "body", "proposed_text"] as const;
export type Field = (typeof FIELDS)[number];

/** The public words of a contribution that may be quoted. */
export type PublicWords = {
  readonly title: string | null;
  readonly body: string;
  readonly proposedText: string | null;
};

/** Selected words and where they stand, counted in characters (code points), as PostgreSQL counts them. */
export type Quote = {
  readonly field: Field;
  readonly text: string;
  readonly startsAt: number;
  readonly endsAt: number;
};

export function wordsOf(words: PublicWords, field: Field): string {
  switch (field) {
    case "title":
      return words.title ?? "";
    case "body":
      return words.body;
    case "proposed_text":
      return words.proposedText ?? "";
    default:
      return field satisfies never;
  }
}

/** Changes when the public words change: what was chosen on a page is chosen in the words of that page. */
export function wordsMark({ title, body, proposedText }: PublicWords): string {
  return digest({ title, body, proposedText }).slice(0, 16);
}

/** Longer than any text of a contribution, in UTF-16 units: found nowhere. */
const LONGEST = 20_000;

const LETTERS: Readonly<Record<string, string>> = { œ: "oe", æ: "ae", "’": "'", "‘": "'", ʼ: "'" };

/** One character as it is compared: no accent, no case, plain quotes; "" for marks and invisible characters. */
function foldedCharacter(character: string): string {
  if (/\s/u.test(character)) return " ";
  if (/[«»“”„]/u.test(character)) return '"';
  if (/[‐‑–—−]/u.test(character)) return "-";
  const plain = character
    .normalize("NFKD")
    .replace(/[\p{M}\u00ad\u200b-\u200f\u2060\ufeff]/gu, "")
    .toLowerCase();
  return LETTERS[plain] ?? plain;
}

/** Folded text, and for each of its characters the place of the one it came from; runs of spaces are one. */
function foldedWithPlaces(text: string): { readonly folded: string; readonly places: readonly number[] } {
  let folded = "";
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    const plain = foldedCharacter(character);
    if (plain !== " " || !folded.endsWith(" ")) {
      folded += plain;
      for (let i = 0; i < plain.length; i += 1) places.push(at);
    }
    at += 1;
  }
  places.push(at);
  return { folded, places };
}

/**
 * Where pasted words stand: first place found, in the title, the text, then the wording asked for. Accents, case, spaces and
 * typography may differ, since pasting changes them; the quote is what the text has. Null when they do not occur.
 */
export function findQuote(words: PublicWords, pasted: string): Quote | null {
  if (pasted.length > LONGEST) return null;
  const wanted = foldedWithPlaces(pasted).folded.trim();
  if (!/[\p{L}\p{N}]/u.test(wanted)) return null;
  for (const field of FIELDS) {
    const text = wordsOf(words, field);
    const { folded, places } = foldedWithPlaces(text);
    const found = folded.indexOf(wanted);
    if (found < 0) continue;
    const characters = [...text];
    const startsAt = places[found] ?? 0;
    let endsAt = (places[found + wanted.length - 1] ?? 0) + 1;
    while (endsAt < characters.length && /\p{M}/u.test(characters[endsAt] ?? "")) endsAt += 1;
    return { field, text: characters.slice(startsAt, endsAt).join(""), startsAt, endsAt };
  }
  return null;
}

export type Sentence = Quote & {
  /** `body-3`: what the form sends. */
  readonly id: string;
};

/** The sentences one can choose, in order. */
export function sentencesOf(words: PublicWords): readonly Sentence[] {
  return FIELDS.flatMap((field) => {
    const text = wordsOf(words, field);
    let unit = 0;
    let at = 0;
    // places in UTF-16 become places in characters, walking forward once
    const characterAt = (target: number): number => {
      while (unit < target) {
        unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
        at += 1;
      }
      return at;
    };
    return splitSentences(text).map((sentence, index) => {
      const startsAt = characterAt(sentence.start);
      const endsAt = characterAt(sentence.end);
      return { id: `${field}-${index + 1}`, field, text: sentence.text, startsAt, endsAt };
    });
  });
}

/** Chosen sentences; neighbours make one quote. */
export function quotesOfSentences(words: PublicWords, ids: readonly string[]): readonly Quote[] {
  const chosen = new Set(ids);
  const quotes: Quote[] = [];
  let before: Sentence | null = null;
  for (const sentence of sentencesOf(words)) {
    const last = quotes.at(-1);
    if (!chosen.has(sentence.id)) {
      before = null;
      continue;
    }
    if (before && last && before.field === sentence.field) {
      const text = [...wordsOf(words, sentence.field)].slice(last.startsAt, sentence.endsAt).join("");
      quotes[quotes.length - 1] = { ...last, text, endsAt: sentence.endsAt };
    } else {
      const { id: _, ...quote } = sentence;
      quotes.push(quote);
    }
    before = sentence;
  }
  return quotes;
}
