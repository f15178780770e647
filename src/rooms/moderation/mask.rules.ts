import { type Operation, operationSegments } from "#engine/diff/operation.ts";
import { findPersonalData, proposeMask } from "#engine/privacy/personal-data.ts";

/** The words with what looks personal replaced, for a moderator to check and change before publishing. */
export function suggestedMask(text: string, language: string): string {
  return proposeMask(text, findPersonalData(text), language === "en" ? "en" : "fr");
}

/** What stands for words taken away: `[téléphone]`. */
const MARK = /\[[^[\]\n]{1,60}\]/;
const MARKS_LIMIT = 500;

/**
 * True when a masked text holds only words of the author, in their order, and a mark in brackets wherever some are missing:
 * a moderator takes away, and never writes in somebody's name.
 */
export function isMaskOf(original: string, masked: string): boolean {
  const parts = masked.split(MARK).map((part) => part.trim());
  const words = original.trim();
  const first = parts.shift() ?? "";
  const last = parts.pop();
  if (last === undefined) return first === words;
  if (!words.startsWith(first) || parts.length > MARKS_LIMIT) return false;
  let at = first.length;
  for (const part of parts) {
    const found = words.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return words.endsWith(last) && words.length - last.length >= at;
}

/** The field that holds the masked words of a passage of an amendment: `maskedProposed`, then `maskedProposed2`. */
export function maskedField(position: number): string {
  return position === 1 ? "maskedProposed" : `maskedProposed${position}`;
}

export type { Operation };

/** What an amendment does with a passage, word by word. */
export const proposedSegments = operationSegments;
