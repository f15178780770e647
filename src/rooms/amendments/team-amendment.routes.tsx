import { randomUUID } from "node:crypto";
import { z } from "zod";
import { Conflict, Invalid, NotFound } from "#kernel/errors.ts";
import { asId, type DecisionId, type EditionId, isUuid } from "#kernel/ids.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { openArguments } from "#rooms/contributions";
import { inFieldOrder, newWordsSchema, type TypedWords, WordsFields, wordsOf } from "#rooms/decisions";
import type { FieldError } from "#ui/frame.ts";
import { applyAmendment, type By, type PartChoice } from "./apply.actions.ts";
import { compareAmendments } from "./compare.actions.ts";
import { EDITORS } from "./desk.routes.tsx";
import { CHOICES, planOf } from "./plan.rules.ts";
import { findTeamAmendment, listDraftDecisions, listTeamParts, type TeamAmendment } from "./team-amendment.queries.ts";
import { TeamAmendmentView } from "./team-amendment.view.tsx";
import { undoApplication } from "./undo.actions.ts";

const uuid = z.string("amendments.error.form").refine(isUuid, "amendments.error.form");
const actSchema = z.object({ act: z.enum(["apply", "undo"], "amendments.error.form"), edition: uuid });
const applySchema = z
  .object({
    id: uuid,
    decision: z.enum(["new", "draft", "covering"], "amendments.error.whichDecision"),
    draft: z.string().default(""),
    discussion: z.literal("oui").optional(),
  })
  .refine(({ decision, draft }) => decision !== "draft" || /^[1-9]\d{0,14}$/.test(draft), {
    path: ["draft"],
    message: "amendments.error.draft",
  });

const POSITIONS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

function text(typed: Typed, name: string): string {
  const value = typed[name];
  return typeof value === "string" ? value : "";
}

async function amendmentOf(ctx: Context): Promise<TeamAmendment> {
  const number = /^[1-9]\d{0,14}$/.test(ctx.params.number ?? "") ? Number(ctx.params.number) : null;
  const found = number === null ? null : await findTeamAmendment(ctx.sql, number);
  if (!found) throw new NotFound();
  return found;
}

type Refused = { readonly status: number; readonly typed: Typed; readonly errors: readonly FieldError[] };

async function page(ctx: Context, refused?: Refused): Promise<Response> {
  await compareAmendments(ctx.sql);
  const amendment = await amendmentOf(ctx);
  const [parts, drafts, open] = await Promise.all([
    listTeamParts(ctx.sql, amendment.id, amendment.editionId),
    listDraftDecisions(ctx.sql, amendment.processId),
    openArguments(ctx.sql, amendment.id),
  ]);
  const { typed = {}, errors = [] } = refused ?? {};
  const values: TypedWords = {
    verdict: text(typed, "verdict"),
    addressedTo: text(typed, "addressedTo"),
    reason: text(typed, "reason"),
    answer: text(typed, "answer"),
  };
  const words = <WordsFields frame={ctx.frame} {...{ values, errors }} language={amendment.documentLanguage} />;
  const shown = parts.map((part) => ({ ...part, plan: planOf(part, part.draft?.text ?? null) }));
  const id = isUuid(text(typed, "id")) ? text(typed, "id") : randomUUID();
  const props = { amendment, drafts, id, errors, openArguments: open.length, typed: refused?.typed };
  return ctx.page(<TeamAmendmentView frame={ctx.frame} {...props} parts={shown} wordsFields={words} />, {
    status: refused?.status ?? 200,
  });
}

function choicesOf(typed: Typed): readonly PartChoice[] {
  return POSITIONS.flatMap((position) => {
    const choice = CHOICES.find((one) => one === text(typed, `choice${position}`));
    if (!choice) return [];
    return [
      {
        position,
        choice,
        words: text(typed, `words${position}`),
        seen: text(typed, `seen${position}`),
        result: text(typed, `result${position}`),
      },
    ];
  });
}

type Asked = z.output<typeof applySchema>;

async function byOf(ctx: Context, asked: Asked): Promise<By | { readonly errors: readonly FieldError[] }> {
  if (asked.decision === "covering") return { kind: "covering" };
  if (asked.decision === "draft") return { kind: "draft", batchId: asked.id, number: Number(asked.draft) };
  const words = await ctx.readForm(newWordsSchema);
  if (!words.ok) return { errors: inFieldOrder(words.errors) };
  return { kind: "new", id: asId<DecisionId>(asked.id), words: wordsOf(words.value) };
}

async function apply(ctx: Context, editionId: EditionId): Promise<Response> {
  const { number } = await amendmentOf(ctx);
  const form = await ctx.readForm(applySchema);
  if (!form.ok) return await page(ctx, { status: 422, typed: form.typed, errors: form.errors });
  const { typed } = form;
  const by = await byOf(ctx, form.value);
  if ("errors" in by) return await page(ctx, { status: 422, typed, errors: by.errors });
  try {
    const coversDiscussion = form.value.discussion === "oui";
    await applyAmendment(ctx.actor, { number, editionId, choices: choicesOf(typed), by, coversDiscussion });
  } catch (error) {
    if (error instanceof Invalid) return await page(ctx, { status: 422, typed, errors: ctx.fieldErrors(error) });
    if (error instanceof Conflict) return await page(ctx, { status: 409, typed, errors: saidAbove(ctx, error) });
    throw error;
  }
  return ctx.redirect(urls.teamAmendment(ctx.lang, { number }), { notice: "amendments.team.applied" });
}

/** What happened meanwhile, above the page as it is now, with everything that was typed. */
function saidAbove(ctx: Context, error: Conflict): readonly FieldError[] {
  return ctx.fieldErrors(new Invalid({ main: error.messageKey }, error.params));
}

async function undo(ctx: Context, editionId: EditionId): Promise<Response> {
  const { number } = await amendmentOf(ctx);
  try {
    await undoApplication(ctx.actor, number, editionId);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    return await page(ctx, { status: 409, typed: {}, errors: saidAbove(ctx, error) });
  }
  return ctx.redirect(urls.teamAmendment(ctx.lang, { number }), { notice: "amendments.team.undone" });
}

export const teamAmendmentRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamAmendment,
    who: EDITORS,
    query: [],
    handle: (ctx) => page(ctx),
  }),
  route({
    method: "POST",
    path: patterns.teamAmendment,
    who: EDITORS,
    async handle(ctx) {
      const form = await ctx.readForm(actSchema);
      if (!form.ok) return await page(ctx, { status: 422, typed: form.typed, errors: form.errors });
      const editionId = asId<EditionId>(form.value.edition);
      return form.value.act === "undo" ? await undo(ctx, editionId) : await apply(ctx, editionId);
    },
  }),
];
