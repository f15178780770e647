const KEYS = {
  passage_added: "decisions.change.passageAdded",
  passage_removed: "decisions.change.passageRemoved",
  passage_rewritten: "decisions.change.passageRewritten",
  passage_moved: "decisions.change.passageMoved",
  node_added: "decisions.change.nodeAdded",
  node_removed: "decisions.change.nodeRemoved",
  node_retitled: "decisions.change.nodeRetitled",
  passage_split: "decisions.change.passageSplit",
  passage_merged: "decisions.change.passageMerged",
  node_moved: "decisions.change.nodeMoved",
  node_split: "decisions.change.nodeSplit",
  node_merged: "decisions.change.nodeMerged",
  node_updated: "decisions.change.nodeUpdated",
} as const;
export type ChangeKind = keyof typeof KEYS;

export function isChangeKind(text: string): text is ChangeKind {
  return Object.hasOwn(KEYS, text);
}

/** The message that says what happened to a passage or an element, by its `{code}`. */
export function changeKindKey(kind: string): (typeof KEYS)[ChangeKind] {
  if (!isChangeKind(kind)) throw new RangeError(`no kind of change: ${kind}`);
  return KEYS[kind];
}
