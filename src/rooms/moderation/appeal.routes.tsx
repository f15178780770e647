import { z } from "zod";
import { saysSomething } from "#engine/text/says-something.ts";
import { Invalid, NotFound } from "#kernel/errors.ts";
import { isUuid } from "#kernel/ids.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Role } from "#kernel/viewer.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { findByReceipt } from "#rooms/contributions";
import type { FieldError } from "#ui/frame.ts";
import { contest, decide } from "./appeal.actions.ts";
import { appealById, contestableAct, waitingAppeals } from "./appeal.queries.ts";
import { AppealListView, AppealView, ContestView } from "./appeal.view.tsx";
import { moderatedItem, moderationReport } from "./moderation.queries.ts";
import { ReportView } from "./report.view.tsx";

const MODERATORS: readonly Role[] = ["moderator", "administrator"];

const outcomeForm = z.object({
  outcome: z.enum(["upheld", "overturned"], "moderation.outcomeMissing"),
  reason: z
    .string("moderation.reasonMissing")
    .refine(saysSomething, "moderation.reasonMissing")
    .max(2_000, "moderation.reasonTooLong"),
});
const contestForm = z.object({ words: z.string().default("") });

async function appealPage(
  ctx: Context,
  status: number,
  typed: Typed = {},
  errors: readonly FieldError[] = [],
): Promise<Response> {
  const id = ctx.params.appeal;
  const appeal = isUuid(id) ? await appealById(ctx.sql, id) : null;
  if (!appeal) throw new NotFound();
  const isOwn = appeal.actMadeBy !== null && appeal.actMadeBy === ctx.viewer?.personId;
  return ctx.page(<AppealView frame={ctx.frame} {...{ appeal, isOwn, typed, errors }} />, { status });
}

async function contestPage(
  ctx: Context,
  status: number,
  typed = "",
  errors: readonly FieldError[] = [],
): Promise<Response> {
  const code = ctx.params.code ?? "";
  const { id, number } = await findByReceipt(ctx.actor, code);
  const [item, act] = await Promise.all([moderatedItem(ctx.sql, number), contestableAct(ctx.sql, id)]);
  const { body, language } = item ?? { body: "", language: "fr" };
  return ctx.page(<ContestView frame={ctx.frame} {...{ code, body, language, act, typed, errors }} />, {
    status,
    headers: { "x-robots-tag": "noindex" },
  });
}

export const appealRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamAppeals,
    who: MODERATORS,
    handle: async (ctx) => ctx.page(<AppealListView frame={ctx.frame} appeals={await waitingAppeals(ctx.sql)} />),
  }),
  route({
    method: "GET",
    path: patterns.teamAppeal,
    who: MODERATORS,
    handle: (ctx) => appealPage(ctx, 200),
  }),
  route({
    method: "POST",
    path: patterns.teamAppeal,
    who: MODERATORS,
    async handle(ctx) {
      const read = await ctx.readForm(outcomeForm);
      if (!read.ok) return await appealPage(ctx, 422, read.typed, read.errors);
      const appealId = ctx.params.appeal;
      if (!isUuid(appealId)) throw new NotFound();
      await decide(ctx.actor, { ...read.value, appealId, siteUrl: ctx.world.config.siteUrl });
      return ctx.redirect(urls.teamAppeals(ctx.lang), { notice: "moderation.appealDone" });
    },
  }),
  route({
    method: "GET",
    path: patterns.receiptAppeal,
    who: "everyone",
    handle: (ctx) => contestPage(ctx, 200),
  }),
  route({
    method: "POST",
    path: patterns.receiptAppeal,
    who: "everyone",
    async handle(ctx) {
      const read = await ctx.readForm(contestForm);
      if (!read.ok) return await contestPage(ctx, 422, "", read.errors);
      const { id } = await findByReceipt(ctx.actor, ctx.params.code ?? "");
      try {
        await contest(ctx.actor, { contributionId: id, words: read.value.words });
      } catch (error) {
        if (error instanceof Invalid) return await contestPage(ctx, 422, read.value.words, ctx.fieldErrors(error));
        throw error;
      }
      return ctx.redirect(urls.receipt(ctx.lang, { code: ctx.params.code ?? "" }), {
        notice: "moderation.contestDone",
      });
    },
  }),
  route({
    method: "GET",
    path: patterns.moderationReport,
    who: "everyone",
    cache: "public",
    query: [],
    handle: async (ctx) => ctx.page(<ReportView frame={ctx.frame} report={await moderationReport(ctx.sql)} />),
  }),
];
