import { Conflict, Invalid, NotFound } from "#kernel/errors.ts";
import type { ChangeId, DecisionId, EditionId, PassageId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { Actor } from "#platform/http/world.ts";
import {
  addDecision,
  type ChangeMaker,
  type ChangeSeed,
  deleteChange,
  insertSeeds,
  removeDecision,
  setDecisions,
  upsertChange,
} from "./change.store.ts";
import { listDifferences } from "./difference.queries.ts";
import { findDraft, listDecisionChoices, lockEdition } from "./draft.queries.ts";
import { maker } from "./maker.actions.ts";

export type { ChangeMaker, ChangeSeed };

/** Why a passage or an element differs: decisions by number, or an editorial reason. */
export type Account = {
  readonly editionId: EditionId;
  /** Passages or elements that get the same account. */
  readonly objectIds: readonly string[];
  readonly decisions: readonly number[];
  readonly editorialReason: string | null;
};

/** Accounts for differences of a draft. Throws Conflict when one of them has gone meanwhile. */
export async function accountFor(actor: Actor, account: Account): Promise<void> {
  const by = maker(actor);
  const { editionId, objectIds, decisions, editorialReason } = account;
  if (decisions.length === 0 && editorialReason === null) throw new Invalid({ decision: "editions.error.noDecision" });
  await actor.sql.begin(async (tx) => {
    if ((await lockEdition(tx, editionId)) !== "draft") throw new Conflict("editions.error.published");
    const decisionIds = await decisionsNumbered(tx, editionId, decisions);
    const wanted = new Set(objectIds);
    const all = await listDifferences(tx, editionId);
    const chosen = all.filter(({ passageId, nodeId }) => wanted.has(passageId ?? nodeId ?? ""));
    if (chosen.length < wanted.size) throw new Conflict("editions.error.noDifference");
    for (const { kind, changeId, passageId, nodeId } of chosen) {
      if (kind === null) throw new Conflict("editions.error.noDifference");
      const id = await upsertChange(tx, changeId, { editionId, kind, passageId, nodeId, editorialReason }, by);
      await setDecisions(tx, id, decisionIds, by);
    }
  });
}

async function decisionsNumbered(tx: Tx, editionId: EditionId, numbers: readonly number[]): Promise<DecisionId[]> {
  if (numbers.length === 0) return [];
  const draft = await findDraft(tx, editionId);
  if (!draft?.processId) throw new NotFound();
  const place = { passageId: null, nodeId: null, tied: numbers, words: "" };
  const found = await listDecisionChoices(tx, draft.processId, place);
  const wanted = new Set(numbers);
  const ids = found.filter(({ number }) => wanted.has(number)).map(({ id }) => id);
  if (ids.length < wanted.size) throw new Invalid({ decision: "editions.error.unknownDecision" });
  return ids;
}

/** Takes away the account of a difference that is no more. */
export async function dropAccount(actor: Actor, editionId: EditionId, objectId: string): Promise<void> {
  maker(actor);
  await actor.sql.begin(async (tx) => {
    if ((await lockEdition(tx, editionId)) !== "draft") throw new Conflict("editions.error.published");
    const [difference] = await listDifferences(tx, editionId, { objectId });
    if (difference?.changeId && difference.kind === null) await deleteChange(tx, difference.changeId);
  });
}

/**
 * Ties what differs of a passage in a draft to one decision more, in the transaction of the caller, who has checked the
 * permission. The change is made if the difference has none yet; decisions and reason already there stay. Gives null, and
 * changes nothing, when the passage reads as in the edition before.
 */
export async function tieChange(
  tx: Tx,
  {
    editionId,
    passageId,
    decisionId,
  }: { readonly editionId: EditionId; readonly passageId: PassageId; readonly decisionId: DecisionId },
  by: ChangeMaker,
): Promise<ChangeId | null> {
  if ((await lockEdition(tx, editionId)) !== "draft") throw new Conflict("editions.error.published");
  const [difference] = await listDifferences(tx, editionId, { objectId: passageId });
  if (!difference?.kind) return null;
  const { kind, changeKind, changeId, editorialReason } = difference;
  const row = { editionId, kind, passageId, nodeId: null, editorialReason };
  const id = changeId && changeKind === kind ? changeId : await upsertChange(tx, changeId, row, by);
  await addDecision(tx, id, decisionId, by);
  return id;
}

/**
 * Takes one decision away from the change of a passage, in the transaction of the caller, who has checked the permission. A
 * change without difference goes; one that still differs stays, with what else accounts for it.
 */
export async function untieChange(
  tx: Tx,
  {
    editionId,
    passageId,
    decisionId,
  }: { readonly editionId: EditionId; readonly passageId: PassageId; readonly decisionId: DecisionId },
): Promise<void> {
  if ((await lockEdition(tx, editionId)) !== "draft") throw new Conflict("editions.error.published");
  const [difference] = await listDifferences(tx, editionId, { objectId: passageId });
  if (!difference?.changeId) return;
  if (difference.kind === null) await deleteChange(tx, difference.changeId);
  else await removeDecision(tx, difference.changeId, decisionId);
}

/** Changes with their own dates, before the edition is published; for the demonstration and for imports. */
export async function insertChanges(tx: Tx, seeds: readonly ChangeSeed[]): Promise<void> {
  await insertSeeds(tx, seeds);
}
