import { canonical } from "#ledger/canonical.ts";

/** The public rules of a process: what it is for, who may do what, when. */
export type ProcessRules = {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly authority: string;
  readonly followUp: string;
  readonly language: string;
  readonly documentId: string | null;
  readonly needsSecondReader: boolean;
  /** In widening order. */
  readonly circles: readonly {
    readonly id: string;
    readonly name: string;
    readonly nameEn: string;
    readonly isPublic: boolean;
  }[];
  readonly phases: readonly {
    readonly id: string;
    readonly kind: string;
    readonly title: string;
    readonly titleEn: string;
    readonly plannedOpensAt: string;
    readonly plannedClosesAt: string;
    readonly openedAt: string | null;
    readonly closedAt: string | null;
    /** Ids of circles. */
    readonly read: readonly string[];
    readonly contribute: readonly string[];
    readonly vote: readonly string[];
  }[];
};

/** The text whose digest is logged (`config.changed`). Who belongs to a circle is not public. */
export function rulesDocument(rules: ProcessRules): string {
  return canonical({
    authority: rules.authority,
    circles: rules.circles.map(({ id, name, nameEn, isPublic }) => ({ id, isPublic, name, nameEn })),
    document: rules.documentId,
    followUp: rules.followUp,
    language: rules.language,
    // every contribution is read by a person before it is shown; a decision may need a second reader
    moderation: "before-publication",
    phases: rules.phases.map((phase) => ({
      closed: phase.closedAt,
      contribute: phase.contribute,
      id: phase.id,
      kind: phase.kind,
      opened: phase.openedAt,
      plannedClosing: phase.plannedClosesAt,
      plannedOpening: phase.plannedOpensAt,
      read: phase.read,
      title: phase.title,
      titleEn: phase.titleEn,
      vote: phase.vote,
    })),
    process: rules.id,
    secondReader: rules.needsSecondReader,
    slug: rules.slug,
    summary: rules.summary,
    title: rules.title,
    v: 1,
  });
}
