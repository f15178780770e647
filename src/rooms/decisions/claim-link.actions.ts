import { NotFound } from "#kernel/errors.ts";
import type { Actor } from "#platform/http/world.ts";
import { insertClaimLink, removeClaimLink } from "./batch.store.ts";
import { findDecision } from "./decision.queries.ts";
import { DRAFTERS, makerAs } from "./decision.rules.ts";

/** By hand, before or after publication: the link says when it was made. False when the process has no such claim. */
export async function linkClaim(actor: Actor, number: number, claim: number): Promise<boolean> {
  const maker = makerAs(actor.viewer, DRAFTERS);
  return await actor.sql.begin(async (tx) => {
    const decision = await findDecision(tx, String(number));
    if (!decision) throw new NotFound();
    return await insertClaimLink(tx, { decisionId: decision.id, claim, origin: "person" }, maker);
  });
}

export async function unlinkClaim(actor: Actor, number: number, claim: number): Promise<void> {
  const maker = makerAs(actor.viewer, DRAFTERS);
  await actor.sql.begin(async (tx) => {
    const decision = await findDecision(tx, String(number));
    if (!decision) throw new NotFound();
    await removeClaimLink(tx, decision.id, claim, maker.personId);
  });
}
