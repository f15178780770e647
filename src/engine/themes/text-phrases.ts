import { type Lexicon, STOP } from "./lexicon.ts";
import { canEnd, canStart, isWithin, keysOf, LONGEST_PHRASE, Spellings } from "./phrase-words.ts";

type Found = { readonly keys: readonly number[]; readonly first: number; count: number; readonly spellings: Spellings };

/** The key phrases of one text: by number of occurrences, the first to come first. */
export function phrasesOfText(text: Int32Array, lexicon: Lexicon, most: number): string[] {
  const found = new Map<string, Found>();
  for (let at = 0; at < text.length; at += 1) {
    if (!canStart(lexicon.forms[text[at] ?? STOP])) continue;
    for (let words = 1; words <= LONGEST_PHRASE; words += 1) {
      const last = text[at + words - 1] ?? STOP;
      if (last === STOP) break;
      const form = lexicon.forms[last];
      if (!canEnd(form) || (words === 1 && form?.kind === "number")) continue;
      const occurrence = { text, at, words };
      const keys = keysOf(occurrence, lexicon);
      const name = keys.join(" ");
      const known = found.get(name) ?? { keys, first: at, count: 0, spellings: new Spellings() };
      found.set(name, known);
      known.count += 1;
      known.spellings.add(occurrence, lexicon);
    }
  }
  const ranked = [...found.values()].sort(
    (a, b) => b.count - a.count || a.first - b.first || b.keys.length - a.keys.length,
  );
  const kept: Found[] = [];
  for (const one of ranked) {
    if (kept.length >= most) break;
    if (!kept.some(({ keys, count }) => count >= one.count && isWithin(one.keys, keys))) kept.push(one);
  }
  return kept.map(({ spellings }) => spellings.shown());
}
