import { Conflict, NotFound, Refused } from "#kernel/errors.ts";
import type { DecisionId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import type { Actor } from "#platform/http/world.ts";
import { appendEntry, type EntryInput } from "#rooms/journal";
import { announceAnswers } from "./announce-answers.actions.ts";
import { refreshStatistics } from "./covering.store.ts";
import { makerAs, NotFree, PUBLISHERS } from "./decision.rules.ts";
import { lockDeciding } from "./lock.queries.ts";
import { logAnswers } from "./log.actions.ts";
import { markPublished, retireRevised } from "./publication.store.ts";
import { heldElsewhere, lockDecisions, type Publishable, processesOf } from "./publishing.queries.ts";
import { unpublishable } from "./review.rules.ts";
import { type DecisionSeed, insertSeeds } from "./seed.store.ts";

export type { DecisionSeed };

/**
 * Publishes drafts with their answers, in the transaction of the caller, and writes the journal; those that are published
 * already are left alone, so that the same act sent twice does nothing twice. Gives what was published now.
 */
export async function publishDecisions(
  tx: Tx,
  actor: Pick<Actor, "viewer">,
  ids: readonly DecisionId[],
): Promise<readonly Publishable[]> {
  const maker = makerAs(actor.viewer, PUBLISHERS);
  await lockDeciding(tx, await processesOf(tx, ids));
  const found = await lockDecisions(tx, ids);
  if (found.length < new Set(ids).size) throw new NotFound("decisions.error.gone");
  const drafts = found.filter(({ state }) => state === "draft");
  if (drafts.length === 0) return [];
  for (const draft of drafts) checkPublishable(draft);
  const draftIds = drafts.map(({ id }) => id);
  const taken = await heldElsewhere(tx, draftIds);
  if (taken.length > 0) throw new NotFree(taken);
  await retireRevised(tx, draftIds);
  await markPublished(tx, draftIds, maker.personId);
  const moved = drafts.filter(({ replacesId }) => replacesId !== null);
  await refreshStatistics(
    tx,
    moved.reduce((sum, { coverCount }) => sum + coverCount, 0),
  );
  await appendEntry(tx, ...drafts.flatMap((draft) => entriesOf(draft, maker.role)));
  await logAnswers(tx, [...draftIds, ...drafts.flatMap(({ replacesId }) => replacesId ?? [])]);
  return drafts;
}

function checkPublishable(draft: Publishable): void {
  const { number, replaces, replacedState } = draft;
  const obstacle = unpublishable(draft);
  if (obstacle !== null) throw new Refused(`decisions.error.${obstacle}`, { number });
  if (replacedState !== null && replacedState !== "published") {
    throw new Conflict("decisions.error.alreadyReplaced", { number: replaces ?? 0 });
  }
}

function entriesOf(decision: Publishable, actingRole: string): readonly EntryInput[] {
  const { id, number, verdict, coverCount, replaces, replacesId, revisionReason, leftCount } = decision;
  const payload = { number, verdict, contributions: coverCount, replaces };
  const published: EntryInput = { kind: "decision.published", subjectId: id, actingRole, payload };
  if (replacesId === null) return [published];
  const revised = {
    kind: leftCount === 0 ? "decision.replaced" : "decision.revised",
    subjectId: replacesId,
    actingRole,
    payload: { number: replaces, by: number, contributions: coverCount, reason: revisionReason, left: leftCount },
  } as const;
  return [revised, published];
}

/** Publishes decisions without waiting for an edition, and tells their authors at once. */
export async function publishAlone(
  actor: Actor,
  ids: readonly DecisionId[],
  siteUrl: string,
): Promise<{ readonly published: number; readonly mails: number }> {
  makerAs(actor.viewer, PUBLISHERS);
  return await actor.sql.begin(async (tx) => {
    const published = await publishDecisions(tx, actor, ids);
    const decisionIds = published.map(({ id }) => id);
    const mails = await announceAnswers(tx, { decisionIds, editionId: null, siteUrl });
    return { published: published.length, mails };
  });
}

/** Decisions with their own dates and states, for the demonstration and for imports; published ones reach the journal. */
export async function insertDecisions(
  tx: Tx,
  seeds: readonly DecisionSeed[],
): Promise<readonly { readonly id: DecisionId; readonly number: number }[]> {
  const rows = await insertSeeds(tx, seeds);
  const numbers = new Map(rows.map(({ id, number }) => [id, number]));
  const published = seeds.filter(({ publishedAt }) => publishedAt !== null);
  await appendEntry(
    tx,
    ...published.map(({ id, actingRole, verdict, contributionIds }) => ({
      kind: "decision.published" as const,
      subjectId: id,
      actingRole,
      payload: { number: numbers.get(id) ?? 0, verdict, contributions: contributionIds.length, replaces: null },
    })),
  );
  return rows;
}
