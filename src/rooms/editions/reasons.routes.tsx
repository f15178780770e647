import { Conflict } from "#kernel/errors.ts";
import { isUuid } from "#kernel/ids.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import type { FieldError } from "#ui/frame.ts";
import { accountFor } from "./change.actions.ts";
import { listDifferences } from "./difference.queries.ts";
import { problemOf } from "./difference.rules.ts";
import { type DraftHead, listDecisionChoices, listTiedDecisions } from "./draft.queries.ts";
import { EDITORS } from "./editors.rules.ts";
import { faultsOf, openDraft, typedList } from "./open-draft.routes.ts";
import { verdictWords } from "./public.routes.tsx";
import { ReasonsView } from "./reasons.view.tsx";
import { searchOf, tickedNumbers, typedAccount, typedValues } from "./typed-account.routes.ts";

/** As many differences as a person looks through at once. */
const LIMIT = 50;
const BLANK = { why: "", decisions: [], reason: "", also: "" };

async function pageOf(
  ctx: Context,
  draft: DraftHead,
  { typed, errors = [] }: { readonly typed?: Typed; readonly errors?: readonly FieldError[] } = {},
): Promise<Response> {
  const [all, before] = await Promise.all([listDifferences(ctx.sql, draft.id), listTiedDecisions(ctx.sql, draft.id)]);
  const differences = all.filter((one) => one.kind !== null && problemOf(one) !== null).slice(0, LIMIT);
  const search = searchOf(ctx, typed);
  const values = typed ? typedValues(typed) : BLANK;
  const isSearched = search.words !== "" || search.verdict !== "";
  const tied = [...(isSearched ? [] : before.map(({ number }) => number)), ...tickedNumbers(values)];
  const place = { passageId: null, nodeId: null, tied, ...search };
  const choices = draft.processId ? await listDecisionChoices(ctx.sql, draft.processId, place) : [];
  const chosen = typed ? typedList(typed, "object") : [];
  const props = { draft, differences, chosen, limit: LIMIT, choices, search, values, say: verdictWords(ctx), errors };
  return ctx.page(<ReasonsView frame={ctx.frame} {...props} />, { status: errors.length > 0 ? 422 : 200 });
}

async function save(ctx: Context, draft: DraftHead, typed: Typed): Promise<Response> {
  const objectIds = typedList(typed, "object").filter((text) => isUuid(text));
  if (objectIds.length === 0) {
    return await pageOf(ctx, draft, {
      typed,
      errors: [{ field: "object", message: ctx.t("editions.error.noObject") }],
    });
  }
  const account = typedAccount(ctx, typed);
  if ("field" in account) return await pageOf(ctx, draft, { typed, errors: [account] });
  try {
    await accountFor(ctx.actor, { editionId: draft.id, objectIds, ...account });
  } catch (error) {
    if (error instanceof Conflict) throw error;
    return await pageOf(ctx, draft, { typed, errors: faultsOf(ctx, error) });
  }
  const to = urls.teamEdition(ctx.lang, { edition: draft.id }, { vue: "problemes" });
  return ctx.redirect(to, { notice: "editions.reasons.done" });
}

export const reasonsRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamEditionReasons,
    who: EDITORS,
    query: ["texte", "suite"],
    handle: async (ctx) => await pageOf(ctx, await openDraft(ctx)),
  }),
  route({
    method: "POST",
    path: patterns.teamEditionReasons,
    who: EDITORS,
    async handle(ctx) {
      const { fields } = await ctx.form();
      return await save(ctx, await openDraft(ctx), fields);
    },
  }),
];
