import type { ProcessId } from "#kernel/ids.ts";
import type { CampaignKind, CampaignState, MemberState } from "./campaign.rules.ts";

export type ActRow = {
  readonly id: string;
  readonly verb: string;
  readonly before: Readonly<Record<string, string | null>>;
  readonly after: Readonly<Record<string, string | null>>;
  readonly actingRole: string;
  readonly madeBy: string | null;
  readonly madeAt: Date;
  readonly isUndone: boolean;
  readonly memberCount: number;
};

export type DeskLine = {
  readonly number: number;
  readonly name: string;
  readonly kind: string;
  readonly state: CampaignState;
  readonly madeAt: Date;
  readonly inCount: number;
  readonly clearCount: number;
  readonly flaggedCount: number;
  readonly changedCount: number;
  readonly people: number;
};

export type StateCounts = Readonly<Record<CampaignState, number>>;

export type DeskProcess = { readonly id: ProcessId; readonly slug: string; readonly title: string };

export type PublicWords = {
  readonly number: number;
  readonly kind: string;
  readonly language: string;
  readonly title: string | null;
  readonly body: string;
  readonly proposedText: string | null;
  readonly isMasked: boolean;
  readonly isReworded: boolean;
  readonly isSynthetic: boolean;
  readonly author: string | null;
  readonly submittedAt: Date;
};

export type Member = PublicWords & {
  readonly state: MemberState;
  readonly similarity: number;
  readonly flags: readonly string[];
  readonly isKept: boolean;
  readonly isChanged: boolean;
  readonly actingRole: string;
  readonly madeAt: Date;
};

/** What a member is shown as on the desk. */
export type Part = "flagged" | "clear" | "in" | "changed" | "out";

export type PartCounts = Readonly<Record<Part, number>> & {
  readonly people: number;
  /** People whose text is in, each once. */
  readonly authors: number;
  /** 1 while the text shown first is not in yet. */
  readonly keptWaits: number;
  readonly hidden: number;
};

export type PublicCampaign = {
  readonly number: number;
  readonly name: string;
  readonly kind: CampaignKind;
  readonly confirmedAt: Date;
  readonly texts: number;
  readonly people: number;
};

export type SearchState = {
  readonly askedAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly failedAt: Date | null;
  readonly done: number;
  readonly total: number;
  readonly campaigns: number;
  readonly members: number;
};
