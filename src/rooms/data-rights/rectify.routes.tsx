import { z } from "zod";
import { NotFound } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { listCategories } from "#rooms/processes";
import type { FieldError } from "#ui/frame.ts";
import { PRIVATE } from "./holdings-file.routes.ts";
import { rectifyOwn } from "./own.actions.ts";
import { ownOf } from "./own.routes.tsx";
import { RectifyView } from "./rectify.view.tsx";

const shortText = (limit: number, tooLong: "data-rights.error.nameTooLong" | "data-rights.error.organisationTooLong") =>
  z
    .string()
    .trim()
    .max(limit, tooLong)
    .default("")
    .transform((text) => (text === "" ? null : text));

const schema = z.object({
  nom: shortText(80, "data-rights.error.nameTooLong"),
  organisation: shortText(200, "data-rights.error.organisationTooLong"),
  categorie: z.string().max(80, "data-rights.error.category").default(""),
});

type Refusal = { readonly typed: Typed; readonly errors: readonly FieldError[] };

async function rectifyPage(ctx: Context, refused?: Refusal): Promise<Response> {
  const { code, own } = await ownOf(ctx);
  if (own.detachedAt ?? own.erasedAt) throw new NotFound();
  const categories = await listCategories(ctx.sql);
  const view = <RectifyView frame={ctx.frame} {...{ code, own, categories }} {...refused} />;
  return ctx.page(view, { status: refused ? 422 : 200, headers: PRIVATE });
}

export const rectifyRoutes: readonly Route[] = [
  route({ method: "GET", path: patterns.ownRectify, who: "everyone", query: [], handle: (ctx) => rectifyPage(ctx) }),
  route({
    method: "POST",
    path: patterns.ownRectify,
    who: "everyone",
    async handle(ctx) {
      const { code } = await ownOf(ctx);
      const form = await ctx.readForm(schema);
      if (!form.ok) return await rectifyPage(ctx, form);
      const { nom: authorName, organisation, categorie } = form.value;
      const categories = await listCategories(ctx.sql);
      const codes = categories.flatMap((category) => [category.code, ...category.children.map((child) => child.code)]);
      if (categorie !== "" && !codes.includes(categorie)) {
        const errors = ctx.fieldErrors({ categorie: "data-rights.error.category" });
        return await rectifyPage(ctx, { typed: form.typed, errors });
      }
      const label = { authorName, organisation, categoryCode: categorie === "" ? null : categorie };
      const isDone = await rectifyOwn(ctx.actor, { code, lang: ctx.lang, label });
      const notice = isDone ? "data-rights.rectify.done" : "data-rights.nothing";
      return ctx.redirect(urls.ownData(ctx.lang, { code }), { notice });
    },
  }),
];
