import { Conflict, NotFound, Refused } from "#kernel/errors.ts";
import type { DecisionId, ProcessId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { Actor } from "#platform/http/world.ts";
import { findDecision } from "./decision.queries.ts";
import { DRAFTERS, type Maker, makerAs, NotFree, SavedSince, type Words } from "./decision.rules.ts";
import {
  bumpVersion,
  copyCoverings,
  deleteCoverings,
  deleteDraft,
  insertCoverings,
  insertDraft,
  updateDraft,
} from "./decision.store.ts";
import { countTiedChanges, coveredNumbers, findNumber, takenAmong } from "./publishing.queries.ts";

export type DraftInput = {
  /** Drawn with the form: the same form sent twice makes one draft. */
  readonly id: DecisionId;
  readonly processId: ProcessId;
  readonly words: Words;
  readonly contributions: readonly number[];
};

/** A draft holds its contributions: nobody else decides on them meanwhile. Throws `NotFree` and writes nothing otherwise. */
export async function draftDecision(actor: Actor, input: DraftInput): Promise<number> {
  const maker = makerAs(actor.viewer, DRAFTERS);
  return await actor.sql.begin(async (tx) => {
    const number = await insertDraft(tx, { ...input, replaces: null }, maker);
    if (number === null) return await numberOf(tx, input.id);
    await cover(tx, input, maker);
    return number;
  });
}

async function numberOf(tx: Tx, id: DecisionId): Promise<number> {
  const number = await findNumber(tx, id);
  if (number === null) throw new NotFound();
  return number;
}

type Cover = Pick<DraftInput, "id" | "processId" | "contributions">;

async function cover(tx: Tx, { id, processId, contributions }: Cover, maker: Maker): Promise<void> {
  const covered = await insertCoverings(tx, id, contributions, maker);
  if (covered.length === contributions.length) return;
  const missing = new Set(contributions);
  for (const number of covered) missing.delete(number);
  throw new NotFree(await takenAmong(tx, processId, [...missing]));
}

async function draftNumbered(tx: Tx, number: number) {
  const decision = await findDecision(tx, String(number));
  if (!decision) throw new NotFound();
  if (decision.state !== "draft") throw new Conflict("decisions.error.published", { number });
  return decision;
}

/** Throws `SavedSince` when somebody else saved the draft after `version` was read. */
export async function editDraft(actor: Actor, number: number, version: number, words: Words): Promise<void> {
  const maker = makerAs(actor.viewer, DRAFTERS);
  await actor.sql.begin(async (tx) => {
    const draft = await draftNumbered(tx, number);
    if (!(await updateDraft(tx, draft.id, version, words, maker))) throw new SavedSince();
  });
}

/** Contributions already in this draft are left as they are. */
export async function addToDraft(actor: Actor, number: number, contributions: readonly number[]): Promise<void> {
  const maker = makerAs(actor.viewer, DRAFTERS);
  await actor.sql.begin(async (tx) => {
    const draft = await draftNumbered(tx, number);
    const own = new Set(await coveredNumbers(tx, draft.id));
    const added = contributions.filter((one) => !own.has(one));
    await cover(tx, { ...draft, contributions: added }, maker);
    await bumpVersion(tx, draft.id);
  });
}

export async function removeFromDraft(actor: Actor, number: number, contributions: readonly number[]): Promise<void> {
  makerAs(actor.viewer, DRAFTERS);
  await actor.sql.begin(async (tx) => {
    const draft = await draftNumbered(tx, number);
    if ((await deleteCoverings(tx, draft.id, contributions)) > 0) await bumpVersion(tx, draft.id);
  });
}

/** Its contributions wait for a decision again. A draft that changes of the text name must be untied first. */
export async function discardDraft(actor: Actor, number: number): Promise<void> {
  makerAs(actor.viewer, DRAFTERS);
  await actor.sql.begin(async (tx) => {
    const draft = await draftNumbered(tx, number);
    const tied = await countTiedChanges(tx, draft.id);
    if (tied > 0) throw new Refused("decisions.error.tied", { count: tied });
    await deleteDraft(tx, draft.id);
  });
}

/** A draft with the same words and contributions; the published decision stays in force until this one is published. */
export async function draftReplacement(actor: Actor, number: number, id: DecisionId): Promise<number> {
  const maker = makerAs(actor.viewer, DRAFTERS);
  return await actor.sql.begin(async (tx) => {
    const old = await findDecision(tx, String(number));
    if (!old || old.state === "draft") throw new NotFound();
    if (old.state === "replaced") throw new Conflict("decisions.error.alreadyReplaced", { number });
    const { verdict, reason, answer, addressedTo } = old;
    const words = { verdict, reason, answer, addressedTo };
    const made = await insertDraft(tx, { id, processId: old.processId, words, replaces: old.id }, maker);
    if (made === null) return await numberOf(tx, id);
    await copyCoverings(tx, old.id, id, maker);
    return made;
  });
}
