import { functionWordsOf } from "../text/function-words.ts";
import { negationsOf } from "../text/negations.ts";
import { withoutAccents } from "../text/prepare.ts";
import { languageOf, stemmerOf } from "../text/stems.ts";
import { tokensOf } from "../text/tokens.ts";

export type Kind = "content" | "function" | "negation" | "number";
/** A spelling as people typed it. `key` is its stem; a hyphenated word has the stems of its parts as well. */
export type Form = {
  readonly text: string;
  readonly kind: Kind;
  readonly key: number;
  /** Keys that count for grouping: none for a function word or a bare number, those of the parts for a hyphenated word. */
  readonly terms: readonly number[];
};
/** Between two words that punctuation parts. */
export const STOP = -1;

/** `sur` and `sûr` are two keys: one is a function word, the other is not. */
const MARKS: Readonly<Record<Kind, string>> = { content: "", number: "", function: ".", negation: "!" };
const NUMBER = /^[\p{N}]+$/u;

/** Words of many texts as numbers: each spelling is a form, each stem a key. */
export class Lexicon {
  readonly forms: Form[] = [];
  /** How often each form was read. */
  readonly uses: number[] = [];
  readonly #language: string;
  readonly #stem: (word: string) => string;
  readonly #functionWords;
  readonly #negations;
  readonly #formIds = new Map<string, number>();
  readonly #keyIds = new Map<string, number>();

  constructor(language: string) {
    this.#language = languageOf(language);
    this.#stem = stemmerOf(this.#language);
    this.#functionWords = functionWordsOf(this.#language);
    this.#negations = negationsOf(this.#language);
  }

  /** How many stems were met. */
  get keyCount(): number {
    return this.#keyIds.size;
  }

  /** The forms of a text in order, `STOP` where punctuation parts them; a hyphenated word is one. */
  read(text: string): Int32Array {
    const ids = this.look(text);
    for (const id of ids) if (id !== STOP) this.uses[id] = (this.uses[id] ?? 0) + 1;
    return ids;
  }

  /** The same of words that are no text of the corpus: their spelling is not counted. */
  look(text: string): Int32Array {
    const ids: number[] = [];
    let compound: string[] = [];
    const close = () => {
      if (compound.length > 0) ids.push(this.#formId(compound));
      compound = [];
    };
    for (const { text: word, link } of tokensOf(text, this.#language)) {
      if (link !== "hyphen" || compound.length === 0 || compound.length > 5) {
        close();
        if (link === "stop" && ids.length > 0) ids.push(STOP);
      }
      compound.push(word);
    }
    close();
    return Int32Array.from(ids);
  }

  /** The most frequent spelling of each key; of two, the one in lower case. */
  spellings(): readonly string[] {
    const best: number[] = [];
    for (const [id, { key, text }] of this.forms.entries()) {
      const held = best[key];
      const [uses, heldUses] = [this.uses[id] ?? 0, held === undefined ? -1 : (this.uses[held] ?? 0)];
      if (uses > heldUses || (uses === heldUses && text > (this.forms[held ?? 0]?.text ?? ""))) best[key] = id;
    }
    return best.map((id) => this.forms[id]?.text ?? "");
  }

  #formId(parts: readonly string[]): number {
    const text = parts.join("-");
    const known = this.#formIds.get(text);
    if (known !== undefined) return known;
    const id = this.forms.length;
    this.#formIds.set(text, id);
    this.forms.push(parts.length === 1 ? this.#single(text) : this.#compound(text, parts));
    this.uses.push(0);
    return id;
  }

  #single(text: string): Form {
    const word = text.toLowerCase();
    const bare = word.endsWith("'") ? word.slice(0, -1) : word;
    const kind = this.#kindOf(bare);
    const key = this.#keyId(`${MARKS[kind]}${this.#stemOf(bare, kind)}`);
    return { text, kind, key, terms: kind === "function" || kind === "number" ? [] : [key] };
  }

  #compound(text: string, parts: readonly string[]): Form {
    const singles = parts.map((part) => this.#single(part));
    const isFunction = this.#functionWords.has(text.toLowerCase()) || singles.every(({ kind }) => kind === "function");
    const key = this.#keyId(singles.map(({ key: part }) => part).join("-"));
    return {
      text,
      kind: isFunction ? "function" : "content",
      key,
      terms: isFunction ? [] : singles.flatMap(({ terms }) => terms),
    };
  }

  #kindOf(word: string): Kind {
    if (this.#negations.has(word) || (this.#language === "en" && word.endsWith("n't"))) return "negation";
    if (this.#functionWords.has(word)) return "function";
    if (NUMBER.test(word)) return "number";
    return /^\p{Script=Latin}$/u.test(word) ? "function" : "content";
  }

  #stemOf(word: string, kind: Kind): string {
    if (kind === "negation") return word === "n" ? "ne" : withoutAccents(word.replace(/^aucune$/, "aucun"));
    return kind === "content" ? this.#stem(word) || withoutAccents(word) : withoutAccents(word);
  }

  #keyId(key: string): number {
    const known = this.#keyIds.get(key) ?? this.#keyIds.size;
    this.#keyIds.set(key, known);
    return known;
  }
}
