/** A heading (level 1 to 6, 0 for the title of the document) or a paragraph; `line` is its number in the file. */
export type FileBlock = { readonly line: number; readonly text: string; readonly level: number | null };

/** Something that was not taken as it stands, with the words concerned; `line` is the number of the paragraph. */
export type Finding = { readonly line: number; readonly kind: FindingKind; readonly words: string };

/** Taken in another form, or with a doubt. */
export const TAKEN_KINDS = ["table", "insertion", "number", "link", "textBox", "boldLine"] as const;
/** Not taken. */
export const LEFT_KINDS = [
  "deletion",
  "comment",
  "footnote",
  "image",
  "object",
  "equation",
  "hidden",
  "contents",
  "headerFooter",
  "ownLines",
  "listNumbers",
] as const;
export type FindingKind = (typeof TAKEN_KINDS)[number] | (typeof LEFT_KINDS)[number];

export type FileRefusal =
  | "docxNotWord"
  | "docxTooLarge"
  | "docxEncrypted"
  | "docxMacros"
  | "odtNotText"
  | "odtTooLarge"
  | "odtEncrypted"
  | "odtMacros";

/** What a file for office programs says, as plain text: whatever it holds, it runs nothing. */
export type TextFile = {
  readonly blocks: readonly FileBlock[];
  readonly subtitle: string | null;
  /** Its main language, when it says one: `fr`, `en`. */
  readonly language: string | null;
  readonly findings: readonly Finding[];
  /** Lines under the styles that our own files carry: what identifies the edition they were made from. */
  readonly ownWords: string;
};
export type FileReading = TextFile | { readonly refusal: FileRefusal };

/**
 * A text of 4 million characters is 4 to 10 MB of XML and takes about 100 MB while it is read. Ordinary files deflate 5 to
 * 30 times, very repetitive ones 100; bombs start at 1,000.
 */
export const FILE_LIMITS = {
  archive: 20_000_000,
  entries: 3_000,
  inflated: 10_000_000,
  ratio: 250,
  depth: 100,
  elements: 150_000,
} as const;

const FINDINGS_AT_MOST = 2_000;
const WORDS_SHOWN = 160;
const OWN_WORDS_AT_MOST = 10_000;

/** Blocks and findings in the order of the file, paragraph after paragraph. */
export class Gathering {
  readonly blocks: FileBlock[] = [];
  readonly findings: Finding[] = [];
  /** Number of the current paragraph. */
  line = 0;
  ownWords = "";

  /** A paragraph without words is nothing; a heading without words is something to correct. */
  add(text: string, level: number | null = null): void {
    const words = text.replace(/\s+/g, " ").trim();
    if (words !== "" || level !== null) this.blocks.push({ line: this.line, text: words, level });
  }

  /** A line of our own files: kept apart, said once. */
  addOwn(words: string): void {
    if (words.trim() === "") return;
    if (this.ownWords === "") this.note("ownLines", words);
    if (this.ownWords.length < OWN_WORDS_AT_MOST) this.ownWords += `${words}\n`;
  }

  note(kind: FindingKind, words: string): void {
    if (this.findings.length >= FINDINGS_AT_MOST) return;
    const plain = words.replace(/\s+/g, " ").trim();
    const shown = plain.length > WORDS_SHOWN ? `${plain.slice(0, WORDS_SHOWN).toWellFormed()}…` : plain;
    this.findings.push({ line: Math.max(1, this.line), kind, words: shown });
  }
}
