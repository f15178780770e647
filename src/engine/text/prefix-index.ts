import { neededCommon, type Shape, similarityAbove } from "./shapes.ts";

export type Neighbour = { readonly slot: number; readonly similarity: number };

/**
 * Exact search of the texts alike (prefix filter: Chaudhuri, Ganti and Kaushik 2006; places: Xiao and others 2008). Two texts
 * above the threshold t have sizes within t² of each other and share one of the first |T| − ⌈t²·|T|⌉ + 1 trigrams of each,
 * from rare to common. Slots are given in order: 0 to the first text added, 1 to the next.
 */
export class PrefixIndex {
  readonly #threshold: number;
  readonly #shapes: (Shape | undefined)[] = [];
  /** By slot; 0 once removed. */
  readonly #sizes: number[] = [];
  /** By trigram: slot, place in that text, slot, place… */
  readonly #holders = new Map<number, number[]>();
  readonly #matches: number[] = [];

  constructor(threshold: number) {
    this.#threshold = threshold;
  }

  /** The slot of the text. */
  add(shape: Shape): number {
    const slot = this.#shapes.push(shape) - 1;
    this.#sizes.push(shape.length);
    this.#matches.push(0);
    const held = this.#prefixOf(shape);
    for (let place = 0; place < held; place += 1) {
      const holders = this.#holders.get(shape[place] ?? 0);
      if (holders) holders.push(slot, place);
      else this.#holders.set(shape[place] ?? 0, [slot, place]);
    }
    return slot;
  }

  /** The slot is found no more; what it held is skipped. */
  remove(slot: number): void {
    this.#shapes[slot] = undefined;
    this.#sizes[slot] = 0;
  }

  /** Texts of the index at least as alike as the threshold, by slot. */
  near(shape: Shape): Neighbour[] {
    return this.#candidates(shape)
      .sort((a, b) => a - b)
      .flatMap((slot) => {
        const similarity = similarityAbove(this.#threshold, shape, this.#shapes[slot] ?? new Int32Array());
        return similarity === null ? [] : [{ slot, similarity }];
      });
  }

  #prefixOf(shape: Shape): number {
    return shape.length === 0 ? 0 : shape.length - this.#smallest(shape.length) + 1;
  }

  #smallest(size: number): number {
    return Math.max(1, Math.ceil(this.#threshold ** 2 * size - 1e-9));
  }

  #candidates(shape: Shape): number[] {
    const size = shape.length;
    const [smallest, largest] = [this.#smallest(size), size / this.#threshold ** 2 + 1e-9];
    const needed = this.#neededBySize(size, smallest, largest);
    const touched: number[] = [];
    const [matches, sizes] = [this.#matches, this.#sizes];
    const asked = this.#prefixOf(shape);
    for (let place = 0; place < asked; place += 1) {
      const holders = this.#holders.get(shape[place] ?? 0);
      if (!holders) continue;
      for (let at = 0; at < holders.length; at += 2) {
        const slot = holders[at] as number;
        const before = matches[slot] as number;
        if (before < 0) continue;
        const other = sizes[slot] as number;
        if (other < smallest || other > largest) continue;
        const rest = Math.min(size - place, other - (holders[at + 1] as number));
        if (before === 0) touched.push(slot);
        // below zero: the common trigrams left cannot be enough
        matches[slot] = before + rest < (needed[other - smallest] as number) ? -1 : before + 1;
      }
    }
    const kept = touched.filter((slot) => (matches[slot] ?? 0) > 0);
    for (const slot of touched) matches[slot] = 0;
    return kept;
  }

  /** How many trigrams this size and each size from the smallest to the largest must have in common. */
  #neededBySize(size: number, smallest: number, largest: number): Int32Array {
    const needed = new Int32Array(Math.max(0, Math.floor(largest) - smallest + 1));
    for (let i = 0; i < needed.length; i += 1) needed[i] = neededCommon(this.#threshold, size, smallest + i);
    return needed;
  }
}
