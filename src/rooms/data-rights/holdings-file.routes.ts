import { formatDate, formatDateTime } from "#kernel/dates.ts";
import { NotFound } from "#kernel/errors.ts";
import type { Lang } from "#kernel/lang.ts";
import type { Context } from "#platform/http/context.ts";
import { isMessageKey, type Translate } from "#ui/messages.ts";
import { type Holdings, holdingsJson, holdingsText } from "./holdings.rules.ts";

/** Nothing of these pages is kept by browsers, caches or search engines. */
export const PRIVATE = { "cache-control": "no-store", "x-robots-tag": "noindex" } as const;

const camel = (value: string | number) =>
  String(value)
    .replace(/^-/, "minus")
    .replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** A moment as people read it; null for anything else. */
function dated(value: string | number, lang: Lang): string | null {
  const isMoment = typeof value === "string" && /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/.test(value);
  return isMoment ? formatDateTime(lang, new Date(value)) : null;
}

function wordsOf(t: Translate, lang: Lang) {
  const say = (key: string, otherwise: string) => (isMessageKey(key) ? t(key) : otherwise);
  return {
    section: (name: string) => say(`data-rights.section.${name}`, name),
    field: (name: string) => `${say(`data-rights.field.${name}`, name)}${lang === "fr" ? " :" : ":"}`,
    value: (field: string, value: string | number | boolean) =>
      typeof value === "boolean"
        ? t(value ? "data-rights.yes" : "data-rights.no")
        : (dated(value, lang) ?? say(`data-rights.value.${field}.${camel(value)}`, String(value))),
    nothing: t("data-rights.noRow"),
  };
}

/** `<stem>.json` for machines, `<stem>.txt` for people; made at each asking, kept nowhere. */
export async function holdingsFile(ctx: Context, stem: string, load: () => Promise<Holdings>): Promise<Response> {
  const { file } = ctx.params;
  if (file !== `${stem}.json` && file !== `${stem}.txt`) throw new NotFound();
  const holdings = await load();
  const headers = { ...PRIVATE, "content-disposition": `attachment; filename="${file}"` };
  if (file.endsWith(".json")) {
    return ctx.answer(holdingsJson(holdings), {
      headers: { ...headers, "content-type": "application/json; charset=utf-8" },
    });
  }
  const heading = `${ctx.t("data-rights.file.heading", { site: ctx.frame.siteName })} ${formatDate(ctx.lang, new Date(holdings.madeAt))}`;
  return ctx.answer(holdingsText(holdings, heading, wordsOf(ctx.t, ctx.lang)), {
    headers: { ...headers, "content-type": "text/plain; charset=utf-8" },
  });
}
