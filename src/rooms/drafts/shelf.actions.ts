import { Invalid, NotFound, Refused } from "#kernel/errors.ts";
import type { ContributionId, ProcessId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { Actor } from "#platform/http/world.ts";
import {
  CODERS,
  DRAFT_ENGINE,
  editCodebook,
  findTheme,
  forgetOffers,
  insertNew,
  kept,
  type Maker,
  makerAs,
  offerSuggestions,
  type ThemeWords,
} from "#rooms/themes";
import { findDraft } from "./draft.queries.ts";
import { ShelfChanged } from "./draft.rules.ts";
import { insertDraftAct, sortPlaces } from "./draft.store.ts";
import type { Draft, DraftAct, Shelf } from "./draft-row.rules.ts";
import { listOfferable, listShelves } from "./shelf.queries.ts";
import { linkShelf, lockDraft, mergeShelf, setShelfState } from "./shelf.store.ts";

export type OnShelf = {
  readonly processId: ProcessId;
  readonly draft: number;
  readonly shelf: number;
  readonly version: number;
};

async function openDraft(tx: Tx, processId: ProcessId, number: number): Promise<Draft> {
  const draft = await findDraft(tx, processId, number);
  if (!draft?.finishedAt) throw new NotFound();
  await lockDraft(tx, draft.id);
  return draft;
}

async function openShelf(tx: Tx, { processId, draft: number, shelf: position }: OnShelf) {
  const draft = await openDraft(tx, processId, number);
  const shelves = await listShelves(tx, draft.id);
  const shelf = shelves.find((one) => one.position === position);
  if (!shelf) throw new NotFound();
  return { draft, shelf, shelves };
}

type Did = Pick<DraftAct, "verb" | "after"> & { readonly draft: Draft; readonly shelf: Shelf };

/** What was placed on the shelf changes its order too. */
async function record(tx: Tx, { draft, shelf, verb, after }: Did, maker: Maker): Promise<void> {
  await insertDraftAct(tx, { draftId: draft.id, shelfId: shelf.id, verb, after }, maker);
  if (verb !== "make") await sortPlaces(tx, draft.id);
}

/** A person names a shelf: it is a theme of the codebook from now on. The same form sent twice makes one. */
export async function makeTheme(actor: Actor, on: OnShelf, words: ThemeWords): Promise<void> {
  await editCodebook(actor, on.processId, async (tx, maker) => {
    const { draft, shelf } = await openShelf(tx, on);
    if (shelf.themeId !== null) {
      const made = await findTheme(tx, on.processId, words.code);
      if (made?.id === shelf.themeId && JSON.stringify(kept(made)) === JSON.stringify(kept(words))) return;
      throw new ShelfChanged();
    }
    const themeId = await insertNew(tx, on.processId, words, maker);
    if (!(await linkShelf(tx, shelf.id, on.version, themeId))) throw new ShelfChanged();
    await record(tx, { draft, shelf, verb: "make", after: { theme: words.code } }, maker);
  });
}

type Change = (
  tx: Tx,
  on: { readonly shelf: Shelf; readonly shelves: readonly Shelf[] },
) => Promise<Did["after"] | null>;

async function changeShelf(actor: Actor, on: OnShelf, verb: DraftAct["verb"], change: Change): Promise<void> {
  const maker = makerAs(actor.viewer, CODERS);
  await actor.sql.begin(async (tx) => {
    const { draft, shelf, shelves } = await openShelf(tx, on);
    const after = await change(tx, { shelf, shelves });
    if (after !== null) await record(tx, { draft, shelf, verb, after }, maker);
  });
}

/** Two shelves of the draft become one; a shelf that is a theme already is merged in the codebook, not here. */
export async function mergeShelves(actor: Actor, on: OnShelf, into: number): Promise<void> {
  await changeShelf(actor, on, "merge", async (tx, { shelf, shelves }) => {
    const target = shelves.find(({ position }) => position === into);
    if (shelf.state === "merged" && shelf.mergedInto === into) return null;
    if (target?.state !== "open" || target.id === shelf.id) throw new Invalid({ into: "drafts.error.mergeTarget" });
    if (shelf.themeId !== null) throw new Refused("drafts.error.isTheme");
    if (!(await mergeShelf(tx, shelf.id, on.version, target.id))) throw new ShelfChanged();
    return { into };
  });
}

/** Its texts stand with those not placed; nothing else happens to them. */
export async function dropShelf(actor: Actor, on: OnShelf): Promise<void> {
  await changeShelf(actor, on, "drop", async (tx, { shelf }) => {
    if (shelf.state === "dropped") return null;
    if (shelf.state === "merged" || !(await setShelfState(tx, shelf.id, on.version, "dropped")))
      throw new ShelfChanged();
    return {};
  });
}

/** Back on its own, whether it was dropped or merged. */
export async function restoreShelf(actor: Actor, on: OnShelf): Promise<void> {
  await changeShelf(actor, on, "restore", async (tx, { shelf }) => {
    if (shelf.state === "open") return null;
    if (!(await setShelfState(tx, shelf.id, on.version, "open"))) throw new ShelfChanged();
    return { from: shelf.state };
  });
}

/**
 * Places of the draft become suggestions for the themes that its shelves are: seen by nobody who did not ask for suggestions,
 * and codes only when a person accepts them. Gives how many were new or changed.
 */
export async function offerPlaces(actor: Actor, processId: ProcessId, number: number): Promise<number> {
  const maker = makerAs(actor.viewer, CODERS);
  let count = 0;
  await actor.sql.begin(async (tx) => {
    await tx`set local statement_timeout = '60s'`;
    const draft = await openDraft(tx, processId, number);
    await forgetOffers(tx, processId, DRAFT_ENGINE);
    const shelves = await listShelves(tx, draft.id);
    for (const { id, state, themeId, themeState } of shelves) {
      if (state !== "open" || themeId === null || themeState !== "active") continue;
      const places = await listOfferable(tx, id, themeId);
      const offers = places.map(({ contributionId, score, words }) => ({
        contributionId: contributionId as ContributionId,
        themeId,
        score,
        why: { words },
      }));
      count += await offerSuggestions(tx, { engine: DRAFT_ENGINE, version: draft.version ?? "", offers });
    }
    await insertDraftAct(tx, { draftId: draft.id, shelfId: null, verb: "offer", after: { count } }, maker);
  });
  return count;
}
