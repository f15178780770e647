import type { NodeType } from "#kernel/document-types.ts";
import type { NodeId, PassageId } from "#kernel/ids.ts";
import type { ImportedNode } from "./imported-document.rules.ts";

/** The edition a file is compared with: its elements in reading order. */
export type ExistingEdition = { readonly nodes: readonly ExistingNode[] };

export type ExistingNode = {
  readonly id: NodeId;
  readonly parentId: NodeId | null;
  readonly type: NodeType;
  readonly code: string;
  readonly title: string;
  readonly passages: readonly ExistingPassage[];
};

export type ExistingPassage = { readonly id: PassageId; readonly text: string };

/** What an import will do, before it does it. */
export type ImportPlan = {
  /** The elements of the new edition, as a tree in reading order. */
  readonly nodes: readonly PlannedNode[];
  /** Elements of the existing edition that the file no longer has, with all their passages. */
  readonly removedNodes: readonly ExistingNode[];
  readonly totals: { readonly nodes: PlanTotals; readonly passages: PlanTotals };
};

export type PlanTotals = {
  readonly created: number;
  readonly kept: number;
  readonly rewritten: number;
  readonly removed: number;
};

/** Kept: a reader sees the same words (typography may differ). Rewritten: the same thing in other words. */
export type Fate = "created" | "kept" | "rewritten";

export type PlannedNode = Omit<ImportedNode, "passages" | "children"> & {
  readonly fate: Fate;
  /** The identity that survives; null when created. */
  readonly id: NodeId | null;
  /** The element as it was; null when created. */
  readonly before: ExistingNode | null;
  /** True when it hangs under another element than before. */
  readonly isMoved: boolean;
  readonly passages: readonly PlannedPassage[];
  readonly removedPassages: readonly ExistingPassage[];
  readonly children: readonly PlannedNode[];
};

export type PlannedPassage = {
  readonly fate: Fate;
  readonly id: PassageId | null;
  readonly text: string;
  readonly before: string | null;
};
