import { excerpt } from "#engine/text/excerpt.ts";
import type { ContributionId } from "#kernel/ids.ts";

export const KINDS = ["comment", "amendment", "proposal", "testimony"] as const;
export type Kind = (typeof KINDS)[number];

export const CHANNELS = ["online", "room", "paper", "phone", "counter", "letter", "import"] as const;
export type Channel = (typeof CHANNELS)[number];

export const VERDICTS = [
  "accepted",
  "partly_accepted",
  "already_covered",
  "to_be_studied",
  "declined",
  "out_of_scope",
  "other_body",
] as const;
export type Verdict = (typeof VERDICTS)[number];

const VERDICT_KEYS = {
  accepted: "contributions.verdict.accepted",
  partly_accepted: "contributions.verdict.partlyAccepted",
  already_covered: "contributions.verdict.alreadyCovered",
  to_be_studied: "contributions.verdict.toBeStudied",
  declined: "contributions.verdict.declined",
  out_of_scope: "contributions.verdict.outOfScope",
  other_body: "contributions.verdict.otherBody",
} as const;

export function verdictKey(verdict: Verdict): (typeof VERDICT_KEYS)[Verdict] {
  return VERDICT_KEYS[verdict];
}

/** A published contribution as it stands in a list: its public words, what it is about, its published answer. */
export type Line = {
  readonly contributionId: ContributionId;
  readonly number: number;
  readonly kind: Kind;
  readonly title: string | null;
  /** The beginning of the public words. */
  readonly body: string;
  readonly language: string;
  readonly isSynthetic: boolean;
  readonly submittedAt: Date;
  readonly channel: Channel;
  readonly authorName: string | null;
  readonly organisation: string | null;
  readonly categoryFr: string | null;
  readonly categoryEn: string | null;
  readonly territory: string | null;
  readonly documentSlug: string;
  readonly editionNumber: number;
  readonly nodeCode: string | null;
  readonly passageCode: string | null;
  readonly passageAnchor: string | null;
  readonly verdict: Verdict | null;
  readonly forCount: number;
  readonly againstCount: number;
};

/** Enough to know what it is about; the whole text is one link away. */
export function shortWords({ body }: Pick<Line, "body">): string {
  return excerpt(body, 280);
}
