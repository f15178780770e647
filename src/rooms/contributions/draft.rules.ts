import type { ContributionId, DraftId, EditionId, NodeId, PassageId, PersonId, ProcessId } from "#kernel/ids.ts";
import type { Lang } from "#kernel/lang.ts";
import { type Channel, type Kind, type Operation, PART_LIMIT, type Stance } from "./contribution.rules.ts";

export const VOICES = ["anonymous", "person", "organisation"] as const;
export type Voice = (typeof VOICES)[number];

/** One more passage of an amendment; no words when it is to be removed. */
export type DraftPart = {
  readonly anchor: string;
  readonly operation: Operation;
  readonly proposedText: string | null;
};

/** What was answered so far; absent: not asked yet. */
export type Answers = {
  readonly kind?: Kind;
  /** What an amendment does with its first passage; rewrites it when absent. */
  readonly operation?: Operation;
  /** Null when the passage is to be removed. */
  readonly proposedText?: string | null;
  /** The second and following passages of an amendment. */
  readonly parts?: readonly DraftPart[];
  /** Of an argument about another contribution. */
  readonly stance?: Stance;
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
  /** The contribution that this one argues about. */
  readonly aboutContributionId: ContributionId | null;
  readonly aboutNumber: number | null;
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
  stance: "position",
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
  readonly aboutNumber?: number | null;
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
  const first: readonly Step[] = draft.aboutNumber ? ["stance"] : ["kind", ...rewriting];
  const answer: readonly Step[] = knowsAuthor(draft) ? [] : ["answer"];
  return [...first, "words", "voice", ...answer, "check"];
}

/** The second and following passages count only while it is an amendment. */
export function partsOf(answers: Answers): readonly DraftPart[] {
  return answers.kind === "amendment" ? (answers.parts ?? []) : [];
}

export function canAddPart(answers: Answers): boolean {
  return answers.kind === "amendment" && partsOf(answers).length + 1 < PART_LIMIT;
}

/** The list with a part written or written anew: a passage is named once, and keeps its place. */
export function withPart(parts: readonly DraftPart[], part: DraftPart): readonly DraftPart[] {
  const isKnown = parts.some(({ anchor }) => anchor === part.anchor);
  return isKnown ? parts.map((one) => (one.anchor === part.anchor ? part : one)) : [...parts, part];
}

function isAnswered(step: Step, { answers, passageText }: DraftFacts): boolean {
  switch (step) {
    case "kind":
      return answers.kind !== undefined && (answers.kind !== "amendment" || passageText !== null);
    case "rewriting":
      return answers.proposedText !== undefined;
    case "stance":
      return answers.stance !== undefined;
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
