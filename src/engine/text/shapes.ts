import { withoutAccents, wordsOf } from "./prepare.ts";
import { cosine } from "./trigrams.ts";

/** The set of trigrams of a text as numbers in growing order: the rarer the trigram, the smaller its number. */
export type Shape = Int32Array;

/** Longer words are cut anew each time: nobody repeats them, and a hostile text could be one of them. */
const REMEMBERED_WORD = 40;

/** Numbers the trigrams of many texts, from rare to common. Texts that come later get their new trigrams before all others. */
export class Shapes {
  readonly #numbers = new Map<string, number>();
  readonly #words = new Map<string, Int32Array>();
  readonly #seenBy: number[] = [];
  readonly #ranks: Int32Array;
  #reader = 0;
  /** One for each text given, in the same order. */
  readonly all: readonly Shape[];

  constructor(prepared: readonly string[]) {
    const counts: number[] = [];
    const sets = prepared.map((text) => {
      const set = this.#numbersOf(text);
      for (const number of set) counts[number] = (counts[number] ?? 0) + 1;
      return set;
    });
    const byRarity = Array.from(counts.keys()).sort((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0) || a - b);
    this.#ranks = new Int32Array(counts.length);
    for (const [rank, number] of byRarity.entries()) this.#ranks[number] = rank;
    this.all = sets.map((set) => this.#ranked(set));
  }

  /** How many trigrams the first texts had between them. */
  get width(): number {
    return this.#ranks.length;
  }

  shapeOf(prepared: string): Shape {
    return this.#ranked(this.#numbersOf(prepared));
  }

  #ranked(set: Int32Array): Shape {
    // a trigram that the first texts did not have is rarer than all theirs
    return set.map((number) => (number < this.#ranks.length ? (this.#ranks[number] ?? 0) : -number)).sort();
  }

  #numbersOf(prepared: string): Int32Array {
    this.#reader += 1;
    const found: number[] = [];
    for (const word of wordsOf(withoutAccents(prepared))) {
      for (const number of this.#numbersOfWord(word)) {
        if (this.#seenBy[number] === this.#reader) continue;
        this.#seenBy[number] = this.#reader;
        found.push(number);
      }
    }
    return Int32Array.from(found);
  }

  #numbersOfWord(word: string): Int32Array {
    const known = this.#words.get(word);
    if (known) return known;
    const letters = [" ", ...word, " "];
    const numbers = new Int32Array(letters.length - 2);
    for (let i = 0; i + 2 < letters.length; i += 1) {
      numbers[i] = this.#numberOf(`${letters[i]}${letters[i + 1]}${letters[i + 2]}`);
    }
    if (word.length <= REMEMBERED_WORD) this.#words.set(word, numbers);
    return numbers;
  }

  #numberOf(trigram: string): number {
    const known = this.#numbers.get(trigram) ?? this.#numbers.size;
    this.#numbers.set(trigram, known);
    return known;
  }
}

/** The smallest number of common trigrams that makes two sets alike. */
export function neededCommon(threshold: number, sizeA: number, sizeB: number): number {
  return Math.ceil(threshold * Math.sqrt(sizeA * sizeB) - 1e-9);
}

/** The similarity of two shapes, or null below the threshold; ends as soon as it cannot be reached. */
export function similarityAbove(threshold: number, a: Shape, b: Shape): number | null {
  const needed = neededCommon(threshold, a.length, b.length);
  if (needed <= 0 || needed > Math.min(a.length, b.length)) return null;
  let [i, j, common] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const [x, y] = [a[i] ?? 0, b[j] ?? 0];
    if (x === y) {
      common += 1;
      i += 1;
      j += 1;
    } else if (x < y) {
      i += 1;
      if (common + a.length - i < needed) return null;
    } else {
      j += 1;
      if (common + b.length - j < needed) return null;
    }
  }
  return common >= needed ? cosine(common, a.length, b.length) : null;
}
