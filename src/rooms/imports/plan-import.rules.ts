import { isSameText } from "#engine/diff/diff.ts";
import type { NodeId } from "#kernel/ids.ts";
import type {
  ExistingEdition,
  ExistingNode,
  Fate,
  ImportPlan,
  PlannedNode,
  PlannedPassage,
  PlanTotals,
} from "./import-plan.rules.ts";
import type { ImportedDocument, ImportedNode } from "./imported-document.rules.ts";
import { pairNodes } from "./pair-nodes.rules.ts";
import { pairPassages } from "./pair-passages.rules.ts";

/** What importing a file as the next edition will create, keep, rewrite and remove, so that identities survive. */
export function planImport(imported: Pick<ImportedDocument, "nodes">, existing: ExistingEdition | null): ImportPlan {
  const olds = existing?.nodes ?? [];
  const pairs = pairNodes(flat(imported.nodes), olds);
  const nodes = imported.nodes.map((node) => planNode(node, null, pairs));
  const continued = new Set(pairs.values());
  const removedNodes = olds.filter((node) => !continued.has(node));
  const planned = flatPlan(nodes);
  const removedPassages =
    planned.reduce((n, node) => n + node.removedPassages.length, 0) +
    removedNodes.reduce((n, node) => n + node.passages.length, 0);
  return {
    nodes,
    removedNodes,
    totals: {
      nodes: totals(planned, removedNodes.length),
      passages: totals(
        planned.flatMap((node) => node.passages),
        removedPassages,
      ),
    },
  };
}

function planNode(
  node: ImportedNode,
  parentId: NodeId | null,
  pairs: ReadonlyMap<ImportedNode, ExistingNode>,
): PlannedNode {
  const before = pairs.get(node) ?? null;
  const id = before?.id ?? null;
  return {
    ...node,
    fate: nodeFate(node, before),
    id,
    before,
    isMoved: before !== null && before.parentId !== parentId,
    ...planPassages(node.passages, before),
    children: node.children.map((child) => planNode(child, id, pairs)),
  };
}

function nodeFate(node: ImportedNode, before: ExistingNode | null): Fate {
  if (before === null) return "created";
  const isSame = isSameText(before.title, node.title) && before.type === node.type && before.code === node.code;
  return isSame ? "kept" : "rewritten";
}

function planPassages(
  texts: readonly string[],
  before: ExistingNode | null,
): Pick<PlannedNode, "passages" | "removedPassages"> {
  const olds = before?.passages ?? [];
  const pairs = pairPassages(texts, olds);
  const passages = texts.map((text, at): PlannedPassage => {
    const old = olds[pairs[at] ?? -1];
    if (old === undefined) return { fate: "created", id: null, text, before: null };
    return { fate: isSameText(old.text, text) ? "kept" : "rewritten", id: old.id, text, before: old.text };
  });
  return { passages, removedPassages: olds.filter((_, place) => !pairs.includes(place)) };
}

function totals(items: readonly { readonly fate: Fate }[], removed: number): PlanTotals {
  const count = (fate: Fate) => items.filter((item) => item.fate === fate).length;
  return { created: count("created"), kept: count("kept"), rewritten: count("rewritten"), removed };
}

/** The elements of a plan one after the other, in reading order. */
export function flatPlan(nodes: readonly PlannedNode[]): PlannedNode[] {
  return nodes.flatMap((node) => [node, ...flatPlan(node.children)]);
}

function flat(nodes: readonly ImportedNode[]): ImportedNode[] {
  return nodes.flatMap((node) => [node, ...flat(node.children)]);
}
