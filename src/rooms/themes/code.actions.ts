import { Conflict, Invalid, NotFound, Refused } from "#kernel/errors.ts";
import type { ProcessId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { Actor } from "#platform/http/world.ts";
import { type CodedItem, findCodedItem } from "./code.queries.ts";
import { insertCode, insertUnplaced, removeCode, removeUnplaced } from "./code.store.ts";
import { CODERS, makerAs } from "./maker.rules.ts";
import { findQuote, type Quote, quotesOfSentences, sentencesOf, wordsMark } from "./quote.rules.ts";
import { activeThemes } from "./theme.queries.ts";
import type { Theme } from "./theme.rules.ts";

type On = { readonly processId: ProcessId; readonly number: number };
export type CodeInput = On & {
  /** Codes of themes. */
  readonly themes: readonly string[];
  readonly sentences: readonly string[];
  readonly pasted: string;
  /** `wordsMark` of the words on the page where the sentences were chosen. */
  readonly seen: string;
};

async function itemToCode(tx: Tx, { processId, number }: On): Promise<CodedItem> {
  const item = await findCodedItem(tx, processId, number);
  if (!item) throw new NotFound();
  if (item.openSample !== null) throw new Refused("coding.error.inSample", { sample: item.openSample });
  return item;
}

/** Themes by their codes; throws when one is no longer in use. */
export async function chosenThemes(tx: Tx, processId: ProcessId, codes: readonly string[]): Promise<readonly Theme[]> {
  const active = await activeThemes(tx, processId);
  const chosen = active.filter(({ code }) => codes.includes(code));
  if (chosen.length < new Set(codes).size) throw new Conflict("coding.error.themeGone");
  return chosen;
}

/** What the form chose: pasted words and sentences each give a quote; nothing chosen is the whole contribution. */
function chosenQuotes(item: CodedItem, { sentences, pasted, seen }: CodeInput): readonly (Quote | null)[] {
  if (sentences.length > 0 && seen !== wordsMark(item)) throw new Conflict("coding.error.wordsChanged");
  const known = new Set(sentencesOf(item).map(({ id }) => id));
  if (sentences.some((id) => !known.has(id))) throw new Conflict("coding.error.wordsChanged");
  const quotes: Quote[] = [...quotesOfSentences(item, sentences)];
  if (pasted.trim() !== "") {
    const quote = findQuote(item, pasted);
    if (!quote) throw new Invalid({ pasted: "coding.error.notInWords" });
    quotes.push(quote);
  }
  return quotes.length > 0 ? quotes : [null];
}

/** A person attaches a contribution, or words of it, to themes. What is there already is not doubled. */
export async function codeContribution(actor: Actor, input: CodeInput): Promise<void> {
  const maker = makerAs(actor.viewer, CODERS);
  if (input.themes.length === 0) throw new Invalid({ theme: "coding.error.chooseTheme" });
  await actor.sql.begin(async (tx) => {
    const item = await itemToCode(tx, input);
    const quotes = chosenQuotes(item, input);
    for (const theme of await chosenThemes(tx, input.processId, input.themes)) {
      for (const quote of quotes) {
        await insertCode(tx, { contributionId: item.id, themeId: theme.id, quote, origin: "person" }, maker);
      }
    }
    await removeUnplaced(tx, item.id, maker);
  });
}

/** The code ends with its date; the row stays. Ended already: nothing is left to do. */
export async function removeCodeFrom(actor: Actor, on: On, codeId: string): Promise<void> {
  const maker = makerAs(actor.viewer, CODERS);
  await actor.sql.begin(async (tx) => {
    const item = await itemToCode(tx, on);
    await removeCode(tx, codeId, item.id, maker);
  });
}

/** No theme fits: the contribution goes to the shelf of those, which is read too. */
export async function setAside(actor: Actor, on: On): Promise<void> {
  const maker = makerAs(actor.viewer, CODERS);
  await actor.sql.begin(async (tx) => {
    const item = await itemToCode(tx, on);
    await insertUnplaced(tx, item.id, maker);
  });
}

export async function takeBackFromAside(actor: Actor, on: On): Promise<void> {
  const maker = makerAs(actor.viewer, CODERS);
  await actor.sql.begin(async (tx) => {
    const item = await itemToCode(tx, on);
    await removeUnplaced(tx, item.id, maker);
  });
}
