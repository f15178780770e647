import type { Operation } from "#engine/diff/operation.ts";
import type { ContributionId } from "#kernel/ids.ts";
import type { Verdict } from "./list-filter.rules.ts";

/** An amendment as the public list shows it. */
export type ListedAmendment = {
  readonly id: ContributionId;
  readonly number: number;
  readonly body: string;
  readonly language: string;
  readonly documentLanguage: string;
  readonly operation: Operation;
  readonly aboutText: string;
  readonly proposedText: string | null;
  readonly isSynthetic: boolean;
  readonly authorName: string | null;
  readonly organisation: string | null;
  readonly publishedAt: Date;
  /** Codes of its passages in the edition it was written on. */
  readonly codes: readonly string[];
  readonly forCount: number;
  readonly againstCount: number;
  readonly argumentCount: number;
  /** Other public amendments that want other words in the same place. */
  readonly conflictCount: number;
  readonly verdict: Verdict | null;
};
