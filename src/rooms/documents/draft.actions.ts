import { Conflict, Invalid, NotFound, Refused } from "#kernel/errors.ts";
import { asId, type DocumentId, type EditionId, type NodeId, type PassageId, type PersonId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import { detailFaults, isConflict, passageTextFault, titleFault, withItemAt } from "./draft.rules.ts";
import {
  type DraftDetails,
  deletePassage,
  placePassages,
  touchDraft,
  updateDetails,
  updateNodeTitle,
  updatePassageText,
} from "./draft.store.ts";
import { findEdition, listEditions, listNodes, listPassages } from "./edition.queries.ts";
import type { EditionPassage } from "./edition.rules.ts";
import { copyEdition, insertPassageIdentities, insertPassages, lockDocument } from "./edition.store.ts";

/*
 * What the editions room does with a draft, always in its own transaction and after its own check of permission. `seen` is
 * what the form showed: a save that would write over somebody else's throws Conflict ("documents.draft.conflict") and
 * changes nothing, so that the page can show both texts.
 */

/** The next edition, a copy to be changed. Throws Refused while the document already has a draft. */
export async function createDraftEdition(
  tx: Tx,
  input: { readonly from: EditionId; readonly createdBy: PersonId | null },
): Promise<EditionId> {
  const from = await findEdition(tx, input.from);
  if (from?.state !== "published") throw new NotFound();
  await lockDocument(tx, from.documentId);
  const editions = await listEditions(tx, from.documentId);
  if (editions.some(({ state }) => state === "draft")) throw new Refused("documents.draft.already");
  return await copyEdition(tx, input);
}

async function openDraft(tx: Tx, editionId: EditionId): Promise<DocumentId> {
  const draft = await touchDraft(tx, editionId);
  if (!draft) throw new Refused("documents.draft.published");
  return asId<DocumentId>(draft.documentId);
}

async function draftPassages(tx: Tx, editionId: EditionId, nodeId: NodeId): Promise<readonly EditionPassage[]> {
  return await listPassages(tx, editionId, [nodeId]);
}

async function draftPassage(tx: Tx, editionId: EditionId, passageId: PassageId): Promise<EditionPassage> {
  const passages = await listPassages(tx, editionId);
  const found = passages.find((passage) => passage.passageId === passageId);
  // Removed meanwhile by somebody else: the text typed is not written anywhere by surprise.
  if (!found) throw new Conflict("documents.draft.removedMeanwhile");
  return found;
}

async function existingNode(tx: Tx, editionId: EditionId, nodeId: NodeId) {
  const node = (await listNodes(tx, editionId)).find((candidate) => candidate.nodeId === nodeId);
  if (!node) throw new NotFound();
  return node;
}

export async function saveDraftPassage(
  tx: Tx,
  input: { editionId: EditionId; passageId: PassageId; text: string; seen: string },
): Promise<void> {
  const fault = passageTextFault(input.text);
  if (fault) throw new Invalid({ text: fault });
  await openDraft(tx, input.editionId);
  const { text: current } = await draftPassage(tx, input.editionId, input.passageId);
  if (isConflict({ seen: input.seen, current, typed: input.text })) throw new Conflict("documents.draft.conflict");
  await updatePassageText(tx, input.editionId, { passageId: input.passageId, text: input.text });
}

/** A new passage with the next anchor of the document, at a place counted from 1 (default: the end of the element). */
export async function addDraftPassage(
  tx: Tx,
  input: { editionId: EditionId; nodeId: NodeId; text: string; position?: number },
): Promise<{ readonly passageId: PassageId; readonly anchor: string }> {
  const fault = passageTextFault(input.text);
  if (fault) throw new Invalid({ text: fault });
  const { editionId, nodeId } = input;
  const documentId = await openDraft(tx, editionId);
  await existingNode(tx, editionId, nodeId);
  await lockDocument(tx, documentId);
  const [identity] = await insertPassageIdentities(tx, documentId, 1);
  if (!identity) throw new Error("no passage was made");
  const before = (await draftPassages(tx, editionId, nodeId)).map(({ passageId }) => passageId);
  const added = { passageId: identity.id, nodeId, position: before.length + 1, text: input.text };
  await insertPassages(tx, { editionId, documentId }, [added]);
  const position = input.position ?? before.length + 1;
  await placePassages(tx, editionId, { nodeId, passageIds: withItemAt(before, identity.id, position) });
  return { passageId: identity.id, anchor: identity.anchor };
}

export async function removeDraftPassage(
  tx: Tx,
  { editionId, passageId, seen }: { editionId: EditionId; passageId: PassageId; seen: string },
): Promise<void> {
  await openDraft(tx, editionId);
  const { nodeId, text } = await draftPassage(tx, editionId, passageId);
  if (text !== seen) throw new Conflict("documents.draft.conflict");
  await deletePassage(tx, editionId, passageId);
  const passageIds = (await draftPassages(tx, editionId, nodeId)).map((passage) => passage.passageId);
  await placePassages(tx, editionId, { nodeId, passageIds });
}

/** To another element, or to another place in its own. Places count from 1. */
export async function moveDraftPassage(
  tx: Tx,
  input: { editionId: EditionId; passageId: PassageId; toNodeId: NodeId; position: number },
): Promise<void> {
  const { editionId, passageId, toNodeId } = input;
  await openDraft(tx, editionId);
  await existingNode(tx, editionId, toNodeId);
  const { nodeId } = await draftPassage(tx, editionId, passageId);
  const there = (await draftPassages(tx, editionId, toNodeId)).map((passage) => passage.passageId);
  const left = (await draftPassages(tx, editionId, nodeId)).map((passage) => passage.passageId);
  const passageIds = withItemAt(there, passageId, input.position);
  await placePassages(tx, editionId, { nodeId: toNodeId, passageIds });
  if (nodeId !== toNodeId) {
    await placePassages(tx, editionId, { nodeId, passageIds: left.filter((id) => id !== passageId) });
  }
}

export async function saveDraftNodeTitle(
  tx: Tx,
  input: { editionId: EditionId; nodeId: NodeId; title: string; seen: string },
): Promise<void> {
  const fault = titleFault(input.title);
  if (fault) throw new Invalid({ title: fault });
  await openDraft(tx, input.editionId);
  const { title: current } = await existingNode(tx, input.editionId, input.nodeId);
  if (isConflict({ seen: input.seen, current, typed: input.title })) throw new Conflict("documents.draft.conflict");
  await updateNodeTitle(tx, input.editionId, { nodeId: input.nodeId, title: input.title });
}

/** Title, subtitle, label ("Version publiée") and note of the draft. */
export async function saveDraftDetails(
  tx: Tx,
  { editionId, ...details }: DraftDetails & { readonly editionId: EditionId },
): Promise<void> {
  const faults = detailFaults(details);
  if (Object.keys(faults).length > 0) throw new Invalid(faults);
  await openDraft(tx, editionId);
  await updateDetails(tx, editionId, details);
}
