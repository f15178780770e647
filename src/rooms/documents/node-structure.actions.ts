import { saysSomething } from "#engine/text/says-something.ts";
import { NODE_TYPES, type NodeType } from "#kernel/document-types.ts";
import { Conflict, Invalid, NotFound } from "#kernel/errors.ts";
import type { EditionId, NodeId, PassageId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import { titleFault } from "./draft.rules.ts";
import { placePassages } from "./draft.store.ts";
import { listPassages } from "./edition.queries.ts";
import type { EditionNode } from "./edition.rules.ts";
import { insertNodeIdentities, insertNodes, lockDocument } from "./edition.store.ts";
import { lastPlace, nodeLinks, nodeStoodBefore } from "./former.queries.ts";
import { closeGap, draftNodes, draftPassagesOf, openDraft } from "./open-draft.actions.ts";
import { bringBack } from "./passage-structure.actions.ts";
import {
  copyNode,
  deleteNodes,
  insertNodeLineage,
  type LineageMaker,
  moveFigures,
  type NodeFacts,
  placeNodes,
  pruneLineage,
  updateNodeFacts,
} from "./structure.store.ts";
import { numbered, withBranchAt, withDescendants } from "./tree.rules.ts";

export type { LineageMaker, NodeFacts };

/*
 * Elements of a draft added, moved, described, removed, split, merged, brought back. As for passages: in the caller's
 * transaction, after its check of permission; a form sent twice does its work once.
 */

const CODE_LIMIT = 40;
const FACT_LIMIT = 300;

type Named = { readonly code: string; readonly title: string; readonly type: NodeType };

function factFaults(
  { code, type, carrier = null, status = null }: Partial<NodeFacts> & { code: string; type: string },
  others: readonly EditionNode[],
): Readonly<Record<string, string>> {
  const faults: Record<string, string> = {};
  if (!saysSomething(code) || code.length > CODE_LIMIT || /[/?#\s]/.test(code)) faults.code = "documents.draft.badCode";
  else if (others.some((node) => node.code === code)) faults.code = "documents.draft.codeTaken";
  if (!NODE_TYPES.some((known) => known === type)) faults.type = "documents.draft.badType";
  if ((carrier?.length ?? 0) > FACT_LIMIT) faults.carrier = "documents.draft.longFact";
  if ((status?.length ?? 0) > FACT_LIMIT) faults.status = "documents.draft.longFact";
  return faults;
}

function checkNamed(named: Named, others: readonly EditionNode[]): void {
  const atTitle = titleFault(named.title);
  const faults = { ...(atTitle ? { title: atTitle } : {}), ...factFaults(named, others) };
  if (Object.keys(faults).length > 0) throw new Invalid(faults);
}

type NewNode = Named & {
  readonly editionId: EditionId;
  readonly parentNodeId: NodeId | null;
  readonly position: number;
};

/** A new element under a parent, or at the top of the text. */
export async function addDraftNode(tx: Tx, input: NewNode): Promise<NodeId> {
  const { editionId, parentNodeId, position, code, title, type } = input;
  const documentId = await openDraft(tx, editionId);
  const nodes = await draftNodes(tx, editionId);
  const same = nodes.find((node) => node.code === code && node.title === title && node.parentNodeId === parentNodeId);
  if (same) return same.nodeId;
  checkNamed(input, nodes);
  if (parentNodeId !== null && !nodes.some(({ nodeId }) => nodeId === parentNodeId)) throw new NotFound();
  await lockDocument(tx, documentId);
  const [nodeId] = await insertNodeIdentities(tx, documentId, 1);
  if (!nodeId) throw new Error("no element was made");
  const leaves = numbered(withBranchAt(nodes, { nodeId, parentNodeId, position }));
  const leaf = leaves.find((one) => one.nodeId === nodeId);
  if (!leaf) throw new Error("the element has no place");
  const row = { ...leaf, type, code, title, carrier: null, status: null, source: null };
  await insertNodes(tx, { editionId, documentId }, [row]);
  await placeNodes(tx, editionId, leaves);
  return nodeId;
}

/** Under another parent or to another place, with all that it holds. */
export async function moveDraftNode(
  tx: Tx,
  input: { editionId: EditionId; nodeId: NodeId; parentNodeId: NodeId | null; position: number },
): Promise<void> {
  const { editionId, nodeId, parentNodeId, position } = input;
  await openDraft(tx, editionId);
  const nodes = await draftNodes(tx, editionId);
  const ids = new Set(nodes.map((node) => node.nodeId));
  if (!ids.has(nodeId)) throw new Conflict("documents.draft.nodeRemoved");
  if (parentNodeId !== null && !ids.has(parentNodeId)) throw new NotFound();
  if (parentNodeId !== null && withDescendants(nodes, nodeId).has(parentNodeId)) {
    throw new Invalid({ parent: "documents.draft.underItself" });
  }
  await placeNodes(tx, editionId, numbered(withBranchAt(nodes, { nodeId, parentNodeId, position })));
}

type FactsInput = NodeFacts & { readonly editionId: EditionId; readonly nodeId: NodeId; readonly seen: NodeFacts };

/** Code, kind, carrier and status. */
export async function saveDraftNodeFacts(tx: Tx, { editionId, nodeId, seen, ...facts }: FactsInput): Promise<void> {
  await openDraft(tx, editionId);
  const nodes = await draftNodes(tx, editionId);
  const now = nodes.find((node) => node.nodeId === nodeId);
  if (!now) throw new Conflict("documents.draft.nodeRemoved");
  const faults = factFaults(
    facts,
    nodes.filter((node) => node !== now),
  );
  if (Object.keys(faults).length > 0) throw new Invalid(faults);
  const names = ["code", "type", "carrier", "status"] as const;
  if (!names.every((name) => now[name] === seen[name] || now[name] === facts[name])) {
    throw new Conflict("documents.draft.conflict");
  }
  await updateNodeFacts(tx, editionId, { nodeId, ...facts });
}

/** An element leaves with all under it; `seen` is how many elements and passages the form said. */
export async function removeDraftNode(
  tx: Tx,
  { editionId, nodeId, seen }: { editionId: EditionId; nodeId: NodeId; seen: string },
): Promise<void> {
  await openDraft(tx, editionId);
  const nodes = await draftNodes(tx, editionId);
  if (!nodes.some((node) => node.nodeId === nodeId)) return;
  const leaving = withDescendants(nodes, nodeId);
  const passages = nodes.reduce((sum, node) => sum + (leaving.has(node.nodeId) ? node.passageCount : 0), 0);
  if (seen !== `${leaving.size}-${passages}`) throw new Conflict("documents.draft.conflict");
  await deleteNodes(tx, editionId, [...leaving]);
  await placeNodes(tx, editionId, numbered(nodes.filter((node) => !leaving.has(node.nodeId))));
}

type NodeSplit = Named & {
  readonly editionId: EditionId;
  readonly nodeId: NodeId;
  /** What goes to the new element. */
  readonly passageIds: readonly PassageId[];
  readonly childIds: readonly NodeId[];
};

/** The element keeps its identity and what is not chosen; a new one just after it takes the rest. */
export async function splitDraftNode(tx: Tx, input: NodeSplit, by: LineageMaker): Promise<NodeId> {
  const { editionId, nodeId, code, title } = input;
  await openDraft(tx, editionId);
  const nodes = await draftNodes(tx, editionId);
  const node = nodes.find((one) => one.nodeId === nodeId);
  if (!node) throw new Conflict("documents.draft.nodeRemoved");
  const made = new Set((await nodeLinks(tx, editionId, nodeId)).map(({ toId }) => toId));
  const same = nodes.find((one) => made.has(one.nodeId) && one.code === code && one.title === title);
  if (same) return same.nodeId;
  checkNamed(input, nodes);
  if (input.passageIds.length + input.childIds.length === 0)
    throw new Invalid({ parts: "documents.draft.nothingChosen" });
  const position = node.position + 1;
  const newId = await addDraftNode(tx, { ...input, parentNodeId: node.parentNodeId, position });
  await takeOver(tx, editionId, { from: nodeId, to: newId, ...input });
  if (await nodeStoodBefore(tx, editionId, nodeId)) {
    await insertNodeLineage(tx, { editionId, from: nodeId, to: newId, kind: "split" }, by);
  }
  return newId;
}

type TakeOver = {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly passageIds: readonly PassageId[];
  readonly childIds: readonly NodeId[];
};

/** Passages and children go to the end of another element, in their order. */
async function takeOver(tx: Tx, editionId: EditionId, { from, to, passageIds, childIds }: TakeOver): Promise<void> {
  const chosen = new Set(passageIds);
  const there = await draftPassagesOf(tx, editionId, to);
  const going = (await draftPassagesOf(tx, editionId, from)).filter((id) => chosen.has(id));
  await placePassages(tx, editionId, { nodeId: to, passageIds: [...there, ...going] });
  await closeGap(tx, editionId, from);
  const children = new Set(childIds);
  let branches: readonly Pick<EditionNode, "nodeId" | "parentNodeId" | "position">[] = await draftNodes(tx, editionId);
  const moving = branches.filter(({ nodeId, parentNodeId }) => parentNodeId === from && children.has(nodeId));
  for (const { nodeId } of moving.toSorted((a, b) => a.position - b.position)) {
    branches = withBranchAt(branches, { nodeId, parentNodeId: to, position: branches.length + 1 });
  }
  if (moving.length > 0) await placeNodes(tx, editionId, numbered(branches));
}

/** An element gives all that it holds to another, and leaves. */
export async function mergeDraftNodes(
  tx: Tx,
  { editionId, from, into }: { editionId: EditionId; from: NodeId; into: NodeId },
  by: LineageMaker,
): Promise<void> {
  await openDraft(tx, editionId);
  const nodes = await draftNodes(tx, editionId);
  if (!nodes.some(({ nodeId }) => nodeId === into)) throw new Conflict("documents.draft.nodeRemoved");
  if (!nodes.some(({ nodeId }) => nodeId === from)) {
    const links = await nodeLinks(tx, editionId, from);
    if (links.some(({ kind, toId }) => kind === "merged" && toId === into)) return;
    throw new Conflict("documents.draft.nodeRemoved");
  }
  if (withDescendants(nodes, from).has(into)) throw new Invalid({ into: "documents.draft.underItself" });
  const passages = await listPassages(tx, editionId, [from]);
  const passageIds = passages.map(({ passageId }) => passageId);
  const childIds = nodes.filter(({ parentNodeId }) => parentNodeId === from).map(({ nodeId }) => nodeId);
  await takeOver(tx, editionId, { from, to: into, passageIds, childIds });
  await moveFigures(tx, editionId, { from, to: into });
  const wasThere = await nodeStoodBefore(tx, editionId, from);
  await deleteNodes(tx, editionId, [from]);
  const left = (await draftNodes(tx, editionId)).filter(({ nodeId }) => nodeId !== from);
  await placeNodes(tx, editionId, numbered(left));
  if (wasThere) await insertNodeLineage(tx, { editionId, from, to: into, kind: "merged" }, by);
}

/** An element that an edition published comes back where it stood, with those of its passages that the draft does not hold. */
export async function restoreDraftNode(
  tx: Tx,
  { editionId, nodeId }: { editionId: EditionId; nodeId: NodeId },
): Promise<void> {
  const documentId = await openDraft(tx, editionId);
  const nodes = await draftNodes(tx, editionId);
  if (nodes.some((node) => node.nodeId === nodeId)) return;
  const place = await lastPlace(tx, documentId, nodeId);
  if (!place) throw new NotFound();
  if (nodes.some(({ code }) => code === place.code)) throw new Conflict("documents.draft.codeTaken");
  const isParentThere = nodes.some((node) => node.nodeId === place.parentNodeId);
  const parentNodeId = isParentThere ? place.parentNodeId : null;
  const leaves = numbered(withBranchAt(nodes, { nodeId, parentNodeId, position: place.position }));
  const leaf = leaves.find((one) => one.nodeId === nodeId);
  if (!leaf) throw new Error("the element has no place");
  await copyNode(tx, { editionId, from: place.editionId, nodeId, leaf, code: place.code });
  await placeNodes(tx, editionId, leaves);
  await pruneLineage(tx, editionId);
  const standing = new Set((await listPassages(tx, editionId)).map(({ passageId }) => passageId));
  for (const { passageId, position } of await listPassages(tx, place.editionId, [nodeId])) {
    if (!standing.has(passageId)) await bringBack(tx, { editionId, documentId }, { passageId, nodeId, position });
  }
}
