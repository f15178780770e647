import { Conflict, Invalid, NotFound, Refused } from "#kernel/errors.ts";
import type { EditionId, NodeId, PassageId, PersonId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import { detailFaults, isConflict, passageTextFault, titleFault, withItemAt } from "./draft.rules.ts";
import {
  type DraftDetails,
  deletePassage,
  placePassages,
  updateDetails,
  updateNodeTitle,
  updatePassageText,
} from "./draft.store.ts";
import { findEdition, listEditions } from "./edition.queries.ts";
import { copyEdition, insertPassageIdentities, insertPassages, lockDocument } from "./edition.store.ts";
import { findSameNewPassage } from "./former.queries.ts";
import { closeGap, draftPassage, draftPassagesOf, existingNode, openDraft } from "./open-draft.actions.ts";
import { pruneLineage } from "./structure.store.ts";

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

/**
 * A new passage with the next anchor of the document, at a place counted from 1 (default: the end of the element). The same
 * words sent twice are one passage.
 */
export async function addDraftPassage(
  tx: Tx,
  input: { editionId: EditionId; nodeId: NodeId; text: string; position?: number },
): Promise<{ readonly passageId: PassageId; readonly anchor: string }> {
  const fault = passageTextFault(input.text);
  if (fault) throw new Invalid({ text: fault });
  const { editionId, nodeId } = input;
  const documentId = await openDraft(tx, editionId);
  await existingNode(tx, editionId, nodeId);
  const same = await findSameNewPassage(tx, editionId, { nodeId, text: input.text });
  if (same) return same;
  await lockDocument(tx, documentId);
  const [identity] = await insertPassageIdentities(tx, documentId, 1);
  if (!identity) throw new Error("no passage was made");
  const before = await draftPassagesOf(tx, editionId, nodeId);
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
  await pruneLineage(tx, editionId);
  await closeGap(tx, editionId, nodeId);
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
  const there = await draftPassagesOf(tx, editionId, toNodeId);
  const passageIds = withItemAt(there, passageId, input.position);
  await placePassages(tx, editionId, { nodeId: toNodeId, passageIds });
  if (nodeId !== toNodeId) await closeGap(tx, editionId, nodeId);
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
