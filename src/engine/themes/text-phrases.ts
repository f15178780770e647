import { type Lexicon, STOP } from "./lexicon.ts";
import { canEnd, canStart, isWithin, keysOf, LONGEST_PHRASE, type Occurrence, Spellings } from "./phrase-words.ts";

type Found = { readonly name: string; readonly first: Occurrence; count: number };
type Kept = { readonly keys: readonly number[]; readonly count: number; readonly spellings: Spellings };

/** The key phrases of one text: by number of occurrences, the first to come first. */
export function phrasesOfText(text: Int32Array, lexicon: Lexicon, most: number): string[] {
  const found = new Map<string, Found>();
  for (const { name, occurrence } of candidates(text, lexicon)) {
    const known = found.get(name);
    if (known) known.count += 1;
    else found.set(name, { name, first: occurrence, count: 1 });
  }
  const ranked = [...found.values()].sort((a, b) => b.count - a.count || inTurn(a, b, lexicon));
  const kept = new Map<string, Kept>();
  for (const { name, first, count } of ranked) {
    if (kept.size >= most) break;
    const keys = keysOf(first, lexicon);
    const isHeld = [...kept.values()].some((one) => one.count >= count && isWithin(keys, one.keys));
    if (!isHeld) kept.set(name, { keys, count, spellings: new Spellings() });
  }
  for (const { name, occurrence } of candidates(text, lexicon)) kept.get(name)?.spellings.add(occurrence, lexicon);
  return [...kept.values()].map(({ spellings }) => spellings.shown());
}

/**
 * Of phrases said as often: the first to come, the longer of two that begin together. Said once, a phrase with a function word inside
 * is most often a piece of a sentence: it comes last.
 */
function inTurn(a: Found, b: Found, { forms }: Lexicon): number {
  const isPiece = ({ first, count }: Found): boolean =>
    count === 1 && first.text.subarray(first.at, first.at + first.words).some((id) => forms[id]?.kind === "function");
  return Number(isPiece(a)) - Number(isPiece(b)) || a.first.at - b.first.at || b.first.words - a.first.words;
}

/** One to four consecutive words that no punctuation parts; the name is made of their stems. */
function* candidates(text: Int32Array, { forms }: Lexicon): Generator<{ name: string; occurrence: Occurrence }> {
  for (let at = 0; at < text.length; at += 1) {
    if (!canStart(forms[text[at] ?? STOP])) continue;
    let name = "";
    for (let words = 1; words <= LONGEST_PHRASE; words += 1) {
      const form = forms[text[at + words - 1] ?? STOP];
      if (!form) break;
      name += ` ${form.key}`;
      if (canEnd(form) && (words > 1 || form.kind !== "number")) yield { name, occurrence: { text, at, words } };
    }
  }
}
