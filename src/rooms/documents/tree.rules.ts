import type { NodeId } from "#kernel/ids.ts";

/** An element in its tree, nothing else. */
export type Branch = { readonly nodeId: NodeId; readonly parentNodeId: NodeId | null; readonly position: number };
export type Leaf = Branch & { readonly sortKey: string };

/** The sort key of a place under a parent: one zero-padded position a level, joined by points. */
const keyUnder = (parentKey: string, position: number): string => {
  const own = String(position).padStart(4, "0");
  return parentKey === "" ? own : `${parentKey}.${own}`;
};

function childrenByParent<B extends Branch>(branches: readonly B[]): ReadonlyMap<NodeId | null, readonly B[]> {
  const sorted = [...branches].sort((a, b) => a.position - b.position);
  return Map.groupBy(sorted, ({ parentNodeId }) => parentNodeId);
}

/** The whole tree numbered again: places 1, 2, 3 under each parent, keys in reading order. */
export function numbered(branches: readonly Branch[]): readonly Leaf[] {
  const children = childrenByParent(branches);
  const under = (parent: NodeId | null, parentKey: string): readonly Leaf[] =>
    (children.get(parent) ?? []).flatMap(({ nodeId }, index) => {
      const sortKey = keyUnder(parentKey, index + 1);
      return [{ nodeId, parentNodeId: parent, position: index + 1, sortKey }, ...under(nodeId, sortKey)];
    });
  return under(null, "");
}

/** An element and all under it. */
export function withDescendants(branches: readonly Branch[], nodeId: NodeId): ReadonlySet<NodeId> {
  const children = childrenByParent(branches);
  const found = new Set<NodeId>();
  const visit = (id: NodeId): void => {
    found.add(id);
    for (const child of children.get(id) ?? []) visit(child.nodeId);
  };
  visit(nodeId);
  return found;
}

/** The tree with one element taken (or put, when it is new) to a place under a parent; beyond the end is the end. */
export function withBranchAt(
  branches: readonly Branch[],
  { nodeId, parentNodeId, position }: Branch,
): readonly Branch[] {
  const siblings = [...branches]
    .filter((branch) => branch.parentNodeId === parentNodeId && branch.nodeId !== nodeId)
    .sort((a, b) => a.position - b.position);
  const at = Math.min(Math.max(1, position), siblings.length + 1) - 1;
  const row = [...siblings.slice(0, at).map((s) => s.nodeId), nodeId, ...siblings.slice(at).map((s) => s.nodeId)];
  const others = branches.filter((branch) => branch.parentNodeId !== parentNodeId && branch.nodeId !== nodeId);
  return [...others, ...row.map((id, index) => ({ nodeId: id, parentNodeId, position: index + 1 }))];
}

/** The code that would come after these: `A1-d` → `A1-e`, `3.2` → `3.3`, `4` → `5`; empty when nothing can be guessed. */
export function nextCode(codes: readonly string[]): string {
  const last = codes.at(-1);
  if (last === undefined) return "";
  const number = /^(.*?)(\d{1,9})$/.exec(last);
  if (number) return `${number[1] ?? ""}${Number(number[2]) + 1}`;
  const letter = /^(.*[^A-Za-z]|)([a-yA-Y])$/.exec(last);
  return letter ? `${letter[1] ?? ""}${String.fromCharCode((letter[2] ?? "").charCodeAt(0) + 1)}` : "";
}
