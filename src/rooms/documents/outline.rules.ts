import type { NodeType } from "#kernel/document-types.ts";
import type { NodeId } from "#kernel/ids.ts";

/** An element as it stands in an edition, without its words. */
export type OutlineNode = {
  readonly nodeId: NodeId;
  readonly parentNodeId: NodeId | null;
  readonly type: NodeType;
  readonly code: string;
  readonly title: string;
  readonly passageCount: number;
};

export type Outline<N extends OutlineNode = OutlineNode> = {
  readonly nodes: readonly N[];
  readonly roots: readonly N[];
  readonly byId: ReadonlyMap<string, N>;
  readonly byCode: ReadonlyMap<string, N>;
  readonly childrenOf: (node: N) => readonly N[];
  /** The pages of the edition in reading order: one per priority, or per axis where priorities are not known. */
  readonly pages: readonly N[];
  /** The node whose page shows this one: itself, or the nearest part above that has a page. */
  readonly pageHolding: (node: N) => N;
};

/**
 * What one page may hold, in HTML elements: the budget of 450 less the frame of the page (about 100). Measured on the pages
 * themselves: a passage with its number and three links, an element with its heading, carrier and link.
 */
export const PAGE_WEIGHT = { limit: 345, passage: 13, element: 8 } as const;

/** Nodes come in reading order. */
export function outlineOf<N extends OutlineNode>(nodes: readonly N[]): Outline<N> {
  const children = new Map<string, N[]>();
  for (const node of nodes) {
    const key = node.parentNodeId ?? "";
    const siblings = children.get(key);
    if (siblings) siblings.push(node);
    else children.set(key, [node]);
  }
  const roots = children.get("") ?? [];
  const childrenOf = (node: N) => children.get(node.nodeId) ?? [];
  const weightOf = (node: N): number =>
    PAGE_WEIGHT.element +
    PAGE_WEIGHT.passage * node.passageCount +
    childrenOf(node).reduce((sum, child) => sum + weightOf(child), 0);
  const pages: N[] = [];
  const holders = new Map<string, N>();
  const hold = (node: N, page: N): void => {
    holders.set(node.nodeId, page);
    for (const child of childrenOf(node)) hold(child, page);
  };
  const visit = (node: N): void => {
    pages.push(node);
    hold(node, node);
    if (linksChildren(childrenOf(node), weightOf(node))) for (const child of childrenOf(node)) visit(child);
  };
  for (const root of roots) visit(root);
  return {
    nodes,
    roots,
    byId: new Map(nodes.map((node) => [node.nodeId, node])),
    byCode: new Map(nodes.map((node) => [node.code, node])),
    childrenOf,
    pages,
    pageHolding: (node) => holders.get(node.nodeId) ?? node,
  };
}

/** Children have pages of their own when they are priorities, or when a part is too long for one page. */
function linksChildren(children: readonly OutlineNode[], weight: number): boolean {
  if (children.some(({ type }) => type === "priority")) return true;
  return children.length > 0 && weight > PAGE_WEIGHT.limit;
}

/** A node and all under it, in reading order. */
export function subtree<N extends OutlineNode>(outline: Outline<N>, node: N): readonly N[] {
  return [node, ...outline.childrenOf(node).flatMap((child) => subtree(outline, child))];
}

/** From the top of the document down to the parent of a node. */
export function ancestors<N extends OutlineNode>(outline: Outline<N>, node: N): readonly N[] {
  const parent = node.parentNodeId ? outline.byId.get(node.parentNodeId) : undefined;
  return parent ? [...ancestors(outline, parent), parent] : [];
}

/** What one reading page holds: elements shown with their passages, and elements that are links to their own page. */
export type ReadingPage<N extends OutlineNode = OutlineNode> = {
  readonly node: N;
  readonly shown: readonly N[];
  readonly linked: readonly N[];
};

export function readingPage<N extends OutlineNode>(outline: Outline<N>, node: N): ReadingPage<N> {
  const children = outline.childrenOf(node);
  const isSplit = children.some((child) => outline.pageHolding(child) === child);
  return isSplit ? { node, shown: [node], linked: children } : { node, shown: subtree(outline, node), linked: [] };
}

/** Before and after: the pages around, or for an element inside a page, its siblings. */
export function neighbours<N extends OutlineNode>(outline: Outline<N>, node: N): { previous?: N; next?: N } {
  const parent = node.parentNodeId ? outline.byId.get(node.parentNodeId) : undefined;
  const siblings = parent ? outline.childrenOf(parent) : outline.roots;
  const row = outline.pages.includes(node) ? outline.pages : siblings;
  const at = row.indexOf(node);
  const [previous, next] = [row[at - 1], row[at + 1]];
  return { ...(previous ? { previous } : {}), ...(next ? { next } : {}) };
}

/** The public number of a passage: the code of its element, a point, its place. */
export function passageCode(nodeCode: string, position: number): string {
  return `${nodeCode}.${position}`;
}

/** Names of the totals in files, from the widest part to the narrowest. */
const TOTALS: readonly (readonly [string, NodeType])[] = [
  ["axes", "axis"],
  ["orientations", "orientation"],
  ["priorities", "priority"],
  ["objectives", "objective"],
  ["actions", "action"],
  ["chapters", "chapter"],
  ["articles", "article"],
];

/** Official totals beside what is described here: "official total 65, described here: 21". Unknown names are left out. */
export function totalsOf(
  official: Readonly<Record<string, unknown>>,
  nodes: readonly OutlineNode[],
): readonly { readonly type: NodeType; readonly official: number; readonly described: number }[] {
  return TOTALS.flatMap(([name, type]) => {
    const total = official[name];
    if (typeof total !== "number") return [];
    return [{ type, official: total, described: nodes.filter((node) => node.type === type).length }];
  });
}
