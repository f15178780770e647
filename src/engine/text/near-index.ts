import { type GuardFlag, guardFlags } from "./guard.ts";
import { PrefixIndex } from "./prefix-index.ts";
import { prepareText, wordsOf } from "./prepare.ts";
import { Shapes } from "./shapes.ts";
import { NEAR, requiredSimilarity, textSimilarity } from "./trigrams.ts";

export type NearText = { readonly slot: number; readonly similarity: number; readonly flags: readonly GuardFlag[] };

/** How alike two texts are, and what a person has to look at before grouping them; null when they are no near-duplicates. */
export function compareTexts(a: string, b: string): Omit<NearText, "slot"> | null {
  const [x, y] = [prepareText(a), prepareText(b)];
  if (x === y) return { similarity: 1, flags: [] };
  const similarity = textSimilarity(a, b);
  if (similarity < requiredSimilarity(x, y)) return null;
  return { similarity, flags: guardFlags(wordsOf(x).sort(), wordsOf(y).sort()) };
}

/** Kept between texts: answers for one new text in milliseconds, exactly, whatever was added before. */
export class NearIndex {
  readonly #shapes: Shapes;
  readonly #index: PrefixIndex;
  readonly #prepared: string[] = [];
  readonly #words: (readonly string[] | undefined)[] = [];

  /** `sample` tells which trigrams are rare; its texts are not in the index. */
  constructor(sample: readonly string[], threshold = NEAR) {
    this.#shapes = new Shapes(sample.map(prepareText));
    this.#index = new PrefixIndex(threshold);
  }

  /** The slot of the text: 0 for the first, 1 for the next. */
  add(text: string): number {
    const prepared = prepareText(text);
    this.#prepared.push(prepared);
    this.#words.push(undefined);
    return this.#index.add(this.#shapes.shapeOf(prepared));
  }

  remove(slot: number): void {
    this.#index.remove(slot);
    this.#prepared[slot] = "";
    this.#words[slot] = undefined;
  }

  #sortedWords(slot: number): readonly string[] {
    const words = this.#words[slot] ?? wordsOf(this.#prepared[slot] ?? "").sort();
    this.#words[slot] = words;
    return words;
  }

  /** Near-duplicates of a text among those of the index, the most alike first. */
  near(text: string): NearText[] {
    const prepared = prepareText(text);
    const words = wordsOf(prepared).sort();
    return this.#index
      .near(this.#shapes.shapeOf(prepared))
      .filter(({ slot, similarity }) => similarity >= requiredSimilarity(prepared, this.#prepared[slot] ?? ""))
      .map(({ slot, similarity }) => ({
        slot,
        similarity,
        flags: guardFlags(words, this.#sortedWords(slot)),
      }))
      .sort((a, b) => b.similarity - a.similarity || a.slot - b.slot);
  }
}
