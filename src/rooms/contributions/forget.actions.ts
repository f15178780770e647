import type { ContributionId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import { appendEntry, appendLeaf, standingOf } from "#rooms/journal";
import type { ErasureBasis, NewLabel } from "./erased.rules.ts";
import * as store from "./forget.store.ts";
import { logContribution } from "./log.actions.ts";

export type Forgetting = {
  readonly id: ContributionId;
  /** `author`, or the role of the team member who answers a request, or `clock`. */
  readonly actingRole: string;
};

/**
 * Erases a contribution: its words, its author and what opens its commitments, wherever they lie, logged in the same
 * transaction. False when it was erased before. What was never logged has no leaf.
 */
export async function eraseContribution(
  tx: Tx,
  { id, actingRole, basis }: Forgetting & { readonly basis: ErasureBasis },
): Promise<boolean> {
  const erased = await store.eraseWords(tx, id, basis);
  if (!erased) return false;
  if (await standingOf(tx, id)) {
    await appendLeaf(tx, { leaf: { k: "erasure.performed", c: erased.processId, o: id, lb: basis } });
  }
  await appendEntry(tx, {
    kind: "contribution.erased",
    subjectId: id,
    actingRole,
    payload: { number: erased.number, basis },
  });
  return true;
}

/** Separates the author from a contribution, whose text stays. False when it was done before, or erased. */
export async function detachAuthor(tx: Tx, { id, actingRole }: Forgetting): Promise<boolean> {
  const detached = await store.detachAuthor(tx, id);
  if (!detached) return false;
  if (await standingOf(tx, id)) {
    await appendLeaf(tx, { leaf: { k: "author.detached", c: detached.processId, o: id } });
  }
  await appendEntry(tx, {
    kind: "contribution.detached",
    subjectId: id,
    actingRole,
    payload: { number: detached.number },
  });
  return true;
}

/** After a restore, what the log says was erased or detached is so again, without a second leaf. True when something was left. */
export async function forgetAgain(
  tx: Tx,
  logged: { readonly id: ContributionId; readonly basis: ErasureBasis | null },
): Promise<boolean> {
  const { id, basis } = logged;
  if (basis === null) {
    const isNew = (await store.detachAuthor(tx, id)) !== null;
    if (!isNew) await store.detachAgain(tx, id);
    return isNew;
  }
  const isNew = (await store.eraseWords(tx, id, basis)) !== null;
  if (!isNew) await store.eraseAgain(tx, id);
  return isNew;
}

/**
 * Another name, organisation or category, said by the author: a new revision in the log. False when nothing changes, when the
 * author has left, or when the team covers some of the words, which a revision would uncover.
 */
export async function rectifyAuthor(
  tx: Tx,
  { id, label }: { readonly id: ContributionId; readonly label: NewLabel },
): Promise<boolean> {
  const rectified = await store.rectifyAuthor(tx, id, label);
  if (!rectified) return false;
  if (await standingOf(tx, id)) await logContribution(tx, id, { act: "edited" });
  await appendEntry(tx, {
    kind: "contribution.rectified",
    subjectId: id,
    actingRole: "author",
    payload: { number: rectified.number },
  });
  return true;
}
