import { Conflict, NotFound, Refused } from "#kernel/errors.ts";
import type { DecisionId, EditionId } from "#kernel/ids.ts";
import { actingRole } from "#kernel/viewer.ts";
import type { Tx } from "#platform/db.ts";
import type { Actor } from "#platform/http/world.ts";
import { announceAnswers, draftIds, publishDecisions } from "#rooms/decisions";
import { publishEdition } from "#rooms/documents";
import { listDifferences } from "./difference.queries.ts";
import { problemOf } from "./difference.rules.ts";
import { type DraftHead, findDraft, listTiedDecisions, lockEdition } from "./draft.queries.ts";
import { EDITORS } from "./editors.rules.ts";

export type PublicationInput = {
  readonly editionId: EditionId;
  /** As precise as it is known: `2023-05-17`. */
  readonly publishedOn: string;
  /** All drafts of the process, or only those that a change of this edition names. */
  readonly drafts: "all" | "tied";
  readonly siteUrl: string;
};

export type Publication = { readonly decisions: number; readonly mails: number };

/**
 * The one act: decisions and answers, the edition with its hash, one mail an address, the journal. All of it or nothing.
 * An edition that is published already is left alone, and gives null: a second click does nothing twice.
 */
export async function publishWithAnswers(actor: Actor, input: PublicationInput): Promise<Publication | null> {
  const role = actingRole(actor.viewer, ...EDITORS);
  if (!actor.viewer || !role) throw new Refused();
  const { personId } = actor.viewer;
  const { editionId, publishedOn, siteUrl } = input;
  return await actor.sql.begin(async (tx) => {
    const state = await lockEdition(tx, editionId);
    if (state === null) throw new NotFound();
    if (state === "published") return null;
    const draft = await findDraft(tx, editionId);
    if (!draft) throw new NotFound();
    const differences = await listDifferences(tx, editionId);
    const problems = differences.filter((difference) => problemOf(difference) !== null).length;
    if (problems > 0) throw new Conflict("editions.error.problems", { count: problems });
    const published = await publishDecisions(tx, actor, await chosenDrafts(tx, draft, input.drafts));
    await publishEdition(tx, { editionId, publishedOn, publishedBy: personId, actingRole: role });
    const tied = await listTiedDecisions(tx, editionId);
    const decisionIds = [...new Set([...published, ...tied].map(({ id }) => id))];
    const mails = await announceAnswers(tx, { decisionIds, editionId, siteUrl });
    return { decisions: published.length, mails };
  });
}

/** A change never names a decision that the public cannot read: tied drafts are published whatever is chosen. */
export async function chosenDrafts(
  tx: Tx | Actor["sql"],
  { id, processId }: DraftHead,
  drafts: "all" | "tied",
): Promise<readonly DecisionId[]> {
  if (drafts === "all" && processId) return await draftIds(tx, processId, null);
  const tied = await listTiedDecisions(tx, id);
  return tied.filter(({ state }) => state === "draft").map((decision) => decision.id);
}
