import { normaliseText } from "#engine/text/well-formed.ts";
import type { ContributionId, StatementId } from "#kernel/ids.ts";

export const STATEMENT_LIMIT = 280;

export type StatementState = "waiting" | "shown" | "hidden";
export type Origin = "team" | "participant" | "contribution" | "import";

/** Why a statement is not shown: a closed list. Disagreeing with it is not one. */
export const HIDE_REASONS = [
  "personal_data",
  "health_data",
  "insult",
  "hatred",
  "illegal",
  "advertising",
  "off_subject",
  "repeated",
  "several_ideas",
  "unclear",
] as const;
export type HideReason = (typeof HIDE_REASONS)[number];
/** `corrected`: another statement says it better. `imported`: hidden where the conversation began. */
export type HiddenReason = HideReason | "corrected" | "imported";

export function isHideReason(text: string): text is HideReason {
  return (HIDE_REASONS as readonly string[]).includes(text);
}

export type StatementNode = {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly document: string;
  readonly edition: number;
};

/** A statement as the team and the analysis know it. */
export type Statement = {
  readonly id: StatementId;
  readonly number: number;
  readonly text: string;
  readonly language: "fr" | "en";
  readonly origin: Origin;
  readonly state: StatementState;
  readonly hiddenReason: HiddenReason | null;
  readonly hiddenNote: string | null;
  readonly isMeta: boolean;
  readonly version: number;
  readonly proposedAt: Date;
  readonly contributionId: ContributionId | null;
  readonly contributionNumber: number | null;
  readonly replacedBy: number | null;
  readonly nodes: readonly StatementNode[];
};

/** What everybody reads: hidden ones with the reason, `text` null when the reason asks so. */
export type PublicStatement = Omit<Statement, "text" | "version" | "contributionId"> & { readonly text: string | null };

/** One line, without the spaces around: a statement is one sentence. */
export function statementWords(typed: string): string {
  return normaliseText(typed).replace(/\s+/g, " ").trim();
}

/** Characters as the database counts them. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}
