import { Conflict, Refused } from "#kernel/errors.ts";
import type { DecisionId, PersonId, ProcessId } from "#kernel/ids.ts";
import { actingRole, type Role, type Viewer } from "#kernel/viewer.ts";
import type { ContributionLine } from "./contribution-line.rules.ts";
import type { ReviewState } from "./review.rules.ts";
import type { Verdict } from "./verdict.rules.ts";

/** Who may write a draft, and who may publish it. In the order under which an act is recorded. */
export const DRAFTERS = ["editor", "administrator", "analyst"] as const satisfies readonly Role[];
export const PUBLISHERS = ["editor", "administrator"] as const satisfies readonly Role[];

export type Maker = { readonly personId: PersonId; readonly role: Role };

/** The person and the role under which an act is recorded; refused to who holds none of these roles. */
export function makerAs(viewer: Viewer | null, roles: readonly Role[]): Maker {
  const role = actingRole(viewer, ...roles);
  if (!viewer || !role) throw new Refused();
  return { personId: viewer.personId, role };
}

export type DecisionState = "draft" | "published" | "replaced";

export type Decision = {
  readonly id: DecisionId;
  readonly number: number;
  readonly processId: ProcessId;
  readonly processSlug: string;
  readonly processTitle: string;
  /** Language of the process: reason and answer are written in it. */
  readonly language: string;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly answer: string;
  readonly addressedTo: string | null;
  readonly state: DecisionState;
  readonly actingRole: string;
  readonly decidedAt: Date;
  readonly publishedAt: Date | null;
  readonly version: number;
  /** The decision it revises, and why: public. */
  readonly replaces: number | null;
  readonly revisionReason: string | null;
  /** Contributions it covers, or covered, that are public today. */
  readonly coverCount: number;
  /** Those among them that a later decision took over. */
  readonly endedCount: number;
  readonly review: ReviewState;
  readonly needsSecondReader: boolean;
  readonly decidedBy: PersonId | null;
  /** For the team: the public reads the role. */
  readonly decidedByName: string | null;
  readonly writtenBy: PersonId | null;
  readonly discardedAt: Date | null;
};

/** A contribution of a decision, and the later decision that took it over. */
export type CoveredLine = ContributionLine & { readonly endedBy: number | null; readonly endedAt: Date | null };

export type VerdictCount = { readonly verdict: Verdict; readonly decisions: number; readonly contributions: number };

export type CausedChange = {
  readonly number: number;
  readonly kind: string;
  readonly edition: number;
  readonly document: string;
  readonly documentTitle: string;
  readonly code: string | null;
  readonly madeAt: Date;
  readonly isPublished: boolean;
};

/** A text is as long as PostgreSQL counts it: in characters, an emoji is one or a few. */
export const TEXT_LIMIT = 10_000;
export const ADDRESSED_TO_LIMIT = 200;

export function fits(text: string, limit: number): boolean {
  return text.length <= limit || [...text].length <= limit;
}

/** What a decision says, as it is typed and kept. */
export type Words = {
  readonly verdict: string;
  readonly reason: string;
  readonly answer: string;
  readonly addressedTo: string | null;
};

/** A contribution that is no longer free: which decision covers it, or null when it is no longer published. */
export type Taken = { readonly number: number; readonly decision: number | null };

/** Somebody decided first, or a moderator hid it since. Nothing was written. */
export class NotFree extends Conflict {
  readonly taken: readonly Taken[];
  constructor(taken: readonly Taken[]) {
    super("decisions.error.notFree", { count: taken.length });
    this.taken = taken;
  }
}

/** The draft was saved by somebody else since this page was opened. Nothing was written. */
export class SavedSince extends Conflict {
  constructor() {
    super("decisions.error.savedSince");
  }
}

/** What the filter finds is not what was looked at. Nothing was written. */
export class GroupChanged extends Conflict {
  readonly seen: number;
  readonly now: number;
  constructor(seen: number, now: number) {
    super("decisions.error.groupChanged", { seen, now });
    this.seen = seen;
    this.now = now;
  }
}
