import type { Kind, Operation, State, Verdict } from "./contribution.rules.ts";

export type OwnPart = {
  readonly position: number;
  readonly code: string;
  readonly operation: Operation;
  readonly aboutText: string;
  readonly proposedText: string | null;
};

/** Dates inside come as ISO text: they travel in a JSON column. */
export type OwnContribution = {
  readonly number: number;
  readonly kind: Kind;
  readonly state: State;
  /** Its author took the name off: nobody withdraws or rewords it any more. */
  readonly isDetached: boolean;
  readonly processSlug: string;
  readonly processTitle: string;
  readonly title: string | null;
  readonly body: string;
  readonly proposedText: string | null;
  readonly operation: Operation;
  /** The passages of an amendment with its last words, masked or not. */
  readonly parts: readonly OwnPart[];
  readonly aboutText: string | null;
  readonly documentLanguage: string;
  readonly nodeCode: string | null;
  readonly nodeTitle: string | null;
  readonly passageCode: string | null;
  readonly language: string;
  readonly submittedAt: Date;
  readonly publishedAt: Date | null;
  readonly isMasked: boolean;
  readonly act: {
    readonly verb: "mask" | "ask_rephrase" | "hide";
    readonly ground: Ground | null;
    readonly reason: string | null;
    readonly madeAt: string;
  } | null;
  readonly appeal: {
    readonly outcome: "upheld" | "overturned" | null;
    readonly reason: string | null;
    readonly madeAt: string;
  } | null;
  readonly decision: {
    readonly number: number;
    readonly verdict: Verdict;
    readonly reason: string;
    readonly answer: string;
    readonly at: string;
    /** Changes of published editions made because of the decision. */
    readonly changes: number;
  } | null;
};

export const GROUNDS = [
  "personal_data",
  "health_data",
  "insult",
  "hatred",
  "illegal",
  "advertising",
  "off_subject",
  "repeated",
] as const;
export type Ground = (typeof GROUNDS)[number];

/** The act that still stands, if any: what must be explained to the author. */
export function standingAct({ state, isMasked, act }: Pick<OwnContribution, "state" | "isMasked" | "act">) {
  const stands =
    (state === "hidden" && act?.verb === "hide") ||
    (state === "rephrase_asked" && act?.verb === "ask_rephrase") ||
    (state === "published" && isMasked && act?.verb === "mask");
  return stands ? act : null;
}

/** Only what took words out of sight is contested, once. */
export function canContest(own: Pick<OwnContribution, "state" | "isMasked" | "act" | "appeal">): boolean {
  const act = standingAct(own);
  if (!act) return false;
  return own.appeal === null || own.appeal.madeAt < act.madeAt;
}

/** The field of a form that holds the proposed words of a passage: `proposedText`, then `proposedText2`. */
export function proposedField(position: number): string {
  return position === 1 ? "proposedText" : `proposedText${position}`;
}

/** Passages of an amendment whose words can be written anew. */
export function proposingParts(parts: readonly OwnPart[]): readonly OwnPart[] {
  return parts.filter(({ operation }) => operation !== "remove");
}
