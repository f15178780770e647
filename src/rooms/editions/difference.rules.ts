import { diffWords, type Segment } from "#engine/diff/diff.ts";
import type { ChangeId, DecisionId, NodeId, PassageId } from "#kernel/ids.ts";

export const CHANGE_KINDS = [
  "passage_added",
  "passage_removed",
  "passage_rewritten",
  "passage_moved",
  "node_added",
  "node_removed",
  "node_retitled",
  "passage_split",
  "passage_merged",
  "node_moved",
  "node_split",
  "node_merged",
  "node_updated",
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export type TiedDecision = {
  readonly id: DecisionId;
  readonly number: number;
  readonly verdict: string;
  readonly state: "draft" | "published" | "replaced";
};

/** One passage or element that differs from the edition before, with the change that accounts for it, if any. */
export type Difference = {
  /** What differs today; null when the change is about nothing any more. */
  readonly kind: ChangeKind | null;
  /** What the change says it was; null when nobody accounted for it yet. */
  readonly changeKind: ChangeKind | null;
  readonly changeId: ChangeId | null;
  readonly number: number | null;
  readonly editorialReason: string | null;
  readonly decisions: readonly TiedDecision[];
  readonly passageId: PassageId | null;
  readonly anchor: string | null;
  readonly nodeId: NodeId | null;
  /** The element it stands in, after or else before. */
  readonly homeId: NodeId | null;
  readonly homeTitle: string;
  readonly code: string;
  readonly codeBefore: string | null;
  readonly before: string | null;
  readonly after: string | null;
};

export type Problem = "untied" | "kindChanged" | "noDifference" | "noReason";

/** What still forbids publication, for one difference. */
export function problemOf(difference: Difference): Problem | null {
  const { kind, changeKind, editorialReason, decisions } = difference;
  if (kind === null) return "noDifference";
  if (changeKind === null) return "untied";
  if (changeKind !== kind) return "kindChanged";
  return editorialReason === null && decisions.length === 0 ? "noReason" : null;
}

/** What it is, today or when somebody accounted for it. */
export function kindOf({ kind, changeKind }: Difference): ChangeKind {
  const known = kind ?? changeKind;
  if (known === null) throw new RangeError("neither a difference nor a change");
  return known;
}

/** The words before and after, marked; typography alone is no change a reader sees. */
export function segmentsOf({ before, after }: Pick<Difference, "before" | "after">): readonly Segment[] {
  return diffWords(before ?? "", after ?? "");
}

/** A change of typography only: apostrophes, quotes, spaces. */
export function isTypographic(difference: Difference): boolean {
  return difference.kind === "passage_rewritten" && segmentsOf(difference).every(({ op }) => op === "same");
}
