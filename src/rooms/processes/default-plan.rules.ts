import type { PhaseKind } from "./process.rules.ts";
import type { Span } from "./proposal.rules.ts";

const DAY = 24 * 3_600_000;

export type PlannedCircle = { readonly name: string; readonly nameEn: string; readonly isPublic: boolean };

/** `read: 2` lets the first two circles read, `read: 0` nobody; the same for contribute and vote. */
export type PlannedPhase = {
  readonly kind: PhaseKind;
  readonly title: string;
  readonly titleEn: string;
  readonly plannedOpensAt: Date;
  readonly plannedClosesAt: Date;
  readonly read: number;
  readonly contribute: number;
  readonly vote: number;
};

/** The team, and everybody: circles between the two are added by those who need them. */
export const DEFAULT_CIRCLES: readonly PlannedCircle[] = [
  { name: "Équipe", nameEn: "Team", isPublic: false },
  { name: "Public", nameEn: "Public", isPublic: true },
];

export const PHASE_TITLES: Readonly<Record<PhaseKind, { readonly title: string; readonly titleEn: string }>> = {
  drafting: { title: "Rédaction", titleEn: "Drafting" },
  consultation: { title: "Consultation", titleEn: "Consultation" },
  synthesis: { title: "Synthèse et réponses", titleEn: "Synthesis and answers" },
  publication: { title: "Publication", titleEn: "Publication" },
  delivery: { title: "Suivi", titleEn: "Follow-up" },
};

/**
 * How many circles may read, contribute, vote. Everybody reads from the start: a published text never disappears because a
 * process begins. The team contributes while it drafts, everybody during the consultation.
 */
export function defaultRights(kind: PhaseKind, circles: number): Pick<PlannedPhase, "read" | "contribute" | "vote"> {
  if (kind === "consultation") return { read: circles, contribute: circles, vote: circles };
  return { read: circles, contribute: kind === "drafting" ? 1 : 0, vote: 0 };
}

/** The five phases around a consultation, one after the other; the team changes the dates afterwards. */
export function defaultPhases({ opensAt, closesAt }: Span, now: Date, circles: number): readonly PlannedPhase[] {
  const after = (days: number): Date => new Date(closesAt.getTime() + days * DAY);
  const begins = new Date(Math.min(now.getTime(), opensAt.getTime() - DAY));
  const dates: Readonly<Record<PhaseKind, readonly [Date, Date]>> = {
    drafting: [begins, opensAt],
    consultation: [opensAt, closesAt],
    synthesis: [closesAt, after(60)],
    publication: [after(60), after(90)],
    delivery: [after(90), after(90 + 3 * 365)],
  };
  return (["drafting", "consultation", "synthesis", "publication", "delivery"] as const).map((kind) => ({
    kind,
    ...PHASE_TITLES[kind],
    plannedOpensAt: dates[kind][0],
    plannedClosesAt: dates[kind][1],
    ...defaultRights(kind, circles),
  }));
}
