import type { ContributionId } from "#kernel/ids.ts";

export type OwnLine = {
  readonly id: ContributionId;
  readonly number: number;
  readonly kind: "comment" | "amendment" | "proposal" | "testimony";
  readonly state: "received" | "published" | "rephrase_asked" | "hidden" | "withdrawn" | "erased";
  readonly processTitle: string;
  readonly excerpt: string;
  readonly submittedAt: Date;
};

export type OwnFacts = {
  readonly id: ContributionId;
  readonly number: number;
  readonly state: OwnLine["state"];
  readonly kind: OwnLine["kind"];
  readonly processTitle: string;
  readonly authorName: string | null;
  readonly organisation: string | null;
  readonly categoryCode: string | null;
  readonly submittedAt: Date;
  readonly publishedAt: Date | null;
  readonly detachedAt: Date | null;
  readonly erasedAt: Date | null;
  readonly hasAddress: boolean;
  readonly hasAccount: boolean;
  /** A passage of a published edition took words of it. */
  readonly isInEdition: boolean;
};
