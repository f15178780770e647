import { z } from "zod";
import { NotFound, Refused } from "#kernel/errors.ts";
import { parseReceipt } from "#kernel/receipt.ts";
import { patterns, urls } from "#kernel/urls.ts";
import { isTeam, type Viewer } from "#kernel/viewer.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { findByReceipt } from "#rooms/contributions";
import type { FieldError } from "#ui/frame.ts";
import { DetachAllView, EraseAllView } from "./all.view.tsx";
import { requestFigures } from "./figures.queries.ts";
import { holdingsOfAccount } from "./holdings.actions.ts";
import { holdingsFile, PRIVATE } from "./holdings-file.routes.ts";
import { MyDataView } from "./mine.view.tsx";
import { detachAll, eraseAll } from "./own.actions.ts";
import { countOwn, listOwn, OWN_PAGE } from "./own.queries.ts";
import { ERASE_ALL_CHOICES } from "./request.rules.ts";

const codeSchema = z.object({
  code: z
    .string("receipt.search.missing")
    .max(200, "receipt.search.wrong")
    .refine((text) => text.trim() !== "", "receipt.search.missing"),
});
export const agreement = z.literal("oui", "data-rights.error.agree");
const detachSchema = z.object({ accord: agreement });
const eraseSchema = z.object({ choix: z.enum(ERASE_ALL_CHOICES, "data-rights.error.choice"), accord: agreement });

type Refusal = { readonly code?: string | undefined; readonly errors: readonly FieldError[] };

function viewerOf(ctx: Context): Viewer {
  if (!ctx.viewer) throw new Refused("http.signInFirst");
  return ctx.viewer;
}

async function ownLines(ctx: Context) {
  if (!ctx.viewer) return null;
  const page = ctx.queryPage();
  const { personId } = ctx.viewer;
  const [lines, count] = await Promise.all([listOwn(ctx.sql, personId, page), countOwn(ctx.sql, personId)]);
  return { lines, count, page, pages: Math.max(1, Math.ceil(count / OWN_PAGE)) };
}

async function minePage(ctx: Context, refused?: Refusal): Promise<Response> {
  const [own, figures] = await Promise.all([ownLines(ctx), requestFigures(ctx.sql)]);
  const view = <MyDataView frame={ctx.frame} {...{ own, figures }} {...refused} />;
  return ctx.page(view, { status: refused ? 422 : 200, headers: PRIVATE });
}

async function search(ctx: Context): Promise<Response> {
  const form = await ctx.readForm(codeSchema);
  const typed = typeof form.typed.code === "string" ? form.typed.code.slice(0, 200) : undefined;
  if (!form.ok) return await minePage(ctx, { code: typed, errors: form.errors });
  const code = form.value.code.trim();
  try {
    await findByReceipt({ ...ctx.actor, viewer: null }, code);
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    return await minePage(ctx, { code: typed, errors: ctx.fieldErrors({ code: "receipt.search.wrong" }) });
  }
  return ctx.redirect(urls.ownData(ctx.lang, { code: parseReceipt(code) ?? code }));
}

async function detachPage(ctx: Context, errors?: readonly FieldError[]): Promise<Response> {
  const count = await countOwn(ctx.sql, viewerOf(ctx).personId);
  const view = <DetachAllView frame={ctx.frame} {...{ count, errors }} />;
  return ctx.page(view, { status: errors ? 422 : 200, headers: PRIVATE });
}

async function erasePage(ctx: Context, errors?: readonly FieldError[], choice?: string): Promise<Response> {
  const viewer = viewerOf(ctx);
  const count = await countOwn(ctx.sql, viewer.personId);
  const view = <EraseAllView frame={ctx.frame} {...{ count, errors, choice }} isTeam={isTeam(viewer)} />;
  return ctx.page(view, { status: errors ? 422 : 200, headers: PRIVATE });
}

export const mineRoutes: readonly Route[] = [
  route({ method: "GET", path: patterns.myData, who: "everyone", query: ["page"], handle: (ctx) => minePage(ctx) }),
  route({ method: "POST", path: patterns.myData, who: "everyone", handle: search }),
  route({
    method: "GET",
    path: patterns.myDataFile,
    who: "signed-in",
    query: [],
    async handle(ctx) {
      const load = () => holdingsOfAccount({ sql: ctx.sql, keys: ctx.world }, viewerOf(ctx));
      return await holdingsFile(ctx, "mes-donnees", load);
    },
  }),
  route({ method: "GET", path: patterns.detachAll, who: "signed-in", query: [], handle: (ctx) => detachPage(ctx) }),
  route({
    method: "POST",
    path: patterns.detachAll,
    who: "signed-in",
    async handle(ctx) {
      const form = await ctx.readForm(detachSchema);
      if (!form.ok) return await detachPage(ctx, form.errors);
      const made = await detachAll(ctx.actor, ctx.lang);
      if (!made) return ctx.redirect(urls.myData(ctx.lang), { notice: "data-rights.nothing" });
      return ctx.redirect(urls.dataProof(ctx.lang, { request: made.id }), { notice: "data-rights.detach.done" });
    },
  }),
  route({ method: "GET", path: patterns.eraseAll, who: "signed-in", query: [], handle: (ctx) => erasePage(ctx) }),
  route({
    method: "POST",
    path: patterns.eraseAll,
    who: "signed-in",
    async handle(ctx) {
      const form = await ctx.readForm(eraseSchema);
      if (!form.ok) {
        const choice = typeof form.typed.choix === "string" ? form.typed.choix : undefined;
        return await erasePage(ctx, form.errors, choice);
      }
      const made = await eraseAll(ctx.actor, { choice: form.value.choix, lang: ctx.lang });
      if (!made) return ctx.redirect(urls.myData(ctx.lang), { notice: "data-rights.nothing" });
      return ctx.redirect(urls.dataProof(ctx.lang, { request: made.id }), { notice: "data-rights.erase.done" });
    },
  }),
];
