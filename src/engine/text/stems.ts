import { newStemmer } from "snowball-stemmers";
import { withoutAccents } from "./prepare.ts";

/** Languages that have a Snowball stemmer, by their ISO 639-1 code. Words of the others are compared as they are. */
const ALGORITHMS: Readonly<Record<string, string>> = {
  ar: "arabic",
  ca: "catalan",
  cs: "czech",
  da: "danish",
  de: "german",
  en: "english",
  es: "spanish",
  eu: "basque",
  fi: "finnish",
  fr: "french",
  ga: "irish",
  hu: "hungarian",
  hy: "armenian",
  it: "italian",
  nb: "norwegian",
  nl: "dutch",
  nn: "norwegian",
  no: "norwegian",
  pt: "portuguese",
  ro: "romanian",
  ru: "russian",
  sl: "slovene",
  sv: "swedish",
  ta: "tamil",
  tr: "turkish",
};
/** Nobody inflects a longer word: it is an address, a laugh or an attack. */
const LONGEST_WORD = 60;

/** `fr-FR` and `FR` are `fr`. */
export const languageOf = (tag: string): string => tag.toLowerCase().split(/[-_]/)[0] ?? "";

/** Gives the stem of lower-case words, accents removed after: `santé`, `sante` and `santés` have one. */
export function stemmerOf(language: string): (word: string) => string {
  const algorithm = ALGORITHMS[languageOf(language)];
  if (algorithm === undefined) return withoutAccents;
  const stemmer = newStemmer(algorithm);
  return (word) => withoutAccents(word.length > LONGEST_WORD ? word : stemmer.stem(word));
}
