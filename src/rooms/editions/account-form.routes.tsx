import { saysSomething } from "#engine/text/says-something.ts";
import { Conflict, NotFound } from "#kernel/errors.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import type { FieldError } from "#ui/frame.ts";
import { type AccountValues, AccountView } from "./account.view.tsx";
import { accountFor, dropAccount } from "./change.actions.ts";
import { listDifferences } from "./difference.queries.ts";
import { type DraftHead, listDecisionChoices } from "./draft.queries.ts";
import { faultsOf, typedList, typedText } from "./open-draft.routes.ts";
import { verdictWords } from "./public.routes.tsx";

/** A passage or an element whose difference is to be accounted for, and where its page is. */
export type Place = {
  readonly draft: DraftHead;
  readonly objectId: string;
  readonly here: string;
  readonly back: { readonly text: string; readonly href: string };
};

const EDITORIAL_LIMIT = 2_000;

async function pageOf(
  ctx: Context,
  place: Place,
  { typed, errors = [], status = 200 }: { typed?: Typed; errors?: readonly FieldError[]; status?: number } = {},
): Promise<Response> {
  const { draft, objectId, here, back } = place;
  const [difference] = await listDifferences(ctx.sql, draft.id, { objectId });
  if (!difference) throw new NotFound("editions.error.noDifference");
  const words = typed ? typedText(typed, "texte") : ctx.queryText("texte");
  const tied = difference.decisions.map(({ number }) => number);
  const ticked = typed ? typedList(typed, "decision") : tied.map(String);
  const near = { passageId: difference.passageId, nodeId: difference.nodeId };
  const kept = [...tied, ...ticked.filter((text) => /^\d{1,15}$/.test(text)).map(Number)];
  const choices = draft.processId
    ? await listDecisionChoices(ctx.sql, draft.processId, { ...near, tied: kept, words })
    : [];
  const before = difference.editorialReason === null ? "decisions" : "editorial";
  const values: AccountValues = typed
    ? { why: typedText(typed, "why"), decisions: ticked, reason: typedText(typed, "reason") }
    : { why: before, decisions: ticked, reason: difference.editorialReason ?? "" };
  const props = { frame: ctx.frame, draft, difference, here, back, choices, words, values, errors };
  return ctx.page(<AccountView {...props} say={verdictWords(ctx)} />, { status });
}

export function accountPage(ctx: Context, place: Place): Promise<Response> {
  return pageOf(ctx, place);
}

/** Keeps the account of one difference. The answer is the page again when something is at fault. */
export async function saveAccount(ctx: Context, place: Place, typed: Typed): Promise<Response> {
  const { draft, objectId, back } = place;
  const why = typedText(typed, "why");
  const reason = typedText(typed, "reason").trim();
  const fault = (field: string, message: string) =>
    pageOf(ctx, place, { typed, errors: [{ field, message }], status: 422 });
  if (why !== "decisions" && why !== "editorial") return await fault("why", ctx.t("editions.error.why"));
  if (why === "editorial" && !saysSomething(reason)) return await fault("reason", ctx.t("editions.error.reason"));
  if (reason.length > EDITORIAL_LIMIT)
    return await fault("reason", ctx.t("editions.error.longReason", { limit: EDITORIAL_LIMIT }));
  const ticked = typedList(typed, "decision");
  if (!ticked.every((text) => /^[1-9]\d{0,14}$/.test(text)))
    return await fault("decision", ctx.t("editions.error.unknownDecision"));
  const decisions = why === "decisions" ? ticked.map(Number) : [];
  if (why === "decisions" && decisions.length === 0) return await fault("decision", ctx.t("editions.error.noDecision"));
  try {
    const editorialReason = why === "editorial" ? reason : null;
    await accountFor(ctx.actor, { editionId: draft.id, objectIds: [objectId], decisions, editorialReason });
  } catch (error) {
    if (error instanceof Conflict) throw error;
    return await pageOf(ctx, place, { typed, errors: faultsOf(ctx, error), status: 422 });
  }
  return ctx.redirect(back.href, { notice: "editions.account.done" });
}

export async function dropAccountOf(ctx: Context, { draft, objectId, back }: Place): Promise<Response> {
  await dropAccount(ctx.actor, draft.id, objectId);
  return ctx.redirect(back.href, { notice: "editions.account.dropped" });
}
