import { Conflict } from "#kernel/errors.ts";
import type { ProcessId, ThemeId } from "#kernel/ids.ts";

export const LIMITS = {
  code: 60,
  name: 120,
  definition: 2_000,
  example: 2_000,
  word: 80,
  words: 100,
  examples: 20,
} as const;
export type ThemeState = "active" | "retired" | "merged";

/** What a person writes of a theme. `parent` is the code of another theme of the same codebook. */
export type ThemeWords = {
  readonly code: string;
  readonly name: string;
  readonly definition: string;
  readonly exampleIn: string;
  readonly exampleOut: string;
  readonly words: readonly string[];
  /** Numbers of contributions: like the words they help to sort, and coders are not bound by them. */
  readonly examples: readonly number[];
  readonly parent: string | null;
};

export type Theme = ThemeWords & {
  readonly id: ThemeId;
  readonly processId: ProcessId;
  readonly state: ThemeState;
  readonly mergedInto: string | null;
  readonly splitFrom: string | null;
  readonly position: number;
  readonly version: number;
};

/** With the public contributions that have a code in force under it. */
export type CountedTheme = Theme & { readonly contributionCount: number };

export const ACT_VERBS = ["add", "edit", "merge", "split", "retire", "restore", "move", "import"] as const;
export type ActVerb = (typeof ACT_VERBS)[number];

/** Somebody saved the theme since this page was opened. Nothing was written: both texts are shown. */
export class SavedSince extends Conflict {
  constructor() {
    super("codebook.error.savedSince");
  }
}

/** `Échanges & double saisie` gives `echanges-double-saisie`. */
export function codeFrom(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[œŒ]/g, "oe")
    .replace(/[æÆ]/g, "ae")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, LIMITS.code)
    .replace(/-$/, "");
}

export function isCode(text: string): boolean {
  return text.length <= LIMITS.code && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text);
}

/** One per line or between commas or semicolons; each once. */
export function readWords(text: string): readonly string[] {
  const words = text
    .split(/[\n,;]/)
    .map((word) => word.replace(/\s+/g, " ").trim())
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  return [...new Set(words)];
}

/** Numbers between anything but letters and digits; each once. Null when something else stands there, or too many do. */
export function readExamples(text: string): readonly number[] | null {
  const parts = text.split(/[\s,;.]+/).filter((part) => part !== "");
  const numbers = [...new Set(parts.map((part) => part.replace(/^(?:n°|nº|no|#)/i, "")))].filter((part) => part !== "");
  if (numbers.length > LIMITS.examples || !numbers.every((part) => /^[1-9]\d{0,14}$/.test(part))) return null;
  return numbers.map(Number);
}

/** True when making `parent` the parent of `code` would put a theme under itself. */
export function makesCircle(themes: readonly ThemeWords[], code: string, parent: string | null): boolean {
  const parents = new Map(themes.map((theme) => [theme.code, theme.parent]));
  parents.set(code, parent);
  const seen = new Set<string>();
  for (let at: string | null | undefined = code; at; at = parents.get(at)) {
    if (seen.has(at)) return true;
    seen.add(at);
  }
  return false;
}

/** The words of a theme as its history keeps them. */
export function kept({ code, name, definition, exampleIn, exampleOut, words, examples, parent }: ThemeWords) {
  return { code, name, definition, exampleIn, exampleOut, words: [...words], examples: [...examples], parent };
}
