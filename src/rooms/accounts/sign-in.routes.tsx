import { Refused } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import type { FieldError } from "#ui/frame.ts";
import { isMessageKey } from "#ui/messages.ts";
import { localReturn } from "./account.rules.ts";
import { askSignInLink } from "./ask-link.actions.ts";
import { dropSession, keepBrowser, sessionCookie, startOf, welcome } from "./browser-of.routes.ts";
import { signOutEverywhere } from "./own-account.actions.ts";
import { closeSession } from "./session.actions.ts";
import { PasswordView, SignInView } from "./sign-in.view.tsx";
import { signInWithPassword } from "./sign-in-password.actions.ts";
import { askSchema, passwordSchema } from "./sign-in-schemas.routes.ts";

const text = (value: string | readonly string[] | undefined) => (typeof value === "string" ? value : undefined);

/** Too many tries is said on the page itself, beside the other way in; anything else goes on. */
export function tooOften(ctx: Context, error: unknown, field: string): readonly FieldError[] {
  if (!(error instanceof Refused) || error.messageKey !== "http.tooOften" || !isMessageKey(error.messageKey))
    throw error;
  return [{ field, message: ctx.t(error.messageKey, error.params) }];
}

export const signInRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.signIn,
    who: "everyone",
    query: ["retour"],
    handle(ctx) {
      const returnTo = localReturn(ctx.queryText("retour"));
      if (ctx.viewer) return ctx.redirect(returnTo ?? startOf(ctx, ctx.viewer));
      return ctx.page(<SignInView frame={ctx.frame} returnTo={returnTo ?? undefined} />);
    },
  }),
  route({
    method: "POST",
    path: patterns.signIn,
    who: "everyone",
    async handle(ctx) {
      const form = await ctx.readForm(askSchema);
      const again = (errors: readonly FieldError[], status: number) => {
        const returnTo = localReturn(text(form.typed.retour)) ?? undefined;
        const email = text(form.typed.adresse);
        return ctx.page(<SignInView frame={ctx.frame} returnTo={returnTo} email={email} errors={errors} />, { status });
      };
      if (!form.ok) return again(form.errors, 422);
      const { adresse: email, retour } = form.value;
      const browser = keepBrowser(ctx);
      try {
        await askSignInLink(ctx.actor, { email, returnTo: retour ?? "/", lang: ctx.lang, browser }, ctx.world);
      } catch (error) {
        return again(tooOften(ctx, error, "adresse"), 429);
      }
      return ctx.redirect(urls.signInSent(ctx.lang));
    },
  }),
  route({
    method: "GET",
    path: patterns.signInPassword,
    who: "everyone",
    query: ["retour"],
    handle(ctx) {
      const returnTo = localReturn(ctx.queryText("retour"));
      if (ctx.viewer) return ctx.redirect(returnTo ?? startOf(ctx, ctx.viewer));
      return ctx.page(<PasswordView frame={ctx.frame} returnTo={returnTo ?? undefined} />);
    },
  }),
  route({
    method: "POST",
    path: patterns.signInPassword,
    who: "everyone",
    async handle(ctx) {
      const form = await ctx.readForm(passwordSchema);
      const again = (errors: readonly FieldError[], status: number) => {
        const returnTo = localReturn(text(form.typed.retour)) ?? undefined;
        const email = text(form.typed.adresse);
        return ctx.page(<PasswordView frame={ctx.frame} returnTo={returnTo} email={email} errors={errors} />, {
          status,
        });
      };
      if (!form.ok) return again(form.errors, 422);
      const { adresse: email, motDePasse: password, retour } = form.value;
      try {
        const typed = { email, password, previousCookie: sessionCookie(ctx) };
        const entered = await signInWithPassword(ctx.actor, typed, ctx.world);
        if (entered) return welcome(ctx, entered, retour);
      } catch (error) {
        return again(tooOften(ctx, error, "motDePasse"), 429);
      }
      return again([{ field: "motDePasse", message: ctx.t("sign-in.error.wrong") }], 422);
    },
  }),
  route({
    method: "POST",
    path: patterns.signOut,
    who: "everyone",
    async handle(ctx) {
      const cookie = sessionCookie(ctx);
      // a session that has ended by itself leaves nothing to protect: no error for who wanted to leave
      if (!ctx.viewer || !cookie) {
        // a form of another site comes without the cookie, and must not take it away
        if (cookie) dropSession(ctx);
        return ctx.redirect(urls.home(ctx.lang));
      }
      const { fields } = await ctx.form();
      // only now: a form of another site must not take the session away
      dropSession(ctx);
      if (fields.partout === "oui") await signOutEverywhere(ctx.actor);
      else await closeSession(ctx.sql, cookie);
      return ctx.redirect(urls.home(ctx.lang), { notice: "sign-in.bye" });
    },
  }),
];
