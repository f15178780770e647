import { Conflict } from "#kernel/errors.ts";
import type { ContributionId } from "#kernel/ids.ts";
import type { Stance } from "./stance.rules.ts";

/** A contribution under a claim, with its public words of today. */
export type Attachment = {
  readonly contributionId: ContributionId;
  readonly number: number;
  readonly title: string | null;
  readonly words: string;
  readonly language: string;
  readonly channel: string;
  readonly territory: string | null;
  readonly stance: Stance;
  /** Null when there is none, or when it stands no longer in the public words. */
  readonly quote: string | null;
  readonly isQuoteLost: boolean;
  readonly by: string | null;
  readonly role: string;
  readonly madeAt: Date;
};

/** An attachment that was taken away. */
export type Detachment = {
  readonly number: number;
  readonly stance: Stance;
  readonly madeAt: Date;
  readonly removedAt: Date;
  readonly by: string | null;
  readonly role: string;
};

/** One act that attached several contributions. */
export type Batch = {
  readonly id: string;
  readonly stance: Stance;
  readonly filter: string;
  readonly count: number;
  /** Still in force: what undoing it would take away. */
  readonly inForce: number;
  readonly by: string | null;
  readonly role: string;
  readonly madeAt: Date;
  readonly undoneAt: Date | null;
};

export type Dimension = "channel" | "territory" | "category";

/** Contributions of a claim by channel, region or category. `key` "" is "not said". */
export type CountLine = {
  readonly dimension: Dimension;
  readonly key: string;
  readonly nameFr: string | null;
  readonly nameEn: string | null;
  readonly count: number;
  readonly people: number;
};

export type Source = {
  readonly contributionId: ContributionId;
  readonly number: number;
  readonly title: string | null;
  readonly body: string;
  readonly proposedText: string | null;
  readonly language: string;
  readonly isMasked: boolean;
  /** Null when it does not rest under the claim. */
  readonly attachment: Attachment | null;
};

/** Who attached how many contributions that rest under a claim now, and how many claims each wrote. */
export type PersonWork = {
  readonly name: string | null;
  readonly attached: number;
  readonly saved: number;
  readonly lastAt: Date | null;
};

/** The filter finds another set than the one the person was shown. Nothing was attached. */
export class SetChanged extends Conflict {
  constructor(count: number) {
    super("synthesis.error.setChanged", { count });
  }
}

/** Positive numbers sent by check boxes, each once; anything else is none. */
export function readNumbers(texts: readonly string[]): readonly number[] {
  const found = texts.filter((text) => /^[1-9]\d{0,14}$/.test(text)).map(Number);
  return [...new Set(found)];
}
