import type { ContributionId, ProcessId } from "#kernel/ids.ts";
import type { Channel, Kind, SupportValue, Verdict } from "./contribution.rules.ts";
import type { Ground } from "./receipt.rules.ts";

export type PublicContribution = {
  readonly id: ContributionId;
  readonly number: number;
  readonly processId: ProcessId;
  readonly processSlug: string;
  readonly processTitle: string;
  readonly kind: Kind;
  readonly title: string | null;
  /** Public words: the latest wording, with personal data masked. */
  readonly body: string;
  readonly proposedText: string | null;
  readonly aboutText: string | null;
  readonly isMasked: boolean;
  readonly isReworded: boolean;
  readonly isSynthetic: boolean;
  readonly language: string;
  readonly channel: Channel;
  readonly channelDetail: string | null;
  readonly authorName: string | null;
  readonly organisation: string | null;
  readonly categoryFr: string | null;
  readonly categoryEn: string | null;
  readonly territory: string | null;
  readonly submittedAt: Date;
  readonly publishedAt: Date | null;
  readonly documentSlug: string;
  readonly documentLanguage: string;
  readonly editionNumber: number;
  readonly nodeCode: string | null;
  readonly nodeTitle: string | null;
  readonly passageCode: string | null;
  readonly passageAnchor: string | null;
  /** The passage in the latest edition, when there is a later one; without text it was removed. */
  readonly later: { readonly edition: number; readonly code: string | null; readonly text: string | null } | null;
};

export type SupportCounts = { readonly value: SupportValue; readonly accounts: number; readonly guests: number };

/** The verdict in force with its reason, and the answer to the authors. */
export type PublicAnswer = {
  readonly number: number;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly answer: string;
  readonly addressedTo: string | null;
  readonly publishedAt: Date;
  readonly covered: number;
  /** Changes of published editions that name it. */
  readonly changeCount: number;
};

export type HistoryEvent = {
  readonly at: Date;
  readonly what:
    | "submitted"
    | "publish"
    | "mask"
    | "ask_rephrase"
    | "hide"
    | "restore"
    | "unmask"
    | "reworded"
    | "decided";
  readonly ground: Ground | null;
};
