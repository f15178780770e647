import { Conflict, NotFound, Refused } from "#kernel/errors.ts";
import { asId, type DocumentId, type EditionId, type NodeId, type PassageId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import { placePassages, touchDraft } from "./draft.store.ts";
import { listNodes, listPassages } from "./edition.queries.ts";
import type { EditionNode, EditionPassage } from "./edition.rules.ts";
import { findEditionPassage } from "./former.queries.ts";

/** Holds the draft until the end of the transaction, and counts one save more. */
export async function openDraft(tx: Tx, editionId: EditionId): Promise<DocumentId> {
  const draft = await touchDraft(tx, editionId);
  if (!draft) throw new Refused("documents.draft.published");
  return asId<DocumentId>(draft.documentId);
}

export async function draftPassagesOf(tx: Tx, editionId: EditionId, nodeId: NodeId): Promise<readonly PassageId[]> {
  return (await listPassages(tx, editionId, [nodeId])).map(({ passageId }) => passageId);
}

export async function draftPassage(tx: Tx, editionId: EditionId, passageId: PassageId): Promise<EditionPassage> {
  const found = await findEditionPassage(tx, editionId, passageId);
  // Removed meanwhile by somebody else: the text typed is not written anywhere by surprise.
  if (!found) throw new Conflict("documents.draft.removedMeanwhile");
  return found;
}

export async function draftNodes(tx: Tx, editionId: EditionId): Promise<readonly EditionNode[]> {
  return await listNodes(tx, editionId);
}

export async function existingNode(tx: Tx, editionId: EditionId, nodeId: NodeId): Promise<EditionNode> {
  const node = (await draftNodes(tx, editionId)).find((candidate) => candidate.nodeId === nodeId);
  if (!node) throw new NotFound();
  return node;
}

/** The passages of an element take places 1, 2, 3 again after one left. */
export async function closeGap(tx: Tx, editionId: EditionId, nodeId: NodeId): Promise<void> {
  const passageIds = await draftPassagesOf(tx, editionId, nodeId);
  await placePassages(tx, editionId, { nodeId, passageIds });
}
