import { Conflict, Invalid } from "#kernel/errors.ts";
import { urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import type { FieldError } from "#ui/frame.ts";
import type { MessageKey } from "#ui/messages.ts";
import type { Decision } from "./decision.rules.ts";
import { revisionSchema, typedList, typedText } from "./decision-form.routes.ts";
import { wordsIn } from "./new-group.routes.ts";
import { draftRevision } from "./revise.actions.ts";
import { RevisionFormView, type TypedRevision } from "./revision-form.view.tsx";
import { decisionPage, known } from "./show-decision.routes.tsx";

type Shown = { readonly values: TypedRevision; readonly errors?: readonly FieldError[]; readonly status?: number };

export function revisionPage(ctx: Context, decision: Decision, { values, errors = [], status = 200 }: Shown): Response {
  return ctx.page(<RevisionFormView frame={ctx.frame} decision={decision} values={values} errors={errors} />, {
    status,
  });
}

/** A draft that will take over all the contributions of a decision, or some; the next page is for its words. */
export async function replace(ctx: Context, decision: Decision): Promise<Response> {
  const read = await ctx.readForm(revisionSchema);
  const typed = (name: string) => typedText(read.typed, name);
  const values = {
    id: typed("id"),
    revisionReason: typed("revisionReason"),
    scope: typed("scope"),
    numbers: typed("numbers"),
  };
  if (!read.ok) return revisionPage(ctx, decision, { values, errors: read.errors, status: 422 });
  const { id, revisionReason, scope, numbers } = read.value;
  const words = wordsIn(decision)("decisions.batch.revised", { number: decision.number });
  const contributions = scope === "all" ? null : typedList(numbers);
  try {
    const input = { number: decision.number, id, reason: revisionReason, contributions, words };
    const made = await draftRevision(ctx.actor, input);
    const edit = urls.teamDecision(ctx.lang, { decision: made }, { etape: "modifier" });
    return ctx.redirect(edit, { notice: "decisions.draft.replacementMade" });
  } catch (error) {
    if (error instanceof Invalid)
      return revisionPage(ctx, decision, { values, errors: ctx.fieldErrors(error), status: 422 });
    if (!(error instanceof Conflict)) throw error;
    const message = ctx.t(error.messageKey as MessageKey, error.params);
    return await decisionPage(ctx, await known(ctx), { errors: [{ field: "contributions", message }] });
  }
}
