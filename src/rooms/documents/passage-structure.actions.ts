import { Conflict, Invalid, NotFound } from "#kernel/errors.ts";
import type { DocumentId, EditionId, NodeId, PassageId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import { passageTextFault, withItemAt } from "./draft.rules.ts";
import { deletePassage, placePassages, updatePassageText } from "./draft.store.ts";
import { insertPassageIdentities, insertPassages, lockDocument, type PassageIdentity } from "./edition.store.ts";
import { findEditionPassage, lastWords, passageLinks, passageStoodBefore } from "./former.queries.ts";
import { closeGap, draftPassage, draftPassagesOf, existingNode, openDraft } from "./open-draft.actions.ts";
import { insertPassageLineage, type LineageMaker, pruneLineage } from "./structure.store.ts";

/*
 * Passages of a draft split, merged, brought back. Identities are kept: contributions find the words they were about, and the
 * way to where those words went. Called in the transaction of a caller who has checked the permission; a form sent twice does
 * its work once.
 */

type SplitInput = {
  readonly editionId: EditionId;
  readonly passageId: PassageId;
  /** The words that keep the identity, and those that get a new one. */
  readonly first: string;
  readonly second: string;
  /** What the form showed. */
  readonly seen: string;
};

/** The first part keeps the identity; the second is a new passage just after, which knows where it comes from. */
export async function splitDraftPassage(tx: Tx, input: SplitInput, by: LineageMaker): Promise<PassageIdentity> {
  const { editionId, passageId, first, second } = input;
  const faults = Object.entries({ first, second }).flatMap(([name, text]) => {
    const fault = passageTextFault(text);
    return fault ? [[name, fault] as const] : [];
  });
  if (faults.length > 0) throw new Invalid(Object.fromEntries(faults));
  const documentId = await openDraft(tx, editionId);
  const { text, nodeId } = await draftPassage(tx, editionId, passageId);
  if (text === first) {
    const done = await splitAlready(tx, editionId, { passageId, second });
    if (done) return done;
  }
  if (text !== input.seen) throw new Conflict("documents.draft.conflict");
  await lockDocument(tx, documentId);
  const [identity] = await insertPassageIdentities(tx, documentId, 1);
  if (!identity) throw new Error("no passage was made");
  const places = await draftPassagesOf(tx, editionId, nodeId);
  await updatePassageText(tx, editionId, { passageId, text: first });
  const added = { passageId: identity.id, nodeId, position: places.length + 1, text: second };
  await insertPassages(tx, { editionId, documentId }, [added]);
  const passageIds = withItemAt(places, identity.id, places.indexOf(passageId) + 2);
  await placePassages(tx, editionId, { nodeId, passageIds });
  // two halves of a passage that the edition before did not have are two new passages
  if (await passageStoodBefore(tx, editionId, passageId)) {
    await insertPassageLineage(tx, { editionId, documentId, from: passageId, to: identity.id, kind: "split" }, by);
  }
  return identity;
}

async function splitAlready(
  tx: Tx,
  editionId: EditionId,
  { passageId, second }: { readonly passageId: PassageId; readonly second: string },
): Promise<PassageIdentity | null> {
  for (const { toId, toAnchor, kind } of await passageLinks(tx, editionId, passageId)) {
    const part = kind === "split" ? await findEditionPassage(tx, editionId, toId) : null;
    if (part?.text === second) return { id: toId, anchor: toAnchor };
  }
  return null;
}

type MergeInput = {
  readonly editionId: EditionId;
  /** The one that leaves, and the one that stays with its identity. */
  readonly from: PassageId;
  readonly into: PassageId;
  readonly text: string;
  readonly seenFrom: string;
  readonly seenInto: string;
};

export async function mergeDraftPassages(tx: Tx, input: MergeInput, by: LineageMaker): Promise<void> {
  const { editionId, from, into, text } = input;
  const fault = passageTextFault(text);
  if (fault) throw new Invalid({ text: fault });
  if (from === into) throw new Invalid({ into: "documents.draft.sameObject" });
  const documentId = await openDraft(tx, editionId);
  const kept = await draftPassage(tx, editionId, into);
  const links = await passageLinks(tx, editionId, from);
  if (kept.text === text && links.some(({ kind, toId }) => kind === "merged" && toId === into)) return;
  const leaving = await draftPassage(tx, editionId, from);
  if (leaving.text !== input.seenFrom || kept.text !== input.seenInto) throw new Conflict("documents.draft.conflict");
  await deletePassage(tx, editionId, from);
  await updatePassageText(tx, editionId, { passageId: into, text });
  await closeGap(tx, editionId, leaving.nodeId);
  await pruneLineage(tx, editionId);
  if (await passageStoodBefore(tx, editionId, from)) {
    await insertPassageLineage(tx, { editionId, documentId, from, to: into, kind: "merged" }, by);
  }
}

type RestoreInput = {
  readonly editionId: EditionId;
  readonly passageId: PassageId;
  readonly nodeId: NodeId;
  readonly position: number;
};

/** A passage that an edition published and the draft does not hold comes back under its own anchor, with its last words. */
export async function restoreDraftPassage(tx: Tx, input: RestoreInput): Promise<void> {
  const { editionId, passageId, nodeId, position } = input;
  const documentId = await openDraft(tx, editionId);
  if (await findEditionPassage(tx, editionId, passageId)) return;
  await existingNode(tx, editionId, nodeId);
  await bringBack(tx, { editionId, documentId }, { passageId, nodeId, position });
}

/** Puts a passage back with its last published words; an unknown one is nowhere to be found. */
export async function bringBack(
  tx: Tx,
  { editionId, documentId }: { readonly editionId: EditionId; readonly documentId: DocumentId },
  {
    passageId,
    nodeId,
    position,
  }: { readonly passageId: PassageId; readonly nodeId: NodeId; readonly position: number },
): Promise<void> {
  const words = await lastWords(tx, documentId, passageId);
  if (!words) throw new NotFound();
  const there = await draftPassagesOf(tx, editionId, nodeId);
  const back = { passageId, nodeId, position: there.length + 1, text: words.text };
  await insertPassages(tx, { editionId, documentId }, [back]);
  await placePassages(tx, editionId, { nodeId, passageIds: withItemAt(there, passageId, position) });
  await pruneLineage(tx, editionId);
}
