import { randomUUID } from "node:crypto";
import { Invalid, NotFound } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { CORPUS_PARAMETERS, isFiltered } from "#rooms/corpus";
import type { FieldError } from "#ui/frame.ts";
import { DRAFTERS, GroupChanged, NotFree, type Taken } from "./decision.rules.ts";
import { newDecisionSchema, typedText, wordsOf } from "./decision-form.routes.ts";
import { type Desk, deskProcesses, filterFromText, openDesk } from "./desk-filters.routes.ts";
import { draftDecision } from "./draft.actions.ts";
import { CheckDecisionView, NewDecisionView, type Selection } from "./draft-form.view.tsx";
import type { Holder } from "./group.rules.ts";
import { filterSelection, groupOf, numbersOf, pickedSelection, typedSelection } from "./new-group.routes.ts";
import { readNumbers, SELECTION_LIMIT } from "./number-list.rules.ts";
import { fillIn } from "./placeholder.rules.ts";
import { findTemplate, listTemplatesFor } from "./template.queries.ts";
import { commonPassage, type DeskProcess, linesOf, listHolders } from "./waiting.queries.ts";
import type { TypedWords } from "./words-fields.view.tsx";

const NOTHING: TypedWords = { verdict: "", addressedTo: "", reason: "", answer: "" };

function typedWords(typed: Typed): TypedWords {
  const read = (name: string) => typedText(typed, name);
  return { verdict: read("verdict"), addressedTo: read("addressedTo"), reason: read("reason"), answer: read("answer") };
}

/** The boxes ticked; all that the filter finds when none is. */
async function chosen(ctx: Context, desk: Desk): Promise<Selection> {
  const head = { id: randomUUID(), process: desk.process };
  const asked = ctx.url.searchParams.getAll("contribution");
  const takesAll =
    ctx.queryText("tout") !== "" || (asked.length === 0 && isFiltered({ ...desk.filter, verdict: null }));
  if (takesAll) return await filterSelection(ctx, head, desk.filter);
  const ticked = asked.flatMap((text) => readNumbers(text) ?? []);
  const lines = await linesOf(ctx.sql, desk.process.id, ticked, SELECTION_LIMIT);
  return await pickedSelection(
    ctx,
    head,
    lines.map(({ number }) => number),
  );
}

type Shown = {
  readonly status?: number;
  readonly errors?: readonly FieldError[];
  readonly taken?: readonly Taken[];
  readonly numbers?: readonly number[];
  readonly values?: TypedWords;
  readonly template?: string | null;
};

async function processAsked(ctx: Context, typed: Typed): Promise<DeskProcess> {
  const processes = await deskProcesses(ctx);
  const process = processes.find(({ id }) => id === typedText(typed, "process"));
  if (!process) throw new NotFound();
  return process;
}

/** The form again, with everything that was typed and the selection as it is now. */
async function formAgain(ctx: Context, typed: Typed, shown: Shown = {}): Promise<Response> {
  const process = await processAsked(ctx, typed);
  const { taken = [], values = typedWords(typed) } = shown;
  const head = { id: typedText(typed, "id"), process };
  const [selection, templates] = await Promise.all([
    shown.numbers ? pickedSelection(ctx, head, shown.numbers) : typedSelection(ctx, head, typed),
    listTemplatesFor(ctx.sql, process.id),
  ]);
  const template = shown.template ?? typedText(typed, "template");
  const changed = await changeSince(ctx, process, selection, typed);
  const errors = [...(shown.errors ?? []), ...changed.errors];
  const props = { frame: ctx.frame, selection, values, errors, taken, holders: changed.holders, templates, template };
  return ctx.page(<NewDecisionView {...props} />, { status: changed.errors.length > 0 ? 409 : (shown.status ?? 200) });
}

type Change = { readonly errors: readonly FieldError[]; readonly holders: readonly Holder[] };

/** When the filter finds another set than the form was made for: how many more or fewer, and who took them. */
async function changeSince(ctx: Context, process: DeskProcess, { filter }: Selection, typed: Typed): Promise<Change> {
  if (filter === null || filter.seen.digest === typedText(typed, "seenDigest")) return { errors: [], holders: [] };
  const now = filter.seen.count;
  const seen = Number(typedText(typed, "seenCount")) || 0;
  const found = filterFromText(ctx, process, filter.query);
  const holders = found && now < seen ? await listHolders(ctx.sql, { ...found, verdict: null }) : [];
  return { errors: [{ field: "verdict", message: changeSentence(ctx, seen, now) }], holders };
}

export function changeSentence(ctx: Context, seen: number, now: number): string {
  if (now > seen) return ctx.t("decisions.error.groupMore", { count: now - seen, now });
  if (now < seen) return ctx.t("decisions.error.groupFewer", { count: seen - now, now });
  return ctx.t("decisions.error.groupOther", { now });
}

/** The words of a template take the place of what was typed; what is known of the selection is filled in. */
async function startFromTemplate(ctx: Context, typed: Typed): Promise<Response> {
  const template = await findTemplate(ctx.sql, typedText(typed, "template"));
  if (!template || template.retiredAt !== null) {
    const errors = [{ field: "template", message: ctx.t("decisions.error.template") }];
    return await formAgain(ctx, typed, { status: 422, errors });
  }
  const process = await processAsked(ctx, typed);
  const selection = await typedSelection(ctx, { id: typedText(typed, "id"), process }, typed);
  const passage = await commonPassage(ctx.sql, process.id, await numbersOf(ctx, process, selection));
  const known = { decision: null, process: process.title, passage, count: String(selection.count) };
  const kept = typedWords(typed);
  const values = {
    verdict: template.verdict ?? kept.verdict,
    addressedTo: kept.addressedTo,
    reason: fillIn(template.reason, known) || kept.reason,
    answer: fillIn(template.answer, known) || kept.answer,
  };
  return await formAgain(ctx, typed, { values, template: template.id });
}

async function checkPage(ctx: Context, typed: Typed): Promise<Response> {
  const process = await processAsked(ctx, typed);
  const selection = await typedSelection(ctx, { id: typedText(typed, "id"), process }, typed);
  if (selection.filter !== null && selection.filter.seen.digest !== typedText(typed, "seenDigest")) {
    return await formAgain(ctx, typed);
  }
  const template = typedText(typed, "template");
  return ctx.page(<CheckDecisionView {...{ frame: ctx.frame, selection, values: typedWords(typed), template }} />);
}

async function save(ctx: Context, typed: Typed, value: ReturnType<typeof newDecisionSchema.parse>): Promise<Response> {
  const { id, template } = value;
  const process = await processAsked(ctx, typed);
  const group = await groupOf(ctx, { batchId: id, process }, value);
  if (!group) throw new Invalid({ filter: "decisions.error.form" });
  try {
    const draft = { id, processId: process.id, words: wordsOf(value), group, templateId: template };
    const number = await draftDecision(ctx.actor, draft);
    return ctx.redirect(urls.teamDecision(ctx.lang, { decision: number }), { notice: "decisions.check.saved" });
  } catch (error) {
    if (error instanceof GroupChanged) return await formAgain(ctx, typed);
    if (!(error instanceof NotFree)) throw error;
    const gone = new Set(error.taken.map(({ number }) => number));
    const numbers = value.contributions.filter((number) => !gone.has(number));
    const errors = [{ field: "verdict", message: ctx.t("decisions.error.notFree", { count: gone.size }) }];
    return await formAgain(ctx, typed, { status: 409, errors, taken: error.taken, numbers });
  }
}

export const newDecisionRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamDecisionNew,
    who: DRAFTERS,
    query: ["demarche", ...CORPUS_PARAMETERS, "contribution", "tout"],
    async handle(ctx) {
      const desk = await openDesk(ctx);
      if (!desk) throw new NotFound();
      const [selection, templates] = await Promise.all([chosen(ctx, desk), listTemplatesFor(ctx.sql, desk.process.id)]);
      const tooMany = (selection.filter?.seen.count ?? 0) > SELECTION_LIMIT;
      const message = tooMany
        ? ctx.t("decisions.desk.tooMany", { limit: SELECTION_LIMIT })
        : ctx.t("decisions.error.selection");
      const errors = selection.count === 0 ? [{ field: "verdict", message }] : [];
      const props = { frame: ctx.frame, selection, values: NOTHING, errors, templates, template: "" };
      return ctx.page(<NewDecisionView {...props} />, { status: errors.length === 0 ? 200 : 422 });
    },
  }),
  route({
    method: "POST",
    path: patterns.teamDecisionNew,
    who: DRAFTERS,
    async handle(ctx) {
      const { fields } = await ctx.form();
      const act = typedText(fields, "act");
      if (act === "template") return await startFromTemplate(ctx, fields);
      const read = await ctx.readForm(newDecisionSchema);
      if (!read.ok) {
        // the selection has no field of its own on the page: its error leads to the first one
        const errors = read.errors.map((one) => (one.field === "contributions" ? { ...one, field: "verdict" } : one));
        return await formAgain(ctx, read.typed, { status: 422, errors });
      }
      if (act === "correct") return await formAgain(ctx, read.typed);
      if (act !== "save") return await checkPage(ctx, read.typed);
      return await save(ctx, read.typed, read.value);
    },
  }),
];
