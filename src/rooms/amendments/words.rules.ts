import { diffWords, type Segment } from "#engine/diff/diff.ts";
import { type Operation, operationSegments } from "#engine/diff/operation.ts";
import { excerpt } from "#engine/text/excerpt.ts";
import type { Verdict } from "./list-filter.rules.ts";

export type { Operation, Segment };

/** What an amendment does with a passage, word by word. */
export const proposedSegments = operationSegments;

/** What one text changes in another, word by word. */
export function difference(before: string, after: string): readonly Segment[] {
  return diffWords(before, after);
}

export function excerptOf(text: string, length: number): string {
  return excerpt(text, length);
}

export const VERDICT_WORDS = {
  accepted: "contributions.verdict.accepted",
  partly_accepted: "contributions.verdict.partlyAccepted",
  already_covered: "contributions.verdict.alreadyCovered",
  to_be_studied: "contributions.verdict.toBeStudied",
  declined: "contributions.verdict.declined",
  out_of_scope: "contributions.verdict.outOfScope",
  other_body: "contributions.verdict.otherBody",
} as const satisfies Record<Verdict, string>;

export const VERDICT_TONES = {
  accepted: "success",
  partly_accepted: "success",
  already_covered: "neutral",
  to_be_studied: "waiting",
  declined: "danger",
  out_of_scope: "neutral",
  other_body: "progress",
} as const satisfies Record<Verdict, string>;

/** Which amendments the desk shows: those that wait, those handled in this draft, all. */
export const DESK_STATES = ["ouvertes", "traitees", "toutes"] as const;
export type DeskState = (typeof DESK_STATES)[number];
