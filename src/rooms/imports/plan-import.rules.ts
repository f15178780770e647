import { isSameText } from "#engine/diff/diff.ts";
import type { NodeId } from "#kernel/ids.ts";
import type {
  ExistingEdition,
  ExistingNode,
  Fate,
  ImportPlan,
  PassageChoices,
  PlannedNode,
  PlannedPassage,
  PlanTotals,
} from "./import-plan.rules.ts";
import type { ImportedDocument, ImportedNode } from "./imported-document.rules.ts";
import { matchPassages, type PassageMatches } from "./match-passages.rules.ts";
import { pairNodes } from "./pair-nodes.rules.ts";

/** What importing a file as the next edition will create, keep, rewrite and remove, so that identities survive. */
export function planImport(
  imported: Pick<ImportedDocument, "nodes">,
  existing: ExistingEdition | null,
  choices: PassageChoices = new Map(),
): ImportPlan {
  const olds = existing?.nodes ?? [];
  const all = flat(imported.nodes);
  const pairs = pairNodes(all, olds);
  const matches = matchPassages({ nodes: all, pairs, olds, choices });
  const nodes = imported.nodes.map((node) => planNode(node, null, { pairs, matches }));
  const continued = new Set(pairs.values());
  const removedNodes = olds
    .filter((node) => !continued.has(node))
    .map((node) => ({ ...node, passages: node.passages.filter((passage) => !matches.taken.has(passage)) }));
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

type Found = { readonly pairs: ReadonlyMap<ImportedNode, ExistingNode>; readonly matches: PassageMatches };

function planNode(node: ImportedNode, parentId: NodeId | null, found: Found): PlannedNode {
  const before = found.pairs.get(node) ?? null;
  const id = before?.id ?? null;
  return {
    ...node,
    fate: nodeFate(node, before),
    id,
    before,
    isMoved: before !== null && before.parentId !== parentId,
    ...planPassages(node, before, found.matches),
    children: node.children.map((child) => planNode(child, id, found)),
  };
}

function nodeFate(node: ImportedNode, before: ExistingNode | null): Fate {
  if (before === null) return "created";
  const isSame = isSameText(before.title, node.title) && before.type === node.type && before.code === node.code;
  return isSame ? "kept" : "rewritten";
}

function planPassages(
  node: ImportedNode,
  before: ExistingNode | null,
  matches: PassageMatches,
): Pick<PlannedNode, "passages" | "removedPassages"> {
  const planned = node.passages.map((text, at): PlannedPassage => {
    const index = (matches.firstIndex.get(node) ?? 0) + at;
    const from = matches.byIndex.get(index) ?? null;
    if (from === null) return { index, fate: "created", id: null, text, before: null, from, isMoved: false };
    const fate = isSameText(from.text, text) ? "kept" : "rewritten";
    const isMoved = !before?.passages.includes(from);
    return { index, fate, id: from.id, text, before: from.text, from, isMoved };
  });
  return {
    passages: planned,
    removedPassages: (before?.passages ?? []).filter((passage) => !matches.taken.has(passage)),
  };
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
