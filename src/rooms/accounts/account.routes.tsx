import { Invalid, NotFound, Refused } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import type { FieldError } from "#ui/frame.ts";
import { AccountView, OwnPasswordView } from "./account.view.tsx";
import { keepSession, sessionCookie } from "./browser-of.routes.ts";
import { changePassword, hasJustSignedIn, saveProfile } from "./own-account.actions.ts";
import { findPerson, type Person } from "./person.queries.ts";
import { tooOften } from "./sign-in.routes.tsx";
import { newPasswordSchema, profileSchema } from "./sign-in-schemas.routes.ts";

const text = (value: string | readonly string[] | undefined) => (typeof value === "string" ? value : undefined);

async function self(ctx: Context): Promise<Person> {
  if (!ctx.viewer) throw new Refused("http.signInFirst");
  const person = await findPerson(ctx.sql, ctx.viewer.personId);
  if (!person) throw new NotFound();
  return person;
}

async function showPassword(ctx: Context, errors: readonly FieldError[] = [], status = 200): Promise<Response> {
  const { email, hasPassword } = await self(ctx);
  const cookie = sessionCookie(ctx) ?? "";
  const mustSignInAgain = !hasPassword && !(await hasJustSignedIn(ctx.sql, cookie));
  const view = <OwnPasswordView frame={ctx.frame} {...{ email, hasPassword, mustSignInAgain, errors }} />;
  return ctx.page(view, { status });
}

export const accountRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.account,
    who: "signed-in",
    handle: async (ctx) => ctx.page(<AccountView frame={ctx.frame} person={await self(ctx)} />),
  }),
  route({
    method: "POST",
    path: patterns.account,
    who: "signed-in",
    async handle(ctx) {
      const form = await ctx.readForm(profileSchema);
      if (!form.ok) {
        const typed = { name: text(form.typed.nom), language: text(form.typed.langue) };
        const view = <AccountView frame={ctx.frame} person={await self(ctx)} typed={typed} errors={form.errors} />;
        return ctx.page(view, { status: 422 });
      }
      const { nom, langue } = form.value;
      await saveProfile(ctx.actor, { displayName: nom, language: langue });
      return ctx.redirect(urls.account(langue), { notice: "accounts.saved" });
    },
  }),
  route({ method: "GET", path: patterns.accountPassword, who: "signed-in", handle: (ctx) => showPassword(ctx) }),
  route({
    method: "POST",
    path: patterns.accountPassword,
    who: "signed-in",
    async handle(ctx) {
      const form = await ctx.readForm(newPasswordSchema);
      if (!form.ok) return await showPassword(ctx, form.errors, 422);
      const { actuel: current, nouveau: next } = form.value;
      const cookie = sessionCookie(ctx) ?? "";
      try {
        const entered = await changePassword(ctx.actor, { current, next, cookie, lang: ctx.lang }, ctx.world);
        keepSession(ctx, entered.cookie);
      } catch (error) {
        if (error instanceof Invalid) return await showPassword(ctx, ctx.fieldErrors(error), 422);
        return await showPassword(ctx, tooOften(ctx, error, "actuel"), 429);
      }
      return ctx.redirect(urls.account(ctx.lang), { notice: "accounts.passwordSaved" });
    },
  }),
];
