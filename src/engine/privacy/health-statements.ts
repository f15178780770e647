import { fold } from "../text/fold.ts";
import type { Finding, FindingReason } from "./finding.ts";
import {
  AGAINST,
  BEING,
  BEING_FILLERS,
  CARE_WORDS,
  CONDITION_WORDS,
  FILLERS,
  HAVING,
  HAVING_FILLERS,
  LINK_VERBS,
  NAMED_RELATIVES,
  PARTICIPLES,
  PERSON_WORDS,
  POSSESSIVES,
  QUALIFIERS,
  RELATIVES,
  SPECIALIST_WORDS,
} from "./health-words.ts";

type Word = { readonly key: string; readonly raw: string; readonly start: number; readonly end: number };
type Lexicon = ReadonlyMap<string, readonly (readonly string[])[]>;

const PERSON = lexicon(PERSON_WORDS);
const CONDITION = lexicon([...CONDITION_WORDS, ...CARE_WORDS]);
const SPECIALIST = lexicon(SPECIALIST_WORDS);
const BE = lexicon(BEING);
const HAVE = lexicon(HAVING);

/** Words between the subject and the illness, at most: beyond, it is another thought. */
const REACH = 14;
const SELF = new Set(["je", "j", "me", "m", "moi", "mon", "ma", "mes", "i", "my"]);
const HYPOTHESIS = new Set(["si", "quand", "lorsque", "if", "when", "que", "whether"]);
const OPENERS = new Set(
  "en tant que comme etant ayant moi meme as being having souffrant porteur atteint ancien".split(" "),
);
/** Those that may also stand in the middle: "Voilà ce que je vis en tant que patient diabétique, moi." */
const MIDDLE_OPENERS = new Set(["en", "comme", "etant", "as", "being"]);
const SUFFERING = new Set(["atteint", "souffrant", "porteur", "victime", "ayant", "having", "with"]);

/**
 * Likely statements about the health of the writer or of somebody near: a mark of a person ("je", "ma fille"), an illness
 * or a care, and only little words between them. "Les patients diabétiques doivent…" has no such mark.
 */
export function findHealthStatements(text: string): Finding[] {
  return sentencesOf(text).flatMap((words) => {
    const findings: Finding[] = [];
    for (let at = 0; at < words.length; at += 1) {
      const found =
        ownStatement(words, at) ?? relativeStatement(words, at) ?? possession(words, at) ?? opening(words, at);
      if (found === null) continue;
      const [start, end] = [words[at]?.start ?? 0, words[found.last]?.end ?? 0];
      findings.push({ kind: "health", why: found.why, start, end, excerpt: text.slice(start, end) });
      at = found.last;
    }
    return findings;
  });
}

type Found = { readonly last: number; readonly why: FindingReason };

/** "je suis (très) diabétique", "j'ai été hospitalisée", "j'ai eu un cancer", "I take insulin". */
function ownStatement(words: readonly Word[], at: number): Found | null {
  if (HYPOTHESIS.has(words[at - 1]?.key ?? "")) return null;
  const having = phraseAt(HAVE, words, at);
  const being = phraseAt(BE, words, at);
  return (being > 0 ? afterBeing(words, at + being) : null) ?? (having > 0 ? afterHaving(words, at + having) : null);
}

function afterBeing(words: readonly Word[], from: number): Found | null {
  for (let at = from; at < from + REACH && at < words.length; at += 1) {
    const person = phraseAt(PERSON, words, at);
    if (person > 0 && isMeant(words, at + person)) return { last: at + person - 1, why: "ownHealth" };
    const condition = at > from ? phraseAt(CONDITION, words, at) : 0;
    if (condition > 0) return { last: at + condition - 1, why: "ownHealth" };
    const key = words[at]?.key ?? "";
    if (!isIn(FILLERS, key) && !isOne(BEING_FILLERS, key)) return null;
  }
  return null;
}

function afterHaving(words: readonly Word[], from: number): Found | null {
  let hasRelative = false;
  for (let at = from; at < from + REACH && at < words.length; at += 1) {
    const condition = phraseAt(CONDITION, words, at);
    if (condition > 0) return { last: at + condition - 1, why: hasRelative ? "relativeHealth" : "ownHealth" };
    const person = hasRelative ? phraseAt(PERSON, words, at) : 0;
    if (person > 0) return { last: at + person - 1, why: "relativeHealth" };
    const key = words[at]?.key ?? "";
    if (isIn(HAVING_FILLERS, key)) hasRelative = true;
    else if (!isIn(FILLERS, key)) return null;
  }
  return null;
}

/** "mon mari a un cancer", "ma fille, qui a six ans, est asthmatique", "my mother's diabetes", "mon fils autiste". */
function relativeStatement(words: readonly Word[], at: number): Found | null {
  const relative = relativeAt(words, at);
  if (relative === 0) return null;
  const from = at + relative;
  for (let place = from; place < from + REACH && place < words.length; place += 1) {
    if (["que", "sur", "that", "about"].includes(words[place]?.key ?? "")) return null;
    const length = Math.max(phraseAt(PERSON, words, place), phraseAt(CONDITION, words, place));
    if (length === 0 || !isMeant(words, place + length)) continue;
    let before = place - 1;
    while (before >= from && isIn(FILLERS, words[before]?.key ?? "") && !isVerb(words, before)) before -= 1;
    if (before < from || isVerb(words, before) || isParticiple(words, before, from))
      return { last: place + length - 1, why: "relativeHealth" };
  }
  return null;
}

/** "mon cancer", "ma chimio", "mon oncologue", "le diabète de ma fille". */
function possession(words: readonly Word[], at: number): Found | null {
  const key = words[at]?.key ?? "";
  if (POSSESSIVES.has(key) && key !== "notre" && key !== "nos" && key !== "our") {
    const thing = QUALIFIERS.has(words[at + 1]?.key ?? "") ? at + 2 : at + 1;
    const condition = phraseAt(CONDITION, words, thing);
    const against = isIn(AGAINST, words[thing]?.key ?? "") ? afterHaving(words, thing + 1) : null;
    if (against !== null) return against;
    if (condition > 0) return { last: thing + condition - 1, why: "ownHealth" };
    const specialist = phraseAt(SPECIALIST, words, thing);
    if (specialist > 0 && key !== "mes") return { last: thing + specialist - 1, why: "ownCare" };
  }
  const condition = phraseAt(CONDITION, words, at);
  for (let place = at + condition; condition > 0 && place < at + condition + 4; place += 1) {
    const relative = relativeAt(words, place);
    if (relative > 0 && place > at + condition) return { last: place + relative - 1, why: "relativeHealth" };
    if (!["de", "d", "of", "du", "type", "1", "2", "dont", "souffre"].includes(words[place]?.key ?? "")) return null;
  }
  return null;
}

/** "Diabétique depuis vingt ans, je…", "Maman d'un enfant autiste, je…", "As a deaf person, I…". */
function opening(words: readonly Word[], at: number): Found | null {
  if (at > 0 && !MIDDLE_OPENERS.has(words[at]?.key ?? "")) return null;
  if (/^(?:un|une|le|la|l|les|des|du|de|pour|the|a|an|contre|avec|with|for|par)$/.test(words[at]?.key ?? ""))
    return null;
  let mayHave = false;
  for (let place = at; place < at + 7 && place < words.length; place += 1) {
    const key = words[place]?.key ?? "";
    const person = key.endsWith("s") ? 0 : phraseAt(PERSON, words, place);
    const length = Math.max(person, mayHave ? phraseAt(CONDITION, words, place) : 0);
    if (length > 0) {
      const rest = words.slice(place + length, place + length + 40);
      return rest.some((word) => SELF.has(word.key)) ? { last: place + length - 1, why: "ownHealth" } : null;
    }
    if (isIn(SUFFERING, key)) mayHave = true;
    if (!isIn(OPENERS, key) && !isIn(FILLERS, key) && !isOne(BEING_FILLERS, key)) return null;
  }
  return null;
}

/** Number of words of a relative with its possessive at this place, or 0. */
function relativeAt(words: readonly Word[], at: number): number {
  if (at === 0 && NAMED_RELATIVES.has(words[at]?.key ?? "")) return 1;
  if (!POSSESSIVES.has(words[at]?.key ?? "")) return 0;
  for (let place = at + 1; place <= at + 3; place += 1) {
    const key = words[place]?.key ?? "";
    const pair = `${key} ${words[place + 1]?.key ?? ""}`;
    if (RELATIVES.has(pair)) return place + 2 - at;
    if (RELATIVES.has(key)) return place + 1 - at;
    if (!QUALIFIERS.has(key)) return 0;
  }
  return 0;
}

/** "sourd aux critiques", "handicapé par la lenteur", "aveugle de colère": not said of a body. */
function isMeant(words: readonly Word[], next: number): boolean {
  if (["colere", "rage"].includes(words[next + 1]?.key ?? "")) return false;
  return !["par", "aux", "by", "to"].includes(words[next]?.key ?? "");
}

/** Neither `à` nor the article of "in a ward" is the verb `a`, though all fold to the same. */
function isVerb(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined || !isIn(LINK_VERBS, word.key)) return false;
  if (word.key !== "a") return true;
  return word.raw.toLowerCase() === "a" && !ENGLISH_BEFORE_ARTICLE.has(words[at - 1]?.key ?? "");
}
const ENGLISH_BEFORE_ARTICLE = new Set([
  "in",
  "is",
  "of",
  "with",
  "on",
  "at",
  "for",
  "as",
  "has",
  "had",
  "was",
  "from",
  "to",
]);

function isParticiple(words: readonly Word[], at: number, from: number): boolean {
  const isThere = isIn(PARTICIPLES, words[at]?.key ?? "");
  return isThere && (at === from || ["ete", "est", "been", "was", "is"].includes(words[at - 1]?.key ?? ""));
}

/** In the set, feminine or not, but not plural: "je suis une patiente", never "je suis des patients". */
function isOne(set: ReadonlySet<string>, key: string): boolean {
  return set.has(key) || (key.endsWith("e") && set.has(key.slice(0, -1)));
}

function isIn(set: ReadonlySet<string>, key: string): boolean {
  return set.has(key) || singulars(key).some((form) => set.has(form));
}

/** Number of words of the longest phrase of a lexicon that begins at this place, or 0. */
function phraseAt(known: Lexicon, words: readonly Word[], at: number): number {
  const first = words[at]?.key ?? "";
  let longest = 0;
  for (const form of [first, ...singulars(first)])
    for (const rest of known.get(form) ?? []) {
      const isThere = rest.every((key, i) => {
        const other = words[at + 1 + i]?.key ?? "";
        return other === key || singulars(other).includes(key);
      });
      if (isThere) longest = Math.max(longest, rest.length + 1);
    }
  return longest;
}

/** `opérées` is `opere`: without the marks of feminine and plural. */
function singulars(key: string): string[] {
  if (key.length < 3) return [];
  const single = key.endsWith("s") ? key.slice(0, -1) : key;
  return single.endsWith("e") ? [single, single.slice(0, -1)] : [single];
}

function lexicon(phrases: readonly string[]): Lexicon {
  const known = new Map<string, string[][]>();
  for (const phrase of phrases) {
    const [first = "", ...rest] = fold(phrase).split(" ");
    const others = known.get(first) ?? [];
    others.push(rest);
    known.set(first, others);
  }
  return known;
}

/** The words of each sentence. A colon or a semicolon ends one too: what follows has its own subject. */
function sentencesOf(text: string): Word[][] {
  const sentences: Word[][] = [[]];
  let last = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu)) {
    if (/[.!?…;:\n]/.test(text.slice(last, match.index))) sentences.push([]);
    last = match.index + match[0].length;
    sentences.at(-1)?.push({ key: keyOf(match[0]), raw: match[0], start: match.index, end: last });
  }
  return sentences;
}

function keyOf(word: string): string {
  return /^[a-z0-9]+$/.test(word) ? word : fold(word);
}
