import type { ContributionId, PersonId } from "#kernel/ids.ts";
import type { Lang } from "#kernel/lang.ts";

export const REQUEST_KINDS = ["export", "rectify", "detach", "erase"] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

export const REQUEST_STATES = ["confirming", "received", "done", "refused"] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** letter: by somebody with neither account nor receipt; officer: the team acts without having been asked (court, law). */
export const REQUEST_ORIGINS = ["account", "receipt", "letter", "officer"] as const;
export type RequestOrigin = (typeof REQUEST_ORIGINS)[number];

/** What a request is about. */
export type RequestTarget = "contribution" | "contributions" | "account";

/** The closed list of legal bases of an erasure, as the log writes them. */
export const BASES = ["rgpd-17", "rgpd-21", "rgpd-9", "court", "law", "retention"] as const;
export type Basis = (typeof BASES)[number];

/** What may be asked about an account, from the mildest to the last. */
export const ERASE_ALL_CHOICES = ["contributions", "account-detached", "account-erased"] as const;
export type EraseAllChoice = (typeof ERASE_ALL_CHOICES)[number];

export function isBasis(text: string): text is Basis {
  return BASES.some((basis) => basis === text);
}

/** `rgpd-17` as the last part of a message key. */
export function basisKey(basis: Basis): "rgpd17" | "rgpd21" | "rgpd9" | "court" | "law" | "retention" {
  return basis.replace("-", "") as "rgpd17" | "rgpd21" | "rgpd9" | "court" | "law" | "retention";
}

/** Below this many, a count says too much about somebody. */
export const SMALLEST_COUNT = 11;

/** Numbers of contributions as people type them: "12, 15 et n° 30". Null when there is something else, or too many. */
export function parseNumbers(typed: string): readonly number[] | null {
  const words = typed
    .replace(/n\s*[°o]\.?|#|\bet\b|\band\b/giu, " ")
    .split(/[\s,;]+/u)
    .filter((word) => word !== "");
  if (words.length > 50 || words.some((word) => !/^[1-9]\d{0,9}$/.test(word))) return null;
  return [...new Set(words.map(Number))];
}

/** Counts of requests as anybody may know them: null where there are too few people behind a number. */
export type RequestFigures = {
  readonly received: number | null;
  readonly done: number | null;
  readonly refused: number | null;
  readonly medianDays: number | null;
};

export type RequestLine = {
  readonly id: string;
  readonly number: number;
  readonly kind: RequestKind;
  readonly target: RequestTarget;
  readonly origin: RequestOrigin;
  readonly state: RequestState;
  readonly receivedAt: Date;
  readonly dueAt: Date;
  readonly closedAt: Date | null;
  readonly isLate: boolean;
  readonly objectCount: number;
};

export type RequestCounts = {
  readonly waiting: number;
  readonly late: number;
  readonly closed: number;
  readonly oldest: Date | null;
};

export type RequestObject = {
  readonly id: ContributionId;
  readonly number: number;
  readonly state: string;
  /** The confirmed address is the one left with it, or that of the account that sent it. */
  readonly isSameAddress: boolean;
};

export type WholeRequest = Omit<RequestLine, "objectCount"> & {
  readonly personId: PersonId | null;
  readonly email: string | null;
  readonly words: string | null;
  readonly language: Lang;
  readonly basis: Basis | null;
  readonly reason: string | null;
  readonly objects: readonly RequestObject[];
};

export type FoundContribution = {
  readonly id: ContributionId;
  readonly number: number;
  readonly state: string;
  readonly kind: string;
  readonly isDetached: boolean;
  readonly submittedAt: Date;
};
