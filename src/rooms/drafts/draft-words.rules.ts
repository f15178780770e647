import { stemmerOf } from "#engine/text/stems.ts";
import { tokensOf } from "#engine/text/tokens.ts";

type Word = { readonly stem: string; readonly text: string };
export type ReadWords = { readonly words: readonly Word[]; readonly at: ReadonlyMap<string, readonly number[]> };
type Wanted = { readonly stems: readonly string[] };

/** Finds terms and phrases in texts by their stems, and says how the text writes them. */
export class WordFinder {
  readonly #language: string;
  readonly #stem: (word: string) => string;
  readonly #known = new Map<string, string>();

  constructor(language: string) {
    this.#language = language;
    this.#stem = stemmerOf(language);
  }

  #stemOf(word: string): string {
    const known = this.#known.get(word);
    if (known !== undefined) return known;
    const stem = this.#stem(word.replace(/'$/, ""));
    this.#known.set(word, stem);
    return stem;
  }

  read(text: string): ReadWords {
    const words = tokensOf(text, this.#language).map((token) => ({
      stem: this.#stemOf(token.text.toLowerCase()),
      text: token.text.toLowerCase(),
    }));
    const at = new Map<string, number[]>();
    for (const [place, { stem }] of words.entries()) {
      const places = at.get(stem);
      if (places) places.push(place);
      else at.set(stem, [place]);
    }
    return { words, at };
  }

  wanted(words: string): Wanted {
    return { stems: this.read(words).words.map(({ stem }) => stem) };
  }

  /** As the text writes it; null when it does not stand there. */
  find({ words, at }: ReadWords, { stems }: Wanted): string | null {
    const [first = ""] = stems;
    for (const place of at.get(first) ?? []) {
      if (!stems.every((stem, index) => words[place + index]?.stem === stem)) continue;
      const spelled = words.slice(place, place + stems.length).map(({ text }) => text);
      return spelled.join(" ").replaceAll("' ", "'");
    }
    return null;
  }
}
