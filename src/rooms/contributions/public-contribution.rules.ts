import type { ContributionId, PassageId, ProcessId } from "#kernel/ids.ts";
import type { Channel, Kind, Operation, Stance, SupportValue, Verdict } from "./contribution.rules.ts";
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
  /** What an amendment does with its first passage, and how many passages it has. */
  readonly operation: Operation;
  readonly partCount: number;
  /** For an argument: the number of the contribution it is about (null when that one is not public), and what it says of it. */
  readonly aboutNumber: number | null;
  readonly stance: Stance | null;
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
  readonly later: {
    readonly edition: number;
    readonly code: string | null;
    readonly text: string | null;
    /** Passages that took its words when it was split or merged. */
    readonly went: readonly { readonly kind: "split" | "merged"; readonly anchor: string; readonly edition: number }[];
  } | null;
};

/** One passage of a public amendment, who wants other words there, and what an edition adopted. */
export type PublicPart = {
  readonly position: number;
  readonly passageId: PassageId;
  readonly anchor: string;
  readonly code: string;
  readonly operation: Operation;
  readonly aboutText: string;
  readonly proposedText: string | null;
  /** Other amendments that want other words for `words`. */
  readonly conflicts: readonly { readonly number: number; readonly words: string }[];
  readonly adoption: {
    readonly outcome: "applied" | "merged" | "in_part" | "declined";
    readonly edition: number;
    readonly decision: number;
    readonly verdict: Verdict;
    readonly reason: string;
    /** The words of the passage in that edition; null when it holds none. */
    readonly text: string | null;
    readonly anchor: string;
  } | null;
};

export type Argument = {
  readonly number: number;
  readonly stance: Stance;
  readonly body: string;
  readonly language: string;
  readonly authorName: string | null;
  readonly organisation: string | null;
  readonly categoryFr: string | null;
  readonly categoryEn: string | null;
  readonly isSynthetic: boolean;
  readonly publishedAt: Date;
};

export type Discussion = {
  readonly counts: Readonly<Record<Stance, number>>;
  readonly arguments: readonly Argument[];
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
