import { type Form, type Lexicon, STOP } from "./lexicon.ts";

/** A place in a text and a number of words. */
export type Occurrence = { readonly text: Int32Array; readonly at: number; readonly words: number };

export const LONGEST_PHRASE = 4;
/** How many words back a negation is looked for. */
const BACK = 2;

const letters = (text: string): number => text.replace(/'$/, "").length;
const carries = ({ kind }: Form): boolean => kind === "content" || kind === "number";

export const canStart = (form: Form | undefined): boolean =>
  form !== undefined && carries(form) && letters(form.text) >= 2;
export const canEnd = (form: Form | undefined): boolean =>
  form !== undefined && carries(form) && letters(form.text) >= 3;

export function keysOf({ text, at, words }: Occurrence, { forms }: Lexicon): number[] {
  return Array.from(text.subarray(at, at + words), (id) => forms[id]?.key ?? -1);
}

/** True when the words of one are consecutive words of the other. */
export function isWithin(keys: readonly number[], of: readonly number[]): boolean {
  for (let at = 0; at + keys.length <= of.length; at += 1) {
    if (keys.every((key, i) => of[at + i] === key)) return true;
  }
  return false;
}

/** As typed; `'` joins. */
function spelling(text: Int32Array, from: number, to: number, { forms }: Lexicon): string {
  let written = "";
  for (let at = from; at < to; at += 1) {
    written += `${written === "" || written.endsWith("'") ? "" : " "}${forms[text[at] ?? 0]?.text ?? ""}`;
  }
  return written;
}

/** Where a negation stands within two words before, else the place itself. */
function negatedFrom({ text, at }: Occurrence, { forms }: Lexicon): number {
  for (let back = 1; back <= BACK; back += 1) {
    const id = text[at - back] ?? STOP;
    if (id === STOP) return at;
    if (forms[id]?.kind === "negation") return at - back;
  }
  return at;
}

/** How a phrase is shown: in its most frequent spelling, with the negation that stands before it more often than not. */
export class Spellings {
  readonly #plain = new Map<string, number>();
  readonly #negated = new Map<string, number>();
  #all = 0;
  #denied = 0;

  add(occurrence: Occurrence, lexicon: Lexicon): void {
    const { text, at, words } = occurrence;
    const from = negatedFrom(occurrence, lexicon);
    this.#all += 1;
    count(this.#plain, spelling(text, at, at + words, lexicon));
    if (from === at) return;
    this.#denied += 1;
    count(this.#negated, spelling(text, from, at + words, lexicon));
  }

  shown(): string {
    return mostFrequent(this.#denied * 2 > this.#all ? this.#negated : this.#plain);
  }
}

function count(counts: Map<string, number>, text: string): void {
  counts.set(text, (counts.get(text) ?? 0) + 1);
}

function mostFrequent(counts: ReadonlyMap<string, number>): string {
  let best = "";
  for (const [text, uses] of counts) {
    const held = counts.get(best) ?? 0;
    if (uses > held || (uses === held && text > best)) best = text;
  }
  return best;
}
