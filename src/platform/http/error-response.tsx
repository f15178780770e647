import { randomBytes } from "node:crypto";
import { Conflict, type DomainError, Invalid, NotFound, Refused } from "#kernel/errors.ts";
import { urls } from "#kernel/urls.ts";
import { isPassing } from "#platform/db.ts";
import { isMessageKey, type MessageKey } from "#ui/messages.ts";
import { Page } from "#ui/page.tsx";
import type { Context } from "./context.ts";

type Shown = { readonly status: number; readonly code: string; readonly title: MessageKey; readonly text: string };

function sentence(ctx: Context, error: DomainError): string {
  return isMessageKey(error.messageKey) ? ctx.t(error.messageKey, error.params) : ctx.t("errors.invalid");
}

function shown(ctx: Context, error: unknown, reference: string): Shown {
  const { t } = ctx;
  if (error instanceof NotFound)
    return { status: 404, code: error.code, title: "http.notFoundTitle", text: t("http.notFoundText") };
  if (error instanceof Refused) {
    const status = error.messageKey === "http.tooOften" ? 429 : 403;
    return { status, code: error.code, title: "http.refusedTitle", text: sentence(ctx, error) };
  }
  if (error instanceof Invalid) {
    const text = ctx
      .fieldErrors(error)
      .map(({ message }) => message)
      .join(" ");
    return { status: 422, code: error.code, title: "http.invalidTitle", text: text || t("errors.invalid") };
  }
  if (error instanceof Conflict)
    return { status: 409, code: error.code, title: "http.conflictTitle", text: sentence(ctx, error) };
  if (isPassing(error)) return { status: 503, code: "unavailable", title: "http.busyTitle", text: t("http.busyText") };
  return { status: 500, code: "failed", title: "http.failedTitle", text: t("http.failedText", { reference }) };
}

/** The one map from errors to answers: a page, or `{ error: { code, message, fields?, reference } }` where JSON was asked for. */
export function errorResponse(ctx: Context, error: unknown): Response {
  const reference = randomBytes(5).toString("hex");
  const { status, code, title, text } = shown(ctx, error, reference);
  if (status >= 500) {
    ctx.world.log.error({ reference, error }, "request failed");
  }
  const headers: Record<string, string> = { "cache-control": "no-store" };
  if (status === 503) headers["retry-after"] = "60";
  if (ctx.request.headers.get("accept")?.startsWith("application/json") || ctx.url.pathname.startsWith("/api/")) {
    const fields =
      error instanceof Invalid
        ? { fields: Object.fromEntries(ctx.fieldErrors(error).map((e) => [e.field, e.message])) }
        : {};
    return ctx.json({ error: { code, message: text, ...fields, reference } }, { status, headers });
  }
  return ctx.page(<ErrorPage ctx={ctx} title={title} text={text} offerSignIn={status === 403 && !ctx.viewer} />, {
    status,
    headers,
  });
}

type Props = {
  readonly ctx: Context;
  readonly title: MessageKey;
  readonly text: string;
  readonly offerSignIn: boolean;
};

function ErrorPage({ ctx, title, text, offerSignIn }: Props) {
  const { lang, t } = ctx;
  return (
    <Page frame={ctx.frame} title={t(title)} robots="noindex">
      <p>{text}</p>
      <ul>
        {offerSignIn ? (
          <li>
            <a href={urls.signIn(lang)}>{t("http.goSignIn")}</a>
          </li>
        ) : null}
        <li>
          <a href={urls.home(lang)}>{t("http.goHome")}</a>
        </li>
        <li>
          <a href={urls.help(lang)}>{t("http.goHelp")}</a>
        </li>
      </ul>
    </Page>
  );
}
