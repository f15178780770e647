import { isSameText } from "#engine/diff/diff.ts";
import { fold } from "#engine/text/fold.ts";
import type { ExistingNode } from "./import-plan.rules.ts";
import type { ImportedNode } from "./imported-document.rules.ts";
import { wordOverlap } from "./pair-passages.rules.ts";

/** A code made from a place proves little: the titles must be alike too. */
const ALIKE = 0.5;

/**
 * Which existing element each element of a file continues. First the same code, when the file gives one: two editions
 * with one code have one element. Then the same type and title, for what was renumbered. Then, for codes made from the
 * place, the same code with a title that is alike.
 */
export function pairNodes(
  nodes: readonly ImportedNode[],
  existing: readonly ExistingNode[],
): ReadonlyMap<ImportedNode, ExistingNode> {
  const pairs = new Map<ImportedNode, ExistingNode>();
  const free = new Set(existing);
  const byCode = new Map(existing.map((node) => [node.code, node]));
  const byTitle = Map.groupBy(existing, titleKey);
  const pair = (node: ImportedNode, found: ExistingNode | undefined) => {
    if (found === undefined || !free.delete(found)) return;
    pairs.set(node, found);
  };
  const unpaired = () => nodes.filter((node) => !pairs.has(node));

  for (const node of nodes) if (node.isCodeGiven) pair(node, byCode.get(node.code));
  for (const node of unpaired())
    pair(
      node,
      byTitle.get(titleKey(node))?.find((other) => free.has(other) && isSameText(other.title, node.title)),
    );
  for (const node of unpaired()) {
    const found = byCode.get(node.code);
    if (!node.isCodeGiven && found?.type === node.type && wordOverlap(found.title, node.title) >= ALIKE)
      pair(node, found);
  }
  return pairs;
}

const titleKey = (node: { readonly type: string; readonly title: string }) => `${node.type} ${fold(node.title)}`;
