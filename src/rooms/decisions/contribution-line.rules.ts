import type { Segment } from "#engine/diff/diff.ts";
import { type Operation, operationSegments } from "#engine/diff/operation.ts";
import { excerpt } from "#engine/text/excerpt.ts";
import type { ContributionId } from "#kernel/ids.ts";

/** A published contribution as it stands in a list: its public words, what it is about, where it came from. */
export type ContributionLine = {
  readonly id: ContributionId;
  readonly number: number;
  readonly kind: "comment" | "amendment" | "proposal" | "testimony";
  readonly title: string | null;
  /** The beginning of the public words. */
  readonly words: string;
  /** Of an amendment: what it does with its first passage, the words of that passage on that day, and those asked for. */
  readonly operation: Operation;
  readonly aboutText: string | null;
  readonly proposedText: string | null;
  readonly language: string;
  /** Code of the passage or of the element it is about, on the day it was written; null for the whole text. */
  readonly code: string | null;
  readonly channel: "online" | "room" | "paper" | "phone" | "counter" | "letter" | "import";
  readonly organisation: string | null;
  readonly authorName: string | null;
  readonly territory: string | null;
  readonly submittedAt: Date;
  readonly isSynthetic: boolean;
};

/** Enough to know what it is about; the whole text is one link away. */
export function shortWords(line: Pick<ContributionLine, "words">, max = 280): string {
  return excerpt(line.words, max);
}

/** What an amendment asks to change in its first passage, word by word; null for the other forms. */
export function amendmentSegments(line: ContributionLine): readonly Segment[] | null {
  return line.kind === "amendment" ? operationSegments(line) : null;
}
