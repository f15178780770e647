import { Conflict, Refused } from "#kernel/errors.ts";
import { isUuid } from "#kernel/ids.ts";
import { urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import type { MessageKey } from "#ui/messages.ts";
import { linkClaim, unlinkClaim } from "./claim-link.actions.ts";
import { type Decision, SavedSince } from "./decision.rules.ts";
import { typedNumbers, typedText, wordsOf, wordsSchema } from "./decision-form.routes.ts";
import { discardDraft, restoreDraft } from "./discard.actions.ts";
import { editDraft, removeFromDraft, undoBatch } from "./draft.actions.ts";
import { EditDecisionView } from "./edit-draft.view.tsx";
import { decisionPage, here, known, shownWords } from "./show-decision.routes.tsx";

/** What was typed is kept, beside what somebody else saved meanwhile when that is so. */
export async function save(ctx: Context, decision: Decision): Promise<Response> {
  const { number, language } = decision;
  const read = await ctx.readForm(wordsSchema);
  const typed = (name: string) => typedText(read.typed, name);
  const values = {
    verdict: typed("verdict"),
    addressedTo: typed("addressedTo"),
    reason: typed("reason"),
    answer: typed("answer"),
  };
  const [version = 0] = typedNumbers({ version: typed("version") }, "version");
  const revisionReason = decision.replaces === null ? null : typed("revisionReason") || decision.revisionReason;
  const shown = { frame: ctx.frame, number, language, values, revisionReason };
  if (!read.ok)
    return ctx.page(<EditDecisionView {...shown} version={version} errors={read.errors} />, { status: 422 });
  try {
    const edit = { number, version, words: wordsOf(read.value), revisionReason: read.value.revisionReason ?? null };
    await editDraft(ctx.actor, edit);
  } catch (error) {
    if (!(error instanceof SavedSince)) throw error;
    const now = await known(ctx);
    const errors = [{ field: "verdict", message: ctx.t("decisions.error.savedSince") }];
    const props = { ...shown, version: now.version, errors, saved: shownWords(now) };
    return ctx.page(<EditDecisionView {...props} />, { status: 409 });
  }
  return ctx.redirect(here(ctx, number), { notice: "decisions.edit.done" });
}

/** A refusal that has its sentence comes back on the page; anything else goes up. */
async function orSay(ctx: Context, act: () => Promise<Response>): Promise<Response> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Conflict || error instanceof Refused) || !error.messageKey.startsWith("decisions."))
      throw error;
    const message = ctx.t(error.messageKey as MessageKey, error.params);
    return await decisionPage(ctx, await known(ctx), { errors: [{ field: "contributions", message }] });
  }
}

export async function removeSome(ctx: Context, { number }: Decision, numbers: readonly number[]): Promise<Response> {
  return await orSay(ctx, async () => {
    await removeFromDraft(ctx.actor, number, numbers);
    return ctx.redirect(here(ctx, number), { notice: "decisions.draft.removed" });
  });
}

export async function undo(ctx: Context, { number }: Decision, batchId: string): Promise<Response> {
  return await orSay(ctx, async () => {
    if (isUuid(batchId)) await undoBatch(ctx.actor, number, batchId);
    return ctx.redirect(here(ctx, number), { notice: "decisions.batch.done" });
  });
}

export async function discard(ctx: Context, decision: Decision): Promise<Response> {
  return await orSay(ctx, async () => {
    await discardDraft(ctx.actor, decision.number);
    const drafts = urls.teamDecisions(ctx.lang, { demarche: decision.processSlug, etat: "brouillons" });
    return ctx.redirect(drafts, { notice: "decisions.discard.done" });
  });
}

export async function restore(ctx: Context, { number }: Decision): Promise<Response> {
  return await orSay(ctx, async () => {
    const left = await restoreDraft(ctx.actor, number);
    const notice = left === 0 ? "decisions.restore.done" : "decisions.restore.partly";
    return ctx.redirect(here(ctx, number), { notice });
  });
}

export async function link(ctx: Context, decision: Decision, typed: string): Promise<Response> {
  const [claim] = typedNumbers({ claim: typed.trim() }, "claim");
  if (claim !== undefined && (await linkClaim(ctx.actor, decision.number, claim))) {
    return ctx.redirect(`${here(ctx, decision.number)}#constats`, { notice: "decisions.claims.done" });
  }
  const errors = [{ field: "claim", message: ctx.t("decisions.error.claim") }];
  return await decisionPage(ctx, decision, { errors, status: 422 });
}

export async function unlink(ctx: Context, { number }: Decision, typed: string): Promise<Response> {
  const [claim] = typedNumbers({ claim: typed }, "claim");
  if (claim !== undefined) await unlinkClaim(ctx.actor, number, claim);
  return ctx.redirect(`${here(ctx, number)}#constats`, { notice: "decisions.claims.done" });
}
