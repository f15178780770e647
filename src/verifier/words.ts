// The words of the verifier, in both languages: one plain line for each thing that may be found.
import { ruleInFrench } from "./rules-in-french.ts";
import { SENTENCES } from "./sentences.ts";

export type Lang = "fr" | "en";
export type Params = Readonly<Record<string, string | number>>;

/** The reader's language, from the usual variables; English when it is not French. */
export function langOf(env: NodeJS.ProcessEnv): Lang {
  return /^fr/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || "") ? "fr" : "en";
}

const WORDS: Readonly<Record<keyof typeof SENTENCES, Readonly<Record<Lang, string>>>> = SENTENCES;

export type WordKey = keyof typeof WORDS;
export type Phrase = { readonly key: WordKey; readonly params: Params };

export function say({ key, params }: Phrase, lang: Lang): string {
  return WORDS[key][lang].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(params[name] ?? "?");
    return oneLine(name === "rule" && lang === "fr" ? ruleInFrench(value) : value);
  });
}

/** What was read may hold anything: a line stays a line, and a terminal is not commanded. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
}
