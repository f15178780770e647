import { randomUUID } from "node:crypto";
import { Refused } from "#kernel/errors.ts";
import { asId, type DecisionId } from "#kernel/ids.ts";
import { actingRole } from "#kernel/viewer.ts";
import type { Actor } from "#platform/http/world.ts";
import { type CorpusFilter, corpusQuery, fingerprint } from "#rooms/corpus";
import { DRAFTERS, type Words } from "./decision.rules.ts";
import { draftDecision } from "./draft.actions.ts";
import { groupWords } from "./group-words.queries.ts";

/** One draft for all that a filter finds at this moment and nobody decided: what other rooms start a decision with. */
export async function draftDecisionFor(actor: Actor, filter: CorpusFilter, words: Words): Promise<number> {
  if (!actingRole(actor.viewer, ...DRAFTERS)) throw new Refused();
  const asked: CorpusFilter = { ...filter, verdict: "attente", hasDraft: false };
  const [seen, said] = await Promise.all([fingerprint(actor.sql, asked), groupWords(actor.sql, asked, "fr")]);
  const id = randomUUID();
  const query = new URLSearchParams(Object.entries(corpusQuery(asked)).filter(([, value]) => value !== "")).toString();
  const group = { by: "filter" as const, batchId: id, filter: asked, query, seen, claim: asked.claim, ...said };
  return await draftDecision(actor, { id: asId<DecisionId>(id), processId: asked.processId, words, group });
}
