import { z } from "zod";
import { Conflict, NotFound } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { findByReceipt } from "#rooms/contributions";
import { giveOpinion } from "./opinion.actions.ts";
import { findAnswer } from "./opinion.queries.ts";
import { OPINIONS, WHY_LIMIT } from "./opinion.rules.ts";
import { OpinionView } from "./opinion.view.tsx";
import { verdictWords } from "./verdict-words.routes.ts";

const opinionSchema = z.object({
  decision: z
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .transform(Number)
    .catch(0),
  value: z.enum(OPINIONS, "answers.form.missing"),
  why: z
    .string()
    .max(4 * WHY_LIMIT, "answers.form.tooLong")
    .transform((text) => text.replaceAll("\0", "").replace(/\r\n?/g, "\n").trim().normalize("NFC"))
    .refine((text) => [...text].length <= WHY_LIMIT && text.isWellFormed(), "answers.form.tooLong")
    .default(""),
});

/** Nothing of these pages is kept by browsers, caches or search engines. */
const PRIVATE = { "cache-control": "no-store", "x-robots-tag": "noindex" } as const;

async function answerOf(ctx: Context) {
  const code = ctx.params.code ?? "";
  const { id } = await findByReceipt(ctx.actor, code);
  const answer = await findAnswer(ctx.sql, id);
  if (!answer) throw new NotFound("answers.form.none");
  return { code, answer, verdict: verdictWords(ctx.t, answer.verdict) };
}

async function save(ctx: Context): Promise<Response> {
  const { code, ...shown } = await answerOf(ctx);
  const form = await ctx.readForm(opinionSchema);
  const again = (errors: Parameters<typeof OpinionView>[0]["errors"], status: number) =>
    ctx.page(<OpinionView frame={ctx.frame} {...{ code, ...shown, errors }} typed={form.typed} />, {
      status,
      headers: PRIVATE,
    });
  if (!form.ok) return again(form.errors, 422);
  try {
    await giveOpinion(ctx.actor, { code, ...form.value });
  } catch (error) {
    // another answer came meanwhile: it is shown with what was typed
    if (error instanceof Conflict) return again(ctx.fieldErrors({ value: "answers.form.replaced" }), 409);
    throw error;
  }
  return ctx.redirect(urls.receipt(ctx.lang, { code }), { notice: "answers.form.done" });
}

export const opinionRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.receiptOpinion,
    who: "everyone",
    query: [],
    handle: async (ctx) => ctx.page(<OpinionView frame={ctx.frame} {...(await answerOf(ctx))} />, { headers: PRIVATE }),
  }),
  route({ method: "POST", path: patterns.receiptOpinion, who: "everyone", handle: save }),
];
