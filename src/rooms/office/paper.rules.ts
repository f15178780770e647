import type { Lang } from "#kernel/lang.ts";

/** How words are marked; each mark must be readable in black and white, and be said in words where it matters. */
type Mark = "strong" | "added" | "removed" | "note";

export type Span = {
  readonly text: string;
  readonly mark?: Mark;
  /** An address of the site, in full. */
  readonly href?: string;
};

/** `lang` is the language of the words when it is not the paper's. */
export type Block =
  | { readonly kind: "heading"; readonly level: number; readonly text: string; readonly lang?: string }
  | { readonly kind: "paragraph"; readonly number?: string; readonly spans: readonly Span[]; readonly lang?: string }
  | { readonly kind: "aside"; readonly spans: readonly Span[]; readonly lang?: string }
  | { readonly kind: "list"; readonly items: readonly (readonly Span[])[]; readonly lang?: string }
  | {
      readonly kind: "table";
      readonly caption: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
      readonly lang?: string;
    };

export type Fact = { readonly term: string; readonly spans: readonly Span[] };

/** A document for paper or for an office program: what all three kinds of file are made of. */
export type Paper = {
  readonly lang: Lang;
  readonly title: string;
  readonly titleLang: string;
  readonly subtitle: string | null;
  readonly author: string;
  readonly description: string;
  /** At the top of each page: what this is. */
  readonly header: string;
  /** At the foot of each page: where it lives. */
  readonly address: string;
  readonly facts: readonly Fact[];
  readonly blocks: readonly Block[];
  readonly words: { readonly contents: string; readonly page: string; readonly of: string };
};

/** Controls that mean nothing on paper; and marks of direction, which could turn the words of others around. */
const UNPRINTABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]|[\u{e0000}-\u{e0fff}]/gu;

/** Words as each of the formats can hold them: well-formed, no control but line ends; a tab is a space. */
export function printable(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, "\n").replaceAll("\t", " ").replace(UNPRINTABLE, "");
}

type Value = string | number | null | undefined | readonly Value[] | { readonly [key: string]: Value };

/** The same paper, each of its texts changed. */
function withTexts(paper: Paper, change: (text: string) => string): Paper {
  const changed = (value: Value): Value => {
    if (typeof value === "string") return change(value);
    if (value === null || typeof value !== "object") return value;
    if (isList(value)) return value.map(changed);
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, key === "href" ? part : changed(part)]));
  };
  return changed(paper as unknown as Value) as unknown as Paper;
}

const isList = (value: object): value is readonly Value[] => Array.isArray(value);

/** The same paper, every text of it made printable. */
export function printablePaper(paper: Paper): Paper {
  return withTexts(paper, printable);
}

/** Longer runs without a place to break would leave the page. */
const LONGEST_RUN = 40;
const BREAK_EVERY = 20;
const LONG_RUN = new RegExp(`[^\\s\\u200b]{${LONGEST_RUN + 1},}`, "gu");

/** Very long words get places where a line may end, which nobody sees (U+200B). */
export function withBreaks(paper: Paper): Paper {
  return withTexts(paper, breakable);
}

export function breakable(text: string): string {
  return text.replace(LONG_RUN, (run) => {
    const signs = Array.from(run);
    const pieces: string[] = [];
    for (let at = 0; at < signs.length; at += BREAK_EVERY) pieces.push(signs.slice(at, at + BREAK_EVERY).join(""));
    return pieces.join("\u200b");
  });
}
