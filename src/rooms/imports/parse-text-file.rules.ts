import { isLang } from "#kernel/lang.ts";
import { readHeading } from "./heading-code.rules.ts";
import type { ImportResult } from "./imported-document.rules.ts";
import { type Block, type ImportDefaults, readOutline } from "./outline-document.rules.ts";

type Refusal =
  | "docxNotWord"
  | "docxTooLarge"
  | "docxEncrypted"
  | "docxMacros"
  | "odtNotText"
  | "odtTooLarge"
  | "odtEncrypted"
  | "odtMacros";

/** What reading a Word or OpenDocument file gives: its headings and paragraphs, or why it cannot be read. */
export type FileWords =
  | { readonly blocks: readonly Block[]; readonly subtitle?: string | null; readonly language?: string | null }
  | { readonly refusal: Refusal };

/** A roadmap or doctrine from such a file. The `line` of elements and problems is the number of the paragraph. */
export function parseRoadmapFile(words: FileWords, defaults: ImportDefaults = {}): ImportResult {
  if ("refusal" in words) {
    const messageKey = `import.problem.${words.refusal}` as const;
    return { isValid: false, problems: [{ line: 1, path: "", messageKey, params: {} }] };
  }
  const { subtitle, language } = words;
  return readOutline(words.blocks, {
    ...(subtitle ? { subtitle } : {}),
    ...(isLang(language ?? undefined) && language ? { language } : {}),
    ...defaults,
  });
}

/** Numbers of passages by their place in reading order, from 0: "A1-a.2". */
export type PassageNumbers = ReadonlyMap<number, string>;

const NUMBERED = /^(\S{1,48}\.\d{1,3})\s+(\S[\s\S]*)$/;

/** Our own files write the number of each passage before its words: it says which passage it is, and is no part of it. */
export function takeNumbers(blocks: readonly Block[]): {
  readonly blocks: readonly Block[];
  readonly numbers: PassageNumbers;
} {
  const numbers = new Map<number, string>();
  let code: string | null = null;
  let index = 0;
  let isInside = false;
  const bare = blocks.map((block) => {
    if (block.level !== null) {
      isInside ||= block.level > 0;
      code = block.level > 0 ? readHeading(block.text).code : code;
      return block;
    }
    if (!isInside) return block;
    const [, number, words] = NUMBERED.exec(block.text) ?? [];
    const place = index;
    index += 1;
    if (number === undefined || words === undefined || code === null) return block;
    if (number.slice(0, number.lastIndexOf(".")) !== code) return block;
    numbers.set(place, number);
    return { ...block, text: words };
  });
  return { blocks: bare, numbers };
}

/** The text and the edition that our own files name: `…/textes/feuille-de-route/editions/2`. */
export function madeFrom(ownWords: string): { readonly document: string; readonly edition: number } | null {
  const [, document, edition] = /\/textes\/([a-z0-9-]{1,100})\/editions\/(\d{1,6})(?!\d)/.exec(ownWords) ?? [];
  return document && edition ? { document, edition: Number(edition) } : null;
}
