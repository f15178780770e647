import { Conflict, Refused } from "#kernel/errors.ts";
import type { Context } from "#platform/http/context.ts";
import type { MessageKey } from "#ui/messages.ts";
import { type Decision, fits } from "./decision.rules.ts";
import { hasWords, typedNumbers, typedText } from "./decision-form.routes.ts";
import { reviewDraft } from "./review.actions.ts";
import { NOTE_LIMIT, type ReviewAct } from "./review.rules.ts";
import { decisionPage, here, known } from "./show-decision.routes.tsx";

const DONE = {
  asked: "decisions.review.done.asked",
  taken_back: "decisions.review.done.takenBack",
  approved: "decisions.review.done.approved",
  sent_back: "decisions.review.done.sentBack",
} as const satisfies Record<ReviewAct, MessageKey>;

/** Sends to a second reader, takes back, approves or sends back; what was typed in the note is never lost. */
export async function review(ctx: Context, decision: Decision, act: ReviewAct): Promise<Response> {
  const { fields } = await ctx.form();
  const note = typedText(fields, "note").trim();
  const [version = 0] = typedNumbers({ version: typedText(fields, "version") }, "version");
  const fault = faultOf(act, note);
  if (fault)
    return await decisionPage(ctx, decision, { errors: [{ field: "note", message: ctx.t(fault) }], note, status: 422 });
  try {
    await reviewDraft(ctx.actor, { number: decision.number, version, act, note });
  } catch (error) {
    if (!(error instanceof Conflict || error instanceof Refused) || error.messageKey === "errors.refused") throw error;
    const message = ctx.t(error.messageKey as MessageKey, error.params);
    return await decisionPage(ctx, await known(ctx), { errors: [{ field: "note", message }], note, status: 409 });
  }
  return ctx.redirect(here(ctx, decision.number), { notice: DONE[act] });
}

function faultOf(act: ReviewAct, note: string): MessageKey | null {
  if (!fits(note, NOTE_LIMIT)) return "decisions.error.noteTooLong";
  return act === "sent_back" && !hasWords(note) ? "decisions.error.note" : null;
}
