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

export type Target = {
  readonly value: string;
  readonly unit: string;
  readonly dueOn: string | null;
  readonly territoryCode: string | null;
};

export type Facts = {
  readonly code: string;
  readonly type: string;
  readonly parent: string | null;
  readonly carrier: string | null;
  readonly status: string | null;
  readonly targets: readonly Target[];
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
  /** Of an element: what the text says of it besides its title; null on the side where it does not stand. */
  readonly factsBefore: Facts | null;
  readonly factsAfter: Facts | null;
  /** The passage or element that a split comes from or that a merge went into. */
  readonly linkedCode: string | null;
  readonly linkedAnchor: string | null;
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

/** What is not the same any more of an element that stands in both editions. */
export type FactChange =
  | {
      readonly name: "code" | "type" | "parent" | "carrier" | "status";
      readonly before: string | null;
      readonly after: string | null;
    }
  | { readonly name: "targets"; readonly before: readonly Target[]; readonly after: readonly Target[] };

export function factChanges({
  factsBefore,
  factsAfter,
}: Pick<Difference, "factsBefore" | "factsAfter">): readonly FactChange[] {
  if (!factsBefore || !factsAfter) return [];
  const texts = (["code", "type", "parent", "carrier", "status"] as const)
    .map((name) => ({ name, before: factsBefore[name], after: factsAfter[name] }))
    .filter(({ before, after }) => before !== after);
  const [before, after] = [factsBefore.targets, factsAfter.targets];
  const hasSameTargets = JSON.stringify(before) === JSON.stringify(after);
  return hasSameTargets ? texts : [...texts, { name: "targets", before, after }];
}

/** A change of typography only: apostrophes, quotes, spaces. */
export function isTypographic(difference: Difference): boolean {
  return difference.kind === "passage_rewritten" && segmentsOf(difference).every(({ op }) => op === "same");
}
