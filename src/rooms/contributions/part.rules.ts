import { operationSegments } from "#engine/diff/operation.ts";
import type { PassageId } from "#kernel/ids.ts";
import type { Operation } from "./contribution.rules.ts";

/** A passage of an amendment, with what is proposed for it. The first one has position 1. */
export type AmendedPart = {
  readonly position: number;
  readonly passageId: PassageId;
  readonly anchor: string;
  /** The code of the passage in the edition it was written on. */
  readonly code: string;
  readonly operation: Operation;
  readonly aboutText: string;
  /** Null when the passage is to be removed. */
  readonly proposedText: string | null;
};

/** What an amendment does with a passage, word by word. */
export const partSegments = operationSegments;

/** The anchor or the code in what people type or paste: "p12", "A1-a.2", the address of a passage. */
export function placeTyped(typed: string): { readonly anchor: string } | { readonly code: string } | null {
  const text = typed.trim();
  if (text === "" || text.length > 300) return null;
  const anchor = /(?:^|#|\/passages\/)(p[1-9]\d{0,8})(?=$|[?#/])/i.exec(text)?.[1];
  if (anchor) return { anchor: anchor.toLowerCase() };
  return /^[\p{L}\p{N}.\-–]{1,60}$/u.test(text) ? { code: text } : null;
}
