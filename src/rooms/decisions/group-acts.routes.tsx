import { randomUUID } from "node:crypto";
import { Conflict, Invalid, NotFound } from "#kernel/errors.ts";
import { isUuid } from "#kernel/ids.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import type { MessageKey } from "#ui/messages.ts";
import { type Decision, GroupChanged, NotFree } from "./decision.rules.ts";
import { groupSchema, typedNumbers, typedText } from "./decision-form.routes.ts";
import { deskProcesses } from "./desk-filters.routes.ts";
import { openDiscussion } from "./discussion.queries.ts";
import { addToDraft } from "./draft.actions.ts";
import { changeSentence } from "./new-decision.routes.tsx";
import { groupOf } from "./new-group.routes.ts";
import { decisionPage, here, known } from "./show-decision.routes.tsx";

/** The boxes ticked, or all that the filter found when the page was made, join the draft. */
export async function add(ctx: Context, decision: Decision, typed: Typed): Promise<Response> {
  return await join(ctx, decision, batchIdOf(typed), await chosen(ctx, typed));
}

/** What was argued about the contributions of the draft gets the same answer. */
export async function addDiscussion(ctx: Context, decision: Decision): Promise<Response> {
  const contributions = await openDiscussion(ctx.sql, decision.id);
  // somebody else decided on them meanwhile, or the form was sent twice
  if (contributions.length === 0) return ctx.redirect(here(ctx, decision.number));
  return await join(ctx, decision, randomUUID(), { contributions, filter: "", seenCount: 0, seenDigest: "" });
}

type Chosen = Awaited<ReturnType<typeof chosen>>;

async function join(ctx: Context, decision: Decision, batchId: string, wanted: Chosen): Promise<Response> {
  const processes = await deskProcesses(ctx);
  const process = processes.find(({ id }) => id === decision.processId);
  if (!process) throw new NotFound();
  const group = await groupOf(ctx, { batchId, process }, wanted);
  if (!group) throw new Invalid({ filter: "decisions.error.form" });
  try {
    await addToDraft(ctx.actor, decision.number, group);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    const errors = [{ field: "contributions", message: sentence(ctx, error) }];
    return await decisionPage(ctx, await known(ctx), { errors });
  }
  return ctx.redirect(here(ctx, decision.number), { notice: "decisions.draft.added" });
}

function batchIdOf(typed: Typed): string {
  const id = typedText(typed, "batch");
  return isUuid(id) ? id : randomUUID();
}

async function chosen(ctx: Context, typed: Typed) {
  const picked = typedNumbers(typed, "contribution");
  const all = typedText(typed, "tout") !== "";
  const read = await ctx.readForm(groupSchema);
  if (all && read.ok) return read.value;
  if (picked.length === 0) throw new Invalid({ contribution: "decisions.error.selection" });
  return { contributions: picked, filter: "", seenCount: 0, seenDigest: "" };
}

function sentence(ctx: Context, error: Conflict): string {
  if (error instanceof GroupChanged) return changeSentence(ctx, error.seen, error.now);
  if (!(error instanceof NotFree)) return ctx.t(error.messageKey as MessageKey, error.params);
  const numbers = error.taken
    .slice(0, 20)
    .map(({ number }) => number)
    .join(", ");
  return ctx.t("decisions.error.notAdded", { count: error.taken.length, numbers });
}
