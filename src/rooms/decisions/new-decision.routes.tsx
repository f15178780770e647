import { randomUUID } from "node:crypto";
import { NotFound } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import type { FieldError } from "#ui/frame.ts";
import { DRAFTERS, NotFree, type Taken } from "./decision.rules.ts";
import { newDecisionSchema, typedText, wordsOf } from "./decision-form.routes.ts";
import { type Desk, FILTER_NAMES, openDesk } from "./desk-filters.routes.ts";
import { draftDecision } from "./draft.actions.ts";
import { CheckDecisionView, NewDecisionView, type Selection } from "./draft-form.view.tsx";
import { readNumbers, SELECTION_LIMIT, writeNumbers } from "./number-list.rules.ts";
import { type DeskProcess, linesOf, listDeskProcesses, waitingNumbers } from "./waiting.queries.ts";
import type { TypedWords } from "./words-fields.view.tsx";

/** Contributions shown again beside the form; the others stand in the list they were chosen from. */
const SHOWN = 20;
const NOTHING: TypedWords = { verdict: "", addressedTo: "", reason: "", answer: "" };

async function selectionOf(
  ctx: Context,
  process: DeskProcess,
  { id, numbers }: { readonly id: string; readonly numbers: readonly number[] },
): Promise<Selection> {
  const lines = await linesOf(ctx.sql, process.id, numbers, SHOWN);
  return { id, process, numbers: writeNumbers(numbers), count: numbers.length, lines };
}

function typedWords(typed: Typed): TypedWords {
  const read = (name: string) => typedText(typed, name);
  return { verdict: read("verdict"), addressedTo: read("addressedTo"), reason: read("reason"), answer: read("answer") };
}

/** The boxes ticked, or all that the filter finds at this moment: the page that follows says how many. */
async function chosenNumbers(ctx: Context, desk: Desk): Promise<readonly number[]> {
  if (ctx.queryText("tout") !== "") {
    const all = await waitingNumbers(ctx.sql, desk.filter);
    return all.length > SELECTION_LIMIT ? [] : all;
  }
  const ticked = ctx.url.searchParams.getAll("contribution").flatMap((text) => readNumbers(text) ?? []);
  const lines = await linesOf(ctx.sql, desk.process.id, ticked, SELECTION_LIMIT);
  return lines.map(({ number }) => number);
}

type Shown = {
  readonly status?: number;
  readonly errors?: readonly FieldError[];
  readonly taken?: readonly Taken[];
  readonly numbers?: readonly number[];
};

/** The form again, with everything that was typed. */
async function formAgain(ctx: Context, typed: Typed, shown: Shown = {}): Promise<Response> {
  const processes = await listDeskProcesses(ctx.sql);
  const process = processes.find(({ id }) => id === typedText(typed, "process"));
  if (!process) throw new NotFound();
  const { status = 200, errors = [], taken = [] } = shown;
  const numbers = shown.numbers ?? readNumbers(typedText(typed, "contributions")) ?? [];
  const selection = await selectionOf(ctx, process, { id: typedText(typed, "id"), numbers });
  const props = { frame: ctx.frame, selection, values: typedWords(typed), errors, taken };
  return ctx.page(<NewDecisionView {...props} />, { status });
}

async function checkPage(ctx: Context, typed: Typed): Promise<Response> {
  const processes = await listDeskProcesses(ctx.sql);
  const process = processes.find(({ id }) => id === typedText(typed, "process"));
  if (!process) throw new NotFound();
  const numbers = readNumbers(typedText(typed, "contributions")) ?? [];
  const selection = await selectionOf(ctx, process, { id: typedText(typed, "id"), numbers });
  return ctx.page(<CheckDecisionView frame={ctx.frame} selection={selection} values={typedWords(typed)} />);
}

export const newDecisionRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamDecisionNew,
    who: DRAFTERS,
    query: [...FILTER_NAMES, "contribution", "tout"],
    async handle(ctx) {
      const desk = await openDesk(ctx);
      if (!desk) throw new NotFound();
      const numbers = await chosenNumbers(ctx, desk);
      const selection = await selectionOf(ctx, desk.process, { id: randomUUID(), numbers });
      const nothing = [{ field: "verdict", message: ctx.t("decisions.error.selection") }];
      return ctx.page(
        <NewDecisionView
          frame={ctx.frame}
          selection={selection}
          values={NOTHING}
          errors={numbers.length === 0 ? nothing : []}
        />,
        { status: numbers.length === 0 ? 422 : 200 },
      );
    },
  }),
  route({
    method: "POST",
    path: patterns.teamDecisionNew,
    who: DRAFTERS,
    async handle(ctx) {
      const read = await ctx.readForm(newDecisionSchema);
      if (!read.ok) {
        // the selection has no field of its own on the page: its error leads to the first one
        const errors = read.errors.map((one) => (one.field === "contributions" ? { ...one, field: "verdict" } : one));
        return await formAgain(ctx, read.typed, { status: 422, errors });
      }
      const act = typedText(read.typed, "act");
      if (act === "correct") return await formAgain(ctx, read.typed);
      if (act !== "save") return await checkPage(ctx, read.typed);
      const { id, process, contributions } = read.value;
      try {
        const draft = { id, processId: process, words: wordsOf(read.value), contributions };
        const number = await draftDecision(ctx.actor, draft);
        return ctx.redirect(urls.teamDecision(ctx.lang, { decision: number }), { notice: "decisions.check.saved" });
      } catch (error) {
        if (!(error instanceof NotFree)) throw error;
        const gone = new Set(error.taken.map(({ number }) => number));
        const numbers = contributions.filter((number) => !gone.has(number));
        const errors = [{ field: "verdict", message: ctx.t("decisions.error.notFree", { count: gone.size }) }];
        return await formAgain(ctx, read.typed, { status: 409, errors, taken: error.taken, numbers });
      }
    },
  }),
];
