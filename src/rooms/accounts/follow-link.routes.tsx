import { Invalid } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { readMail } from "#rooms/notices";
import type { FieldError } from "#ui/frame.ts";
import { localReturn } from "./account.rules.ts";
import { mailKeyOf } from "./ask-link.actions.ts";
import { browserOf, isOnlyHere, sessionCookie, welcome } from "./browser-of.routes.ts";
import { type Followed, followCode, followLink } from "./follow-link.actions.ts";
import { CodeNameView, LinkSentView } from "./link-sent.view.tsx";
import { hashSecret, isSecret } from "./secret.actions.ts";
import { tooOften } from "./sign-in.routes.tsx";
import { LinkGoneView, LinkView } from "./sign-in.view.tsx";
import { findAskedLink, findLink } from "./sign-in-link.queries.ts";
import { codeSchema, nameField } from "./sign-in-schemas.routes.ts";

/** The display name in a form, null when it is missing or not a name. */
async function nameIn(ctx: Context): Promise<{ readonly typed: string | undefined; readonly name: string | null }> {
  const { nom } = (await ctx.form()).fields;
  const typed = typeof nom === "string" ? nom : undefined;
  return { typed, name: nameField.safeParse(typed).data ?? null };
}

const back = (followed: Followed) => localReturn(followed.returnTo);

async function showSent(
  ctx: Context,
  more: { code?: string; errors?: readonly FieldError[]; status?: number } = {},
): Promise<Response> {
  const browser = browserOf(ctx);
  const asked = browser ? await findAskedLink(ctx.sql, hashSecret(browser)) : null;
  if (!asked) return ctx.redirect(urls.signIn(ctx.lang));
  const captured = isOnlyHere(ctx) ? await readMail(ctx.sql, mailKeyOf(asked.tokenHash), ctx.world.config) : null;
  const { code, errors, status = 200 } = more;
  const view = <LinkSentView frame={ctx.frame} email={asked.email} code={code} errors={errors} captured={captured} />;
  return ctx.page(view, { status });
}

export const followLinkRoutes: readonly Route[] = [
  route({ method: "GET", path: patterns.signInSent, who: "everyone", handle: (ctx) => showSent(ctx) }),
  route({
    method: "POST",
    path: patterns.signInSent,
    who: "everyone",
    async handle(ctx) {
      const form = await ctx.readForm(codeSchema);
      const browser = browserOf(ctx);
      if (!browser) return ctx.redirect(urls.signIn(ctx.lang));
      if (!form.ok) return await showSent(ctx, { errors: form.errors, status: 422 });
      const { code } = form.value;
      const { name, typed } = await nameIn(ctx);
      try {
        const previousCookie = sessionCookie(ctx);
        const tried = await followCode(ctx.actor, code, {
          browser,
          displayName: name,
          previousCookie,
          world: ctx.world,
        });
        if (tried && "cookie" in tried) return welcome(ctx, tried, back(tried));
        const left = tried?.triesLeft ?? 0;
        const message = ctx.t("sign-in.error.wrongCode", { left });
        return await showSent(ctx, { errors: [{ field: "code", message }], status: 422 });
      } catch (error) {
        if (!(error instanceof Invalid)) {
          return await showSent(ctx, { errors: tooOften(ctx, error, "code"), status: 429 });
        }
        const asked = await findAskedLink(ctx.sql, hashSecret(browser));
        const isFirst = form.typed.suite !== "nom";
        const errors = isFirst ? [] : ctx.fieldErrors(error);
        const view = <CodeNameView frame={ctx.frame} email={asked?.email ?? ""} {...{ code, errors }} name={typed} />;
        return ctx.page(view, { status: isFirst ? 200 : 422 });
      }
    },
  }),
  route({
    method: "GET",
    path: patterns.signInLink,
    who: "everyone",
    async handle(ctx) {
      const token = ctx.params.token ?? "";
      const browser = browserOf(ctx);
      const link = isSecret(token) ? await findLink(ctx.sql, hashSecret(token), hashSecret(browser ?? "")) : null;
      if (!link) return ctx.page(<LinkGoneView frame={ctx.frame} isOtherBrowser={false} />, { status: 410 });
      if (!link.isThisBrowser) return ctx.page(<LinkGoneView frame={ctx.frame} isOtherBrowser />);
      return ctx.page(<LinkView frame={ctx.frame} token={token} isNew={link.isNew} email={link.email} />);
    },
  }),
  route({
    method: "POST",
    path: patterns.signInLink,
    who: "everyone",
    async handle(ctx) {
      const token = ctx.params.token ?? "";
      const { name, typed } = await nameIn(ctx);
      const browser = browserOf(ctx);
      const previousCookie = sessionCookie(ctx);
      const gone = () => ctx.page(<LinkGoneView frame={ctx.frame} isOtherBrowser={false} />, { status: 410 });
      if (!browser || !isSecret(token)) return gone();
      try {
        const followed = await followLink(ctx.sql, token, { browser, displayName: name, previousCookie });
        return followed ? welcome(ctx, followed, back(followed)) : gone();
      } catch (error) {
        if (!(error instanceof Invalid)) throw error;
        const link = await findLink(ctx.sql, hashSecret(token), hashSecret(browser));
        if (!link) return gone();
        const errors = ctx.fieldErrors(error);
        const view = <LinkView frame={ctx.frame} token={token} isNew email={link.email} name={typed} errors={errors} />;
        return ctx.page(view, { status: 422 });
      }
    },
  }),
];
