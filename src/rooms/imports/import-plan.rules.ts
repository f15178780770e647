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
  /** What only some formats can say; kept when the file is of another. */
  readonly facts?: ExistingFacts;
};

export type ExistingFacts = {
  readonly carrier: string | null;
  readonly status: string | null;
  readonly source: string | null;
  readonly figures: readonly ExistingFigure[];
};

/** A target or a measure as it stands in the edition; `value` is exact, as text. */
export type ExistingFigure = {
  readonly kind: "target" | "measure";
  readonly position: number;
  readonly value: string;
  readonly unit: string;
  readonly dueOn: string | null;
  readonly statedOn: string | null;
  readonly measuredOn: string | null;
  readonly territoryCode: string | null;
  readonly source: string | null;
};

/** `anchor` is its permanent name (p12), `code` the number that this edition gives it (A1-a.2). */
export type ExistingPassage = {
  readonly id: PassageId;
  readonly anchor: string;
  readonly code: string;
  readonly text: string;
};

/** What somebody decided for a passage of the file, by its place in reading order: the old passage it continues, or none. */
export type PassageChoices = ReadonlyMap<number, PassageId | null>;

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
  /** Its place in reading order, from 0: what a choice about it is known by. */
  readonly index: number;
  readonly fate: Fate;
  readonly id: PassageId | null;
  readonly text: string;
  readonly before: string | null;
  /** The old passage it continues. */
  readonly from: ExistingPassage | null;
  /** True when it stands under another element than before. */
  readonly isMoved: boolean;
};
