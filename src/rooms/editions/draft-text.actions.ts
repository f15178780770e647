import { Conflict, NotFound, Refused } from "#kernel/errors.ts";
import type { EditionId, NodeId, PassageId } from "#kernel/ids.ts";
import { hasRole } from "#kernel/viewer.ts";
import type { Actor } from "#platform/http/world.ts";
import {
  addDraftPassage,
  createDraftEdition,
  moveDraftPassage,
  removeDraftPassage,
  saveDraftDetails,
  saveDraftNodeTitle,
  saveDraftPassage,
} from "#rooms/documents";
import { findDraft } from "./draft.queries.ts";
import { EDITORS } from "./editors.rules.ts";

function checkEditor(actor: Actor) {
  if (!actor.viewer || !hasRole(actor.viewer, ...EDITORS)) throw new Refused();
  return actor.viewer;
}

/** The next edition, as a copy of this one. When somebody prepared it already, that draft is the answer. */
export async function prepareEdition(actor: Actor, from: EditionId, known: EditionId | null): Promise<EditionId> {
  const { personId } = checkEditor(actor);
  if (known) return known;
  return await actor.sql.begin((tx) => createDraftEdition(tx, { from, createdBy: personId }));
}

type Place = { readonly editionId: EditionId };

export async function rewritePassage(
  actor: Actor,
  input: Place & { readonly passageId: PassageId; readonly text: string; readonly seen: string },
): Promise<void> {
  checkEditor(actor);
  await actor.sql.begin((tx) => saveDraftPassage(tx, input));
}

export async function addPassage(
  actor: Actor,
  input: Place & { readonly nodeId: NodeId; readonly text: string; readonly position?: number },
): Promise<string> {
  checkEditor(actor);
  const { anchor } = await actor.sql.begin((tx) => addDraftPassage(tx, input));
  return anchor;
}

export async function removePassage(
  actor: Actor,
  input: Place & { readonly passageId: PassageId; readonly seen: string },
): Promise<void> {
  checkEditor(actor);
  await actor.sql.begin((tx) => removeDraftPassage(tx, input));
}

export async function movePassage(
  actor: Actor,
  input: Place & { readonly passageId: PassageId; readonly toNodeId: NodeId; readonly position: number },
): Promise<void> {
  checkEditor(actor);
  await actor.sql.begin((tx) => moveDraftPassage(tx, input));
}

export async function retitleNode(
  actor: Actor,
  input: Place & { readonly nodeId: NodeId; readonly title: string; readonly seen: string },
): Promise<void> {
  checkEditor(actor);
  await actor.sql.begin((tx) => saveDraftNodeTitle(tx, input));
}

type Details = {
  readonly title: string;
  readonly subtitle: string | null;
  readonly label: string;
  readonly note: string | null;
};

/** `seen` is what the form showed: nobody writes over what somebody else saved meanwhile. */
export async function describeEdition(
  actor: Actor,
  editionId: EditionId,
  details: Details,
  seen: Details,
): Promise<void> {
  checkEditor(actor);
  await actor.sql.begin(async (tx) => {
    const now = await findDraft(tx, editionId);
    if (!now) throw new NotFound();
    const same = (["title", "subtitle", "label", "note"] as const).every(
      (name) => now[name] === seen[name] || now[name] === details[name],
    );
    if (!same) throw new Conflict("documents.draft.conflict");
    await saveDraftDetails(tx, { editionId, ...details });
  });
}
