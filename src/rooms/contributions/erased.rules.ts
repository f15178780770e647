import type { ContributionId, ProcessId } from "#kernel/ids.ts";
import type { Kind } from "./contribution.rules.ts";

/** The legal bases of an erasure, as the log writes them. */
export type ErasureBasis = "rgpd-17" | "rgpd-21" | "rgpd-9" | "court" | "law" | "retention";

/** What is left in public of an erased contribution that had been published. */
export type ErasedContribution = {
  readonly id: ContributionId;
  readonly number: number;
  readonly processId: ProcessId;
  readonly processSlug: string;
  readonly processTitle: string;
  readonly documentLanguage: string;
  readonly kind: Kind;
  readonly submittedAt: Date;
  readonly publishedAt: Date;
  readonly erasedAt: Date;
  readonly basis: ErasureBasis;
};

/** What may be corrected of an author: what is shown beside the words. */
export type NewLabel = {
  readonly authorName: string | null;
  readonly organisation: string | null;
  readonly categoryCode: string | null;
};
