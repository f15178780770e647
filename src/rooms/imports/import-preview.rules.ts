import { diffWords, type Segment } from "#engine/diff/diff.ts";
import type { NodeType } from "#kernel/document-types.ts";
import type { ExistingPassage, Fate, ImportPlan, PlannedNode } from "./import-plan.rules.ts";
import { isChanged } from "./passage-choices.rules.ts";
import { flatPlan } from "./plan-import.rules.ts";

export type PreviewedElement = {
  readonly type: NodeType;
  readonly code: string;
  readonly title: string;
  readonly fate: Fate | "removed";
  readonly isMoved: boolean;
  readonly titleSegments: readonly Segment[];
  readonly passages: readonly PreviewedPassage[];
};

export type PreviewedPassage = {
  readonly fate: Fate | "removed";
  readonly segments: readonly Segment[];
  /** Null for one that goes. */
  readonly index: number | null;
  readonly isMoved: boolean;
  /** The number that it has in the edition in force. */
  readonly codeBefore: string | null;
};

/** Elements that an import touches, with their differences; those it keeps whole are left out. */
export function touchedElements(plan: ImportPlan): readonly PreviewedElement[] {
  const present = flatPlan(plan.nodes).map(touched);
  const removed = plan.removedNodes.map(
    (node): PreviewedElement => ({
      type: node.type,
      code: node.code,
      title: node.title,
      fate: "removed",
      isMoved: false,
      titleSegments: [],
      passages: node.passages.map(gone),
    }),
  );
  return [
    ...present.filter((element) => element.fate !== "kept" || element.isMoved || element.passages.length > 0),
    ...removed,
  ];
}

const gone = ({ text, code }: ExistingPassage): PreviewedPassage => ({
  fate: "removed",
  segments: [{ op: "removed", text }],
  index: null,
  isMoved: false,
  codeBefore: code,
});

function touched(node: PlannedNode): PreviewedElement {
  const retitled = node.before !== null && node.fate === "rewritten" && node.before.title !== node.title;
  return {
    type: node.type,
    code: node.code,
    title: node.title,
    fate: node.fate,
    isMoved: node.isMoved,
    titleSegments: retitled ? diffWords(node.before.title, node.title) : [],
    passages: [
      ...node.passages.filter(isChanged).map(({ fate, before, text, index, isMoved, from }) => ({
        fate,
        index,
        isMoved,
        codeBefore: from?.code ?? null,
        segments: before === null ? [{ op: "added" as const, text }] : diffWords(before, text),
      })),
      ...node.removedPassages.map(gone),
    ],
  };
}
