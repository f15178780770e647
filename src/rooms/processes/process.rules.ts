import type { Lang } from "#kernel/lang.ts";

export const PHASE_KINDS = ["drafting", "consultation", "synthesis", "publication", "delivery"] as const;
export type PhaseKind = (typeof PHASE_KINDS)[number];

export function isPhaseKind(text: string): text is PhaseKind {
  return PHASE_KINDS.some((kind) => kind === text);
}

/** What a circle may do in a phase. */
export type PhaseRight = "read" | "contribute" | "vote";

/** Where a phase stands; "answered" is a closed consultation whose every contribution has its answer. */
export type PhaseState = "planned" | "open" | "closed" | "answered";

type PhaseFacts = {
  readonly isOpen: boolean;
  readonly hasBegun: boolean;
  readonly answeredAt: Date | null;
};

/** `isOpen` and `hasBegun` come from the clock of the database. */
export function phaseState({ isOpen, hasBegun, answeredAt }: PhaseFacts): PhaseState {
  if (isOpen) return "open";
  if (!hasBegun) return "planned";
  return answeredAt ? "answered" : "closed";
}

/** The last second before an end: what ends at midnight lasts until the day before. */
export function lastMoment(end: Date): Date {
  return new Date(end.getTime() - 1_000);
}

/** The title of a phase or of a circle in the language of the page. */
export function inLang(lang: Lang, names: { readonly fr: string; readonly en: string }): string {
  return lang === "en" ? names.en : names.fr;
}

export type PlannedDates = { readonly opensAt: Date; readonly closesAt: Date };

/** Message keys of what is wrong with planned dates; empty when they can be kept. */
export function plannedDateFaults({ opensAt, closesAt }: PlannedDates): Readonly<Record<string, string>> {
  return closesAt > opensAt ? {} : { closes: "steering.dates.order" };
}

/** A phase is opened by hand unless it is open, or its planned end has passed: then the end is moved first. */
export function mayOpenNow(phase: { readonly isOpen: boolean; readonly isPlannedEndPast: boolean }): boolean {
  return !phase.isOpen && !phase.isPlannedEndPast;
}

/** Invariant 4: nobody says "answered" while a published contribution waits, nor while people may still contribute. */
export function whyNotAnswered(phase: {
  readonly kind: PhaseKind;
  readonly state: PhaseState;
  readonly unanswered: number;
}): "notAConsultation" | "notClosed" | "unanswered" | "already" | null {
  if (phase.kind !== "consultation") return "notAConsultation";
  if (phase.state === "answered") return "already";
  if (phase.state !== "closed") return "notClosed";
  return phase.unanswered > 0 ? "unanswered" : null;
}
