import type { ImportResult } from "./imported-document.rules.ts";
import { type Block, type ImportDefaults, readOutline } from "./outline-document.rules.ts";

/** What reading a Word file gives: its headings and paragraphs, or why it cannot be read. */
export type WordReading =
  | { readonly blocks: readonly Block[] }
  | { readonly refusal: "docxNotWord" | "docxTooLarge" | "docxEncrypted" };

/** A roadmap or doctrine from a Word file. The `line` of elements and problems is the number of the paragraph. */
export function parseRoadmapDocx(reading: WordReading, defaults: ImportDefaults = {}): ImportResult {
  if ("blocks" in reading) return readOutline(reading.blocks, defaults);
  const messageKey = `import.problem.${reading.refusal}` as const;
  return { isValid: false, problems: [{ line: 1, path: "", messageKey, params: {} }] };
}
