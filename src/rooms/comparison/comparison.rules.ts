import { diffWords, isSameText, type Segment } from "#engine/diff/diff.ts";
import type { NodeType } from "#kernel/document-types.ts";
import type { NodeId, PassageId } from "#kernel/ids.ts";
import { type ComparedFact, compareFacts, targetsByNode } from "./compared-facts.rules.ts";
import { displaced } from "./displaced.rules.ts";

/** What a comparison needs to know of an element, of a passage and of a figure. */
type SideNode = {
  readonly nodeId: NodeId;
  readonly parentNodeId: NodeId | null;
  readonly position: number;
  readonly type: NodeType;
  readonly code: string;
  readonly title: string;
  readonly carrier?: string | null;
  readonly status?: string | null;
};
type SidePassage = {
  readonly passageId: PassageId;
  readonly anchor: string;
  readonly nodeId: NodeId;
  readonly position: number;
  readonly text: string;
};
type SideFigures = Parameters<typeof targetsByNode>[0];

/** An edition: its elements and passages in reading order, its figures where targets are compared too. */
export type Side = {
  readonly nodes: readonly SideNode[];
  readonly passages: readonly SidePassage[];
  readonly figures?: SideFigures;
};

/** Same: the reader sees the same words (typography may differ). Moved: the same words at another place. */
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
  readonly fate: "same" | "added" | "removed" | "retitled" | "moved" | "updated";
  /** A part with another title may have moved too; null when it did not, else the codes of what it stood and stands under. */
  readonly moved: { readonly before: string | null; readonly after: string | null } | null;
  readonly titleSegments: readonly Segment[];
  readonly facts: readonly ComparedFact[];
  readonly passages: readonly ComparedPassage[];
};

export type Counts = Readonly<
  Record<Fate | "titles" | "nodesAdded" | "nodesRemoved" | "nodesMoved" | "nodesUpdated", number>
>;

export type Comparison = { readonly nodes: readonly ComparedNode[]; readonly counts: Counts };

/** Two editions side by side, in the order of the later one; what was removed stands where it was. */
export function compareEditions(before: Side, after: Side): Comparison {
  const sides: Sides = { before: placed(before), after: placed(after) };
  const moved = {
    passages: movedInside(sides.before.passagesOf, sides.after.passagesOf, ({ passageId }) => passageId),
    nodes: movedInside(sides.before.childrenOf, sides.after.childrenOf, ({ nodeId }) => nodeId),
  };
  const nodes = mergedOrder(before.nodes, after.nodes).map((id): ComparedNode => {
    const compared = compareNode(id, sides, moved.nodes);
    const passages = passagesOf(id, sides).map((passageId) => comparePassage(passageId, sides, moved.passages));
    return { ...compared, passages };
  });
  return { nodes, counts: countFates(nodes) };
}

type Placed = {
  readonly nodes: ReadonlyMap<string, SideNode>;
  readonly passages: ReadonlyMap<string, SidePassage>;
  readonly passagesOf: ReadonlyMap<string, readonly SidePassage[]>;
  readonly childrenOf: ReadonlyMap<string, readonly SideNode[]>;
  readonly targets: ReadonlyMap<string, readonly string[]>;
};
type Sides = { readonly before: Placed; readonly after: Placed };

function placed({ nodes, passages, figures = [] }: Side): Placed {
  return {
    nodes: new Map(nodes.map((node) => [node.nodeId, node])),
    passages: new Map(passages.map((passage) => [passage.passageId, passage])),
    passagesOf: Map.groupBy(passages, ({ nodeId }) => nodeId),
    childrenOf: Map.groupBy(
      [...nodes].sort((a, b) => a.position - b.position),
      ({ parentNodeId }) => parentNodeId ?? "",
    ),
    targets: targetsByNode(figures),
  };
}

/** What stands under the same parent on both sides, but at another place among those that do. */
function movedInside<Item, Id extends string>(
  before: ReadonlyMap<string, readonly Item[]>,
  after: ReadonlyMap<string, readonly Item[]>,
  idOf: (item: Item) => Id,
): ReadonlySet<string> {
  const moved = new Set<string>();
  for (const [parent, items] of after) {
    const old = (before.get(parent) ?? []).map(idOf);
    for (const id of displaced(old, items.map(idOf))) moved.add(id);
  }
  return moved;
}

function compareNode(id: NodeId, { before, after }: Sides, moved: ReadonlySet<string>): Omit<ComparedNode, "passages"> {
  const [old, now] = [before.nodes.get(id), after.nodes.get(id)];
  const node = now ?? old;
  if (!node) throw new RangeError("an element of neither edition");
  const { nodeId, type, code, title } = node;
  const named = { nodeId, type, code, title };
  if (!old || !now) return { ...named, fate: now ? "added" : "removed", moved: null, titleSegments: [], facts: [] };
  const isMoved = old.parentNodeId !== now.parentNodeId || moved.has(id);
  const parentCode = (side: Placed, { parentNodeId }: SideNode) => side.nodes.get(parentNodeId ?? "")?.code ?? null;
  const facts = compareFacts(
    { ...old, targets: before.targets.get(id) ?? [] },
    { ...now, targets: after.targets.get(id) ?? [] },
  );
  const hasSameTitle = isSameText(old.title, now.title);
  return {
    ...named,
    fate: hasSameTitle ? quietFate(isMoved, facts.length > 0) : "retitled",
    moved: isMoved ? { before: parentCode(before, old), after: parentCode(after, now) } : null,
    titleSegments: hasSameTitle ? [] : diffWords(old.title, now.title),
    facts,
  };
}

function quietFate(isMoved: boolean, isUpdated: boolean): "moved" | "updated" | "same" {
  if (isMoved) return "moved";
  return isUpdated ? "updated" : "same";
}

function comparePassage(passageId: PassageId, { before, after }: Sides, moved: ReadonlySet<string>): ComparedPassage {
  const [old, now] = [before.passages.get(passageId), after.passages.get(passageId)];
  const code = (passage: SidePassage | undefined, side: Placed) =>
    passage ? `${side.nodes.get(passage.nodeId)?.code ?? ""}.${passage.position}` : null;
  const isMoved = old !== undefined && now !== undefined && (old.nodeId !== now.nodeId || moved.has(passageId));
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

function passageFate(old: SidePassage | undefined, now: SidePassage | undefined, unchanged: "moved" | "same"): Fate {
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
function passagesOf(nodeId: string, { before, after }: Sides): readonly PassageId[] {
  const now = (after.passagesOf.get(nodeId) ?? []).map(({ passageId }) => passageId);
  const old = (before.passagesOf.get(nodeId) ?? []).map(({ passageId }) => passageId);
  return withRemoved(
    now,
    old.filter((id) => !after.passages.has(id)),
    old,
  );
}

function mergedOrder(before: readonly SideNode[], after: readonly SideNode[]): readonly NodeId[] {
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
    nodesMoved: nodesWith("moved"),
    nodesUpdated: nodesWith("updated"),
  };
}

/** An element with nothing to show is left out, unless the reader asked for everything. */
export function changedNodes(comparison: Comparison, show: "changes" | "everything"): readonly ComparedNode[] {
  if (show === "everything") return comparison.nodes;
  return comparison.nodes
    .map((node) => ({ ...node, passages: node.passages.filter(({ fate }) => fate !== "same") }))
    .filter((node) => node.passages.length > 0 || node.fate !== "same");
}
