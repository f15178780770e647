import { urls } from "#kernel/urls.ts";
import { isTeam, type Viewer } from "#kernel/viewer.ts";
import type { Context } from "#platform/http/context.ts";
import { SESSION_COOKIE } from "#platform/http/cookies.ts";
import { mayShowMail } from "./account.rules.ts";
import { isSecret, newSecret } from "./secret.actions.ts";
import type { Entered } from "./session.actions.ts";

const BROWSER_COOKIE = "jalon_sign_in";
/** As long as a link. */
const BROWSER_SECONDS = 15 * 60;
/** As long as a session may last; the server ends it sooner without use. */
const SESSION_SECONDS = 30 * 24 * 3600;

/** The secret that ties links to this browser, or null. */
export function browserOf(ctx: Context): string | null {
  const secret = ctx.cookie(BROWSER_COOKIE);
  return isSecret(secret) ? secret : null;
}

/** The same for all links asked within a quarter of an hour: the first of two mails stays good. */
export function keepBrowser(ctx: Context): string {
  const secret = browserOf(ctx) ?? newSecret();
  ctx.setCookie(BROWSER_COOKIE, secret, BROWSER_SECONDS);
  return secret;
}

export const sessionCookie = (ctx: Context): string | null => ctx.cookie(SESSION_COOKIE);

export function keepSession(ctx: Context, cookie: string): void {
  ctx.setCookie(SESSION_COOKIE, cookie, SESSION_SECONDS);
}

export function dropSession(ctx: Context): void {
  ctx.setCookie(SESSION_COOKIE, "", 0);
}

/** Where people start: the team at its desks, others at their contributions. */
export function startOf(ctx: Context, viewer: Viewer): string {
  return isTeam(viewer) ? urls.team(ctx.lang) : urls.myContributions(ctx.lang);
}

/** Signed in: the new cookie, and back to where the person was going. */
export function welcome(ctx: Context, { cookie, viewer }: Entered, returnTo: string | null): Response {
  keepSession(ctx, cookie);
  ctx.setCookie(BROWSER_COOKIE, "", 0);
  return ctx.redirect(returnTo ?? startOf(ctx, viewer), { notice: "sign-in.welcome" });
}

/** True on a demonstration that only this machine can be looking at. */
export function isOnlyHere(ctx: Context): boolean {
  const { config, isDemo } = ctx.world;
  const { headers } = ctx.request;
  return mayShowMail({
    isDemo,
    smtpUrl: config.smtpUrl,
    hosts: [config.host, new URL(config.siteUrl).hostname, ctx.url.hostname],
    isProxied: ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"].some((name) =>
      headers.has(name),
    ),
  });
}
