import { Conflict, NotFound } from "#kernel/errors.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import type { FieldError } from "#ui/frame.ts";
import { AccountView } from "./account.view.tsx";
import { accountFor, dropAccount } from "./change.actions.ts";
import { listDifferences } from "./difference.queries.ts";
import type { Difference } from "./difference.rules.ts";
import { type DraftHead, listDecisionChoices } from "./draft.queries.ts";
import { faultsOf } from "./open-draft.routes.ts";
import { verdictWords } from "./public.routes.tsx";
import { searchOf, tickedNumbers, typedAccount, typedValues } from "./typed-account.routes.ts";

/** A passage or an element whose difference is to be accounted for, and where its page is. */
export type Place = {
  readonly draft: DraftHead;
  readonly objectId: string;
  readonly here: string;
  readonly back: { readonly text: string; readonly href: string };
};

const valuesOf = ({ editorialReason, decisions }: Difference) => ({
  why: editorialReason !== null && decisions.length === 0 ? "editorial" : "decisions",
  decisions: decisions.map(({ number }) => String(number)),
  reason: decisions.length === 0 ? (editorialReason ?? "") : "",
  also: decisions.length === 0 ? "" : (editorialReason ?? ""),
});

async function pageOf(
  ctx: Context,
  place: Place,
  { typed, errors = [], status = 200 }: { typed?: Typed; errors?: readonly FieldError[]; status?: number } = {},
): Promise<Response> {
  const { draft, objectId, here, back } = place;
  const [difference] = await listDifferences(ctx.sql, draft.id, { objectId });
  if (!difference) throw new NotFound("editions.error.noDifference");
  const search = searchOf(ctx, typed);
  const values = typed ? typedValues(typed) : valuesOf(difference);
  const tied = [...difference.decisions.map(({ number }) => number), ...tickedNumbers(values)];
  const near = { passageId: difference.passageId, nodeId: difference.nodeId, tied };
  const choices = draft.processId ? await listDecisionChoices(ctx.sql, draft.processId, { ...near, ...search }) : [];
  const props = { frame: ctx.frame, draft, difference, here, back, choices, search, values, errors };
  return ctx.page(<AccountView {...props} say={verdictWords(ctx)} />, { status });
}

export function accountPage(ctx: Context, place: Place): Promise<Response> {
  return pageOf(ctx, place);
}

/** Keeps the account of one difference. The answer is the page again when something is at fault. */
export async function saveAccount(ctx: Context, place: Place, typed: Typed): Promise<Response> {
  const { draft, objectId, back } = place;
  const account = typedAccount(ctx, typed);
  if ("field" in account) return await pageOf(ctx, place, { typed, errors: [account], status: 422 });
  try {
    await accountFor(ctx.actor, { editionId: draft.id, objectIds: [objectId], ...account });
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
