import type { DraftId, EditionId, NodeId, PassageId, PersonId, ProcessId } from "#kernel/ids.ts";
import type { Lang } from "#kernel/lang.ts";
import type { Channel, Kind } from "./contribution.rules.ts";

export const VOICES = ["anonymous", "person", "organisation"] as const;
export type Voice = (typeof VOICES)[number];

/** What was answered so far; absent: not asked yet. */
export type Answers = {
  readonly kind?: Kind;
  readonly proposedText?: string;
  readonly title?: string;
  readonly body?: string;
  readonly voice?: Voice;
  readonly authorName?: string;
  readonly organisation?: string;
  readonly category?: string;
  readonly territory?: string;
  readonly wantsAnswer?: boolean;
  readonly email?: string;
  /** Where the words come from when typed for somebody else: the event, the batch of letters. */
  readonly channelDetail?: string;
};

/** What is being written, and about what. */
export type Draft = {
  readonly id: DraftId;
  readonly processId: ProcessId;
  readonly processSlug: string;
  readonly processTitle: string;
  readonly followUp: string;
  readonly editionId: EditionId;
  readonly editionNumber: number;
  readonly documentSlug: string;
  readonly documentLanguage: string;
  readonly nodeId: NodeId | null;
  readonly nodeCode: string | null;
  readonly nodeTitle: string | null;
  readonly passageId: PassageId | null;
  readonly passageAnchor: string | null;
  readonly passageCode: string | null;
  readonly passageText: string | null;
  readonly answers: Answers;
  readonly personId: PersonId | null;
  readonly channel: Channel;
  /** Twelve characters, without dashes. */
  readonly receiptCode: string;
  readonly language: Lang;
  readonly submittedAt: Date | null;
};

/** The pages of the form, and their word in the address. */
export const STEP_WORDS = {
  kind: "type",
  rewriting: "reecriture",
  words: "texte",
  voice: "auteur",
  answer: "reponse",
  check: "verification",
} as const;
export type Step = keyof typeof STEP_WORDS;

export function stepOfWord(word: string): Step | null {
  const found = Object.entries(STEP_WORDS).find(([, value]) => value === word);
  return found ? (found[0] as Step) : null;
}

export type DraftFacts = {
  readonly answers: Answers;
  readonly passageText: string | null;
  readonly personId: string | null;
  readonly channel: Channel;
};

/** Typed by a member of the team for somebody who is not at the keyboard. */
export function isForSomebodyElse(draft: Pick<DraftFacts, "channel">): boolean {
  return draft.channel !== "online";
}

/** People with an account get the answer there: they are not asked for an address. */
export function knowsAuthor(draft: Pick<DraftFacts, "channel" | "personId">): boolean {
  return draft.personId !== null && !isForSomebodyElse(draft);
}

export function stepsOf(draft: DraftFacts): readonly Step[] {
  const rewriting: readonly Step[] = draft.answers.kind === "amendment" ? ["rewriting"] : [];
  const answer: readonly Step[] = knowsAuthor(draft) ? [] : ["answer"];
  return ["kind", ...rewriting, "words", "voice", ...answer, "check"];
}

function isAnswered(step: Step, { answers, passageText }: DraftFacts): boolean {
  switch (step) {
    case "kind":
      return answers.kind !== undefined && (answers.kind !== "amendment" || passageText !== null);
    case "rewriting":
      return answers.proposedText !== undefined;
    case "words":
      return answers.body !== undefined;
    case "voice":
      return answers.voice !== undefined;
    case "answer":
      return answers.wantsAnswer !== undefined;
    case "check":
      return false;
    default:
      return step satisfies never;
  }
}

/** The first page without an answer; the check page when all have one. */
export function nextStep(draft: DraftFacts): Step {
  return stepsOf(draft).find((step) => !isAnswered(step, draft)) ?? "check";
}

/** A page can be opened when every page before it is answered. */
export function canOpen(step: Step, draft: DraftFacts): boolean {
  const steps = stepsOf(draft);
  return steps.includes(step) && steps.indexOf(step) <= steps.indexOf(nextStep(draft));
}

export function stepBefore(step: Step, draft: DraftFacts): Step | null {
  const steps = stepsOf(draft);
  return steps[steps.indexOf(step) - 1] ?? null;
}

export type CompleteAnswers = Answers & { readonly kind: Kind; readonly body: string; readonly voice: Voice };

export function isComplete(draft: DraftFacts): draft is DraftFacts & { readonly answers: CompleteAnswers } {
  return nextStep(draft) === "check";
}
