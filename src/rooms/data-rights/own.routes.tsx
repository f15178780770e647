import { z } from "zod";
import { NotFound } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { findByReceipt } from "#rooms/contributions";
import type { FieldError } from "#ui/frame.ts";
import { holdingsOfContribution } from "./holdings.actions.ts";
import { holdingsFile, PRIVATE } from "./holdings-file.routes.ts";
import { agreement } from "./mine.routes.tsx";
import { detachOwn, eraseOwn } from "./own.actions.ts";
import { ownFacts } from "./own.queries.ts";
import type { OwnFacts } from "./own.rules.ts";
import { OwnDataView, OwnDetachView, OwnEraseView } from "./own.view.tsx";

const agreeSchema = z.object({ accord: agreement });

type Found = { readonly code: string; readonly own: OwnFacts };

/** With the code, or with the account that sent it; anybody else finds nothing here. */
export async function ownOf(ctx: Context): Promise<Found> {
  const code = ctx.params.code ?? "";
  const { id } = await findByReceipt(ctx.actor, code);
  const own = await ownFacts(ctx.sql, id);
  if (!own) throw new NotFound();
  return { code, own };
}

async function erasePage(ctx: Context, errors?: readonly FieldError[]): Promise<Response> {
  const found = await ownOf(ctx);
  if (found.own.erasedAt) return ctx.redirect(urls.erasureProof(ctx.lang, { object: found.own.id }));
  const view = <OwnEraseView frame={ctx.frame} {...found} errors={errors} />;
  return ctx.page(view, { status: errors ? 422 : 200, headers: PRIVATE });
}

async function detachPage(ctx: Context, errors?: readonly FieldError[]): Promise<Response> {
  const found = await ownOf(ctx);
  if (found.own.erasedAt ?? found.own.detachedAt) {
    return ctx.redirect(urls.erasureProof(ctx.lang, { object: found.own.id }));
  }
  const view = <OwnDetachView frame={ctx.frame} {...found} errors={errors} />;
  return ctx.page(view, { status: errors ? 422 : 200, headers: PRIVATE });
}

export const ownRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.ownData,
    who: "everyone",
    query: [],
    handle: async (ctx) => ctx.page(<OwnDataView frame={ctx.frame} {...(await ownOf(ctx))} />, { headers: PRIVATE }),
  }),
  route({
    method: "GET",
    path: patterns.ownDataFile,
    who: "everyone",
    query: [],
    async handle(ctx) {
      const { own } = await ownOf(ctx);
      return await holdingsFile(ctx, "contribution", () => holdingsOfContribution({ sql: ctx.sql }, own.id));
    },
  }),
  route({ method: "GET", path: patterns.ownErase, who: "everyone", query: [], handle: (ctx) => erasePage(ctx) }),
  route({
    method: "POST",
    path: patterns.ownErase,
    who: "everyone",
    async handle(ctx) {
      const { code, own } = await ownOf(ctx);
      const form = await ctx.readForm(agreeSchema);
      if (!form.ok) return await erasePage(ctx, form.errors);
      await eraseOwn(ctx.actor, { code, lang: ctx.lang });
      return ctx.redirect(urls.erasureProof(ctx.lang, { object: own.id }), { notice: "data-rights.erase.done" });
    },
  }),
  route({ method: "GET", path: patterns.ownDetach, who: "everyone", query: [], handle: (ctx) => detachPage(ctx) }),
  route({
    method: "POST",
    path: patterns.ownDetach,
    who: "everyone",
    async handle(ctx) {
      const { code, own } = await ownOf(ctx);
      const form = await ctx.readForm(agreeSchema);
      if (!form.ok) return await detachPage(ctx, form.errors);
      await detachOwn(ctx.actor, { code, lang: ctx.lang });
      return ctx.redirect(urls.erasureProof(ctx.lang, { object: own.id }), { notice: "data-rights.detach.done" });
    },
  }),
];
