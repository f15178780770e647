import { Conflict, NotFound, Refused } from "#kernel/errors.ts";
import type { DecisionId, ProcessId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { Actor } from "#platform/http/world.ts";
import { markBatchUndone } from "./batch.store.ts";
import { deleteBatchCoverings, deleteCoverings, refreshStatistics } from "./covering.store.ts";
import { findDecision } from "./decision.queries.ts";
import { type Decision, DRAFTERS, type Maker, makerAs, SavedSince, type Words } from "./decision.rules.ts";
import { bumpVersion, drawNumber, insertDraft, updateDraft } from "./draft.store.ts";
import { type Group, joinGroup } from "./group.actions.ts";
import { lockDeciding } from "./lock.queries.ts";
import { fillIn } from "./placeholder.rules.ts";
import { countApplied, coveredNumbers, findNumber } from "./publishing.queries.ts";

export type DraftInput = {
  /** Drawn with the form: the same form sent twice makes one draft. */
  readonly id: DecisionId;
  readonly processId: ProcessId;
  readonly words: Words;
  readonly group: Group;
  readonly templateId?: string | null;
};

/** A draft holds its contributions: nobody else decides on them meanwhile. */
export async function draftDecision(actor: Actor, input: DraftInput): Promise<number> {
  const maker = makerAs(actor.viewer, DRAFTERS);
  return await actor.sql.begin(async (tx) => await draftDecisionIn(tx, input, maker));
}

/** The same in the transaction of the caller, who has checked the permission: what the decision changes is stored with it. */
export async function draftDecisionIn(tx: Tx, input: DraftInput, maker: Maker): Promise<number> {
  const { id, processId, group, templateId = null } = input;
  await lockDeciding(tx, [processId]);
  const stored = await findNumber(tx, id);
  if (stored !== null) return stored;
  const number = await drawNumber(tx);
  const words = numbered(input.words, number);
  await insertDraft(tx, { id, number, processId, words, templateId, revises: null }, maker);
  await joinGroup(tx, { decisionId: id, processId }, group, maker);
  return number;
}

/** The number of the decision is known by now: it takes its place in the words. */
export function numbered(words: Words, number: number): Words {
  const known = { decision: String(number), process: null, passage: null, count: null };
  return { ...words, reason: fillIn(words.reason, known), answer: fillIn(words.answer, known) };
}

/** A draft in use, held alone until the end of the transaction. */
export async function openDraft(tx: Tx, number: number): Promise<Decision> {
  const found = await findDecision(tx, String(number));
  if (!found) throw new NotFound();
  await lockDeciding(tx, [found.processId]);
  const decision = await findDecision(tx, String(number));
  if (!decision) throw new NotFound();
  if (decision.state !== "draft") throw new Conflict("decisions.error.published", { number });
  return decision;
}

export async function draftInUse(tx: Tx, number: number): Promise<Decision> {
  const draft = await openDraft(tx, number);
  if (draft.discardedAt !== null) throw new Conflict("decisions.error.discarded", { number });
  return draft;
}

type Edit = {
  readonly number: number;
  readonly version: number;
  readonly words: Words;
  readonly revisionReason: string | null;
};

/** Throws `SavedSince` when somebody else saved the draft after `version` was read. */
export async function editDraft(actor: Actor, { number, version, words, revisionReason }: Edit): Promise<void> {
  const maker = makerAs(actor.viewer, DRAFTERS);
  await actor.sql.begin(async (tx) => {
    const { id } = await draftInUse(tx, number);
    const edit = { id, version, words: numbered(words, number), revisionReason };
    if (!(await updateDraft(tx, edit, maker))) throw new SavedSince();
  });
}

/** Contributions already in this draft are left as they are. */
export async function addToDraft(actor: Actor, number: number, group: Group): Promise<void> {
  const maker = makerAs(actor.viewer, DRAFTERS);
  await actor.sql.begin(async (tx) => {
    await addToDraftIn(tx, number, group, maker);
  });
}

/** The same in the transaction of the caller, who has checked the permission; gives the draft. */
export async function addToDraftIn(tx: Tx, number: number, group: Group, maker: Maker): Promise<Decision> {
  const draft = await draftInUse(tx, number);
  const own = group.by === "numbers" ? new Set(await coveredNumbers(tx, draft.id)) : new Set();
  const added = group.by === "numbers" ? { ...group, numbers: group.numbers.filter((one) => !own.has(one)) } : group;
  if (added.by === "numbers" && added.numbers.length === 0) return draft;
  await bumpVersion(tx, draft.id, maker.personId);
  await joinGroup(tx, { decisionId: draft.id, processId: draft.processId }, added, maker);
  return draft;
}

export async function removeFromDraft(actor: Actor, number: number, contributions: readonly number[]): Promise<void> {
  const maker = makerAs(actor.viewer, DRAFTERS);
  await actor.sql.begin(async (tx) => {
    const draft = await draftInUse(tx, number);
    const own = new Set(await coveredNumbers(tx, draft.id));
    const removed = contributions.filter((one) => own.has(one));
    if (removed.length === 0) return;
    const applied = await countApplied(tx, draft.id, { numbers: removed });
    if (applied > 0) throw new Refused("decisions.error.applied", { count: applied });
    await bumpVersion(tx, draft.id, maker.personId);
    await deleteCoverings(tx, draft.id, removed);
  });
}

/** All that one act added leaves the draft; undoing twice does nothing twice. */
export async function undoBatch(actor: Actor, number: number, batchId: string): Promise<void> {
  const maker = makerAs(actor.viewer, DRAFTERS);
  await actor.sql.begin(async (tx) => {
    const draft = await draftInUse(tx, number);
    const applied = await countApplied(tx, draft.id, { batchId });
    if (applied > 0) throw new Refused("decisions.error.applied", { count: applied });
    if (!(await markBatchUndone(tx, { decisionId: draft.id, batchId, by: maker.personId }))) return;
    await bumpVersion(tx, draft.id, maker.personId);
    await refreshStatistics(tx, await deleteBatchCoverings(tx, draft.id, batchId));
  });
}
