import { Conflict, NotFound, Refused } from "#kernel/errors.ts";
import type { Actor } from "#platform/http/world.ts";
import { refreshStatistics } from "./covering.store.ts";
import { findDecision } from "./decision.queries.ts";
import { DRAFTERS, makerAs } from "./decision.rules.ts";
import { openDraft } from "./draft.actions.ts";
import { markDiscarded, markRestored } from "./draft.store.ts";
import { countTiedChanges } from "./publishing.queries.ts";

/**
 * Its contributions wait for a decision again; its words and its list stay, to be taken up again. A draft that changes of the
 * text name must be untied first.
 */
export async function discardDraft(actor: Actor, number: number): Promise<void> {
  const maker = makerAs(actor.viewer, DRAFTERS);
  await actor.sql.begin(async (tx) => {
    const draft = await openDraft(tx, number);
    if (draft.discardedAt !== null) return;
    const tied = await countTiedChanges(tx, draft.id);
    if (tied > 0) throw new Refused("decisions.error.tied", { count: tied });
    await refreshStatistics(tx, await markDiscarded(tx, draft.id, maker.personId));
  });
}

/** Gives how many contributions could not come back: another decision holds them by now, or they are no longer published. */
export async function restoreDraft(actor: Actor, number: number): Promise<number> {
  const maker = makerAs(actor.viewer, DRAFTERS);
  return await actor.sql.begin(async (tx) => {
    const draft = await openDraft(tx, number);
    if (draft.discardedAt === null) return 0;
    const revised = draft.replaces === null ? null : await findDecision(tx, String(draft.replaces));
    if (draft.replaces !== null && !revised) throw new NotFound();
    if (revised && revised.state !== "published") {
      throw new Conflict("decisions.error.alreadyReplaced", { number: revised.number });
    }
    const { left, held } = await markRestored(tx, draft.id, maker.personId);
    await refreshStatistics(tx, held);
    return left;
  });
}
