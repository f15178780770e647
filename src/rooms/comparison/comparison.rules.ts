import { diffWords, isSameText, type Segment } from "#engine/diff/diff.ts";
import type { NodeType } from "#kernel/document-types.ts";
import type { NodeId, PassageId } from "#kernel/ids.ts";

/** What a comparison needs to know of an element and of a passage. */
type EditionNode = {
  readonly nodeId: NodeId;
  readonly type: NodeType;
  readonly code: string;
  readonly title: string;
};
type EditionPassage = {
  readonly passageId: PassageId;
  readonly anchor: string;
  readonly nodeId: NodeId;
  readonly position: number;
  readonly text: string;
};

export type Side = { readonly nodes: readonly EditionNode[]; readonly passages: readonly EditionPassage[] };

/** Same: the reader sees the same words (typography may differ). Moved: the same words under another element. */
export type Fate = "same" | "added" | "removed" | "rewritten" | "moved";

export type ComparedPassage = {
  readonly passageId: PassageId;
  readonly anchor: string;
  readonly fate: Fate;
  /** Public numbers, null on the side where it does not stand. */
  readonly codeBefore: string | null;
  readonly codeAfter: string | null;
  /** Words of a rewritten passage may have moved too. */
  readonly isMoved: boolean;
  readonly segments: readonly Segment[];
};

export type ComparedNode = {
  readonly nodeId: NodeId;
  readonly type: NodeType;
  readonly code: string;
  readonly title: string;
  readonly fate: "same" | "added" | "removed" | "retitled";
  readonly titleSegments: readonly Segment[];
  readonly passages: readonly ComparedPassage[];
};

export type Counts = Readonly<
  Record<Exclude<Fate, "same"> | "same" | "titles" | "nodesAdded" | "nodesRemoved", number>
>;

export type Comparison = { readonly nodes: readonly ComparedNode[]; readonly counts: Counts };

/** Two editions side by side, in the order of the later one; what was removed stands where it was. */
export function compareEditions(before: Side, after: Side): Comparison {
  const sides = { before: placed(before), after: placed(after) };
  const nodes = mergedOrder(before.nodes, after.nodes).map((id): ComparedNode => {
    const [old, now] = [sides.before.nodes.get(id), sides.after.nodes.get(id)];
    const node = now ?? old;
    if (!node) throw new RangeError("an element of neither edition");
    const words = old && now && !isSameText(old.title, now.title) ? diffWords(old.title, now.title) : [];
    return {
      nodeId: node.nodeId,
      type: node.type,
      code: node.code,
      title: node.title,
      fate: nodeFate(old, now),
      titleSegments: words,
      passages: passagesOf(id, before, after).map((passageId) => comparePassage(passageId, sides)),
    };
  });
  return { nodes, counts: countFates(nodes) };
}

type Placed = {
  readonly nodes: ReadonlyMap<string, EditionNode>;
  readonly passages: ReadonlyMap<string, EditionPassage>;
};
type Sides = { readonly before: Placed; readonly after: Placed };

function placed({ nodes, passages }: Side): Placed {
  return {
    nodes: new Map(nodes.map((node) => [node.nodeId, node])),
    passages: new Map(passages.map((passage) => [passage.passageId, passage])),
  };
}

function nodeFate(old: EditionNode | undefined, now: EditionNode | undefined): ComparedNode["fate"] {
  if (!old) return "added";
  if (!now) return "removed";
  return isSameText(old.title, now.title) ? "same" : "retitled";
}

function comparePassage(passageId: PassageId, { before, after }: Sides): ComparedPassage {
  const [old, now] = [before.passages.get(passageId), after.passages.get(passageId)];
  const code = (passage: EditionPassage | undefined, side: Placed) =>
    passage ? `${side.nodes.get(passage.nodeId)?.code ?? ""}.${passage.position}` : null;
  const isMoved = old !== undefined && now !== undefined && old.nodeId !== now.nodeId;
  return {
    passageId,
    anchor: (now ?? old)?.anchor ?? "",
    fate: passageFate(old, now, isMoved ? "moved" : "same"),
    codeBefore: code(old, before),
    codeAfter: code(now, after),
    isMoved,
    segments: segmentsOf(old?.text, now?.text),
  };
}

function passageFate(
  old: EditionPassage | undefined,
  now: EditionPassage | undefined,
  unchanged: "moved" | "same",
): Fate {
  if (!old) return "added";
  if (!now) return "removed";
  return isSameText(old.text, now.text) ? unchanged : "rewritten";
}

function segmentsOf(old: string | undefined, now: string | undefined): readonly Segment[] {
  if (old === undefined) return now === undefined ? [] : [{ op: "added", text: now }];
  if (now === undefined) return [{ op: "removed", text: old }];
  return diffWords(old, now);
}

/** Passages now under an element, and those that stood there and are removed, after the one they followed. */
function passagesOf(nodeId: string, before: Side, after: Side): readonly PassageId[] {
  const now = after.passages.filter((passage) => passage.nodeId === nodeId).map(({ passageId }) => passageId);
  const stillThere = new Set<string>(after.passages.map(({ passageId }) => passageId));
  const old = before.passages.filter((passage) => passage.nodeId === nodeId).map(({ passageId }) => passageId);
  return withRemoved(
    now,
    old.filter((id) => !stillThere.has(id)),
    old,
  );
}

function mergedOrder(before: readonly EditionNode[], after: readonly EditionNode[]): readonly NodeId[] {
  const now = after.map(({ nodeId }) => nodeId);
  const old = before.map(({ nodeId }) => nodeId);
  const still = new Set<string>(now);
  return withRemoved(
    now,
    old.filter((id) => !still.has(id)),
    old,
  );
}

/** Puts each removed id back after the nearest earlier id that still stands. */
function withRemoved<Id extends string>(now: readonly Id[], removed: readonly Id[], old: readonly Id[]): readonly Id[] {
  const gone = new Set(removed);
  const after = new Map<Id | null, Id[]>();
  const standing = new Set(now);
  let last: Id | null = null;
  for (const id of old) {
    if (gone.has(id)) after.set(last, [...(after.get(last) ?? []), id]);
    else if (standing.has(id)) last = id;
  }
  return [...(after.get(null) ?? []), ...now.flatMap((id) => [id, ...(after.get(id) ?? [])])];
}

function countFates(nodes: readonly ComparedNode[]): Counts {
  const passages = nodes.flatMap((node) => node.passages);
  const count = (fate: Fate) => passages.filter((passage) => passage.fate === fate).length;
  const nodesWith = (fate: ComparedNode["fate"]) => nodes.filter((node) => node.fate === fate).length;
  return {
    same: count("same"),
    added: count("added"),
    removed: count("removed"),
    rewritten: count("rewritten"),
    moved: count("moved"),
    titles: nodesWith("retitled"),
    nodesAdded: nodesWith("added"),
    nodesRemoved: nodesWith("removed"),
  };
}

/** An element with nothing to show is left out, unless the reader asked for everything. */
export function changedNodes(comparison: Comparison, show: "changes" | "everything"): readonly ComparedNode[] {
  if (show === "everything") return comparison.nodes;
  return comparison.nodes
    .map((node) => ({ ...node, passages: node.passages.filter(({ fate }) => fate !== "same") }))
    .filter((node) => node.passages.length > 0 || node.fate !== "same");
}
