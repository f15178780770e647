import type { ChangeKind, Problem } from "./difference.rules.ts";

const KINDS = {
  passage_added: "editions.kind.passageAdded",
  passage_removed: "editions.kind.passageRemoved",
  passage_rewritten: "editions.kind.passageRewritten",
  passage_moved: "editions.kind.passageMoved",
  node_added: "editions.kind.nodeAdded",
  node_removed: "editions.kind.nodeRemoved",
  node_retitled: "editions.kind.nodeRetitled",
  passage_split: "editions.kind.passageSplit",
  passage_merged: "editions.kind.passageMerged",
  node_moved: "editions.kind.nodeMoved",
  node_split: "editions.kind.nodeSplit",
  node_merged: "editions.kind.nodeMerged",
  node_updated: "editions.kind.nodeUpdated",
} as const;

/** What happened to a passage or an element, by its `{code}`. */
export function kindKey(kind: ChangeKind): (typeof KINDS)[ChangeKind] {
  return KINDS[kind];
}

const PROBLEMS = {
  untied: "editions.problem.untied",
  kindChanged: "editions.problem.kindChanged",
  noDifference: "editions.problem.noDifference",
  noReason: "editions.problem.noReason",
} as const;

/** Why it cannot be published yet, and what to do. */
export function problemKey(problem: Problem): (typeof PROBLEMS)[Problem] {
  return PROBLEMS[problem];
}

/** How a verdict is said and shown: words from the decisions room, given by the routes. */
export type VerdictWords = (verdict: string) => {
  readonly text: string;
  readonly tone: "neutral" | "waiting" | "progress" | "success" | "warning" | "danger";
};
