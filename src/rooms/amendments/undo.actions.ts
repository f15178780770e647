import { isSameText } from "#engine/diff/diff.ts";
import { merge } from "#engine/diff/merge.ts";
import { Conflict, NotFound } from "#kernel/errors.ts";
import type { EditionId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { Actor } from "#platform/http/world.ts";
import { findEdition, lastWords, removeDraftPassage, restoreDraftPassage, saveDraftPassage } from "#rooms/documents";
import { untieChange } from "#rooms/editions";
import { isShared, markUndone } from "./application.store.ts";
import { editorOf } from "./apply.actions.ts";
import { findTeamAmendment, findWords, listTeamParts, lockDraft, type TeamPart } from "./team-amendment.queries.ts";

/**
 * Gives the draft back the words it had before an amendment was taken in, those that others changed since being kept. Throws
 * Conflict when they changed the same words; then a person says which. The decision stays a draft, to be changed or left aside.
 */
export async function undoApplication(actor: Actor, number: number, editionId: EditionId): Promise<void> {
  const maker = editorOf(actor);
  await actor.sql.begin(async (tx) => {
    const amendment = await findTeamAmendment(tx, number);
    if (!amendment) throw new NotFound();
    if (!(await lockDraft(tx, editionId))) throw new Conflict("amendments.error.published");
    const parts = await listTeamParts(tx, amendment.id, editionId);
    for (const part of parts.toReversed()) {
      const { application } = part;
      if (!application) continue;
      await markUndone(tx, application.id, maker.personId);
      if (application.outcome === "declined") continue;
      await giveBack(tx, editionId, { part, application });
      const passageId = application.addedPassageId ?? part.passageId;
      const { id, decisionId } = application;
      if (!(await isShared(tx, { id, editionId, passageId, decisionId }))) {
        await untieChange(tx, { editionId, passageId, decisionId });
      }
    }
  });
}

type Applied = { readonly part: TeamPart; readonly application: NonNullable<TeamPart["application"]> };

async function giveBack(tx: Tx, editionId: EditionId, applied: Applied): Promise<void> {
  const { part, application } = applied;
  if (application.addedPassageId) return await takeOut(tx, editionId, applied);
  const { passageId } = part;
  const { beforeText, appliedText } = application;
  if (beforeText === null) return;
  const current = await findWords(tx, editionId, passageId);
  if (appliedText === null) return current === null ? await bringBack(tx, editionId, applied) : undefined;
  if (current === null) throw new Conflict("amendments.error.undoConflict");
  const back = merge(appliedText, beforeText, current);
  if (back.kind === "conflict") throw new Conflict("amendments.error.undoConflict");
  if (back.text !== current) await saveDraftPassage(tx, { editionId, passageId, text: back.text, seen: current });
}

/** A passage that was added goes again, unless another amendment asked for the same one. */
async function takeOut(tx: Tx, editionId: EditionId, { application }: Applied): Promise<void> {
  const { id, addedPassageId: passageId, appliedText } = application;
  if (!passageId || (await isShared(tx, { id, editionId, passageId, decisionId: null }))) return;
  const current = await findWords(tx, editionId, passageId);
  if (current === null) return;
  if (!isSameText(current, appliedText ?? "")) throw new Conflict("amendments.error.undoConflict");
  await removeDraftPassage(tx, { editionId, passageId, seen: current });
}

/** A passage that was removed comes back under its own anchor, where the last edition had it, with the words the draft had. */
async function bringBack(tx: Tx, editionId: EditionId, { part, application }: Applied): Promise<void> {
  const { passageId } = part;
  const edition = await findEdition(tx, editionId);
  const words = edition && (await lastWords(tx, edition.documentId, passageId));
  if (!words) throw new Conflict("amendments.error.undoConflict");
  await restoreDraftPassage(tx, { editionId, passageId, nodeId: words.nodeId, position: words.position });
  const { beforeText } = application;
  if (beforeText !== null && beforeText !== words.text) {
    await saveDraftPassage(tx, { editionId, passageId, text: beforeText, seen: words.text });
  }
}
