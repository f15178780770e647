import { randomUUID } from "node:crypto";
import { NotFound, Refused } from "#kernel/errors.ts";
import { asId, type DraftId } from "#kernel/ids.ts";
import type { Lang } from "#kernel/lang.ts";
import { isTeam } from "#kernel/viewer.ts";
import type { Actor } from "#platform/http/world.ts";
import { mayReadProcess, openPhaseFor } from "#rooms/processes";
import { canBeDiscussed } from "./argument.rules.ts";
import { contributionByNumber } from "./contribution.queries.ts";
import type { Stance } from "./contribution.rules.ts";
import { countTries } from "./draft.actions.ts";
import { insertDraft } from "./draft.store.ts";
import { placeOfContribution } from "./place.queries.ts";
import { drawReceipt } from "./receipt-code.actions.ts";

type ArgueInput = { readonly number: number; readonly stance: Stance; readonly lang: Lang };

/** Begins an argument about a public amendment: at its place in the text, about the same words. */
export async function startArgument(actor: Actor, { number, stance, lang }: ArgueInput): Promise<DraftId> {
  const { sql, viewer } = actor;
  const subject = await contributionByNumber(sql, number);
  if (!subject || !canBeDiscussed(subject) || !(await mayReadProcess(sql, subject.processId, viewer))) {
    throw new NotFound();
  }
  if (!(await openPhaseFor(sql, subject.processId, viewer, "contribute"))) throw new Refused("errors.phaseClosed");
  const place = await placeOfContribution(sql, subject.id);
  if (!place) throw new NotFound();
  if (!isTeam(viewer)) await countTries(actor);
  const id = asId<DraftId>(randomUUID());
  await insertDraft(sql, {
    id,
    processId: subject.processId,
    ...place,
    aboutContributionId: subject.id,
    answers: { kind: "comment", stance },
    personId: viewer?.personId ?? null,
    channel: "online",
    receiptCode: drawReceipt(),
    language: lang,
  });
  return id;
}
