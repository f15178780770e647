import { randomUUID } from "node:crypto";
import { z } from "zod";
import { Conflict, Invalid, NotFound } from "#kernel/errors.ts";
import { isUuid } from "#kernel/ids.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import type { FieldError } from "#ui/frame.ts";
import { DRAFTERS, fits, TEXT_LIMIT } from "./decision.rules.ts";
import { hasWords, typedText } from "./decision-form.routes.ts";
import { deskProcesses } from "./desk-filters.routes.ts";
import { editTemplate, makeTemplate, retireTemplate } from "./template.actions.ts";
import { findTemplate, listTemplates } from "./template.queries.ts";
import { TEMPLATE_TITLE_LIMIT, type Template, TemplateSavedSince, type TemplateWords } from "./template.rules.ts";
import { TemplateFormView, TemplateListView } from "./template.view.tsx";
import { isVerdict } from "./verdict.rules.ts";

const text = z
  .string()
  .trim()
  .refine((typed) => fits(typed, TEXT_LIMIT), "decisions.error.tooLong")
  .default("");

const templateSchema = z
  .object({
    title: z
      .string("decisions.error.templateTitle")
      .trim()
      .refine(hasWords, "decisions.error.templateTitle")
      .refine((typed) => fits(typed, TEMPLATE_TITLE_LIMIT), "decisions.error.templateTitleTooLong"),
    process: z.string().default(""),
    verdict: z
      .string()
      .default("")
      .refine((verdict) => verdict === "" || isVerdict(verdict), "decisions.error.verdict"),
    reason: text,
    answer: text,
  })
  .refine(({ reason, answer }) => hasWords(reason + answer), {
    path: ["reason"],
    message: "decisions.error.templateEmpty",
  });

const NOTHING: TemplateWords = { title: "", process: "", verdict: "", reason: "", answer: "" };

function typedTemplate(typed: Typed): TemplateWords {
  const read = (name: string) => typedText(typed, name);
  return {
    title: read("title"),
    process: read("process"),
    verdict: read("verdict"),
    reason: read("reason"),
    answer: read("answer"),
  };
}

const wordsOf = ({ title, process, verdict, reason, answer }: Template): TemplateWords => ({
  title,
  process: process?.slug ?? "",
  verdict: verdict ?? "",
  reason,
  answer,
});

type Shown = {
  readonly values: TemplateWords;
  readonly template: Template | null;
  readonly id: string;
  readonly version?: number;
  readonly errors?: readonly FieldError[];
  readonly saved?: TemplateWords | null;
  readonly status?: number;
};

async function formPage(ctx: Context, { status = 200, ...shown }: Shown): Promise<Response> {
  const processes = (await deskProcesses(ctx)).map(({ slug, title }) => ({ value: slug, text: title }));
  return ctx.page(<TemplateFormView frame={ctx.frame} processes={processes} {...shown} />, { status });
}

async function knownProcess(ctx: Context, slug: string): Promise<boolean> {
  return slug === "" || (await deskProcesses(ctx)).some((process) => process.slug === slug);
}

async function asked(ctx: Context): Promise<Template> {
  const template = await findTemplate(ctx.sql, ctx.params.template);
  if (!template) throw new NotFound();
  return template;
}

async function save(ctx: Context, template: Template): Promise<Response> {
  const read = await ctx.readForm(templateSchema);
  const values = typedTemplate(read.typed);
  const version = Number(/^\d{1,9}$/.exec(typedText(read.typed, "version"))?.[0] ?? "0");
  const shown = { values, template, id: template.id, version };
  if (!read.ok) return await formPage(ctx, { ...shown, errors: read.errors, status: 422 });
  if (!(await knownProcess(ctx, read.value.process))) throw new Invalid({ process: "decisions.error.form" });
  try {
    await editTemplate(ctx.actor, { id: template.id, version, words: read.value });
  } catch (error) {
    if (!(error instanceof TemplateSavedSince)) throw error;
    const now = await asked(ctx);
    const errors = [{ field: "title", message: ctx.t("decisions.error.templateSavedSince") }];
    return await formPage(ctx, { ...shown, version: now.version, errors, saved: wordsOf(now), status: 409 });
  }
  return ctx.redirect(urls.teamTemplates(ctx.lang), { notice: "decisions.template.saved" });
}

export const templateRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamTemplates,
    who: DRAFTERS,
    query: ["etape"],
    async handle(ctx) {
      if (ctx.queryText("etape") === "nouveau") {
        return await formPage(ctx, { values: NOTHING, template: null, id: randomUUID() });
      }
      return ctx.page(<TemplateListView frame={ctx.frame} templates={await listTemplates(ctx.sql)} />);
    },
  }),
  route({
    method: "POST",
    path: patterns.teamTemplates,
    who: DRAFTERS,
    async handle(ctx) {
      const read = await ctx.readForm(templateSchema);
      const id = typedText(read.typed, "id");
      if (!isUuid(id)) throw new Invalid({ id: "decisions.error.form" });
      const shown = { values: typedTemplate(read.typed), template: null, id };
      if (!read.ok) return await formPage(ctx, { ...shown, errors: read.errors, status: 422 });
      if (!(await knownProcess(ctx, read.value.process))) throw new Invalid({ process: "decisions.error.form" });
      await makeTemplate(ctx.actor, id, read.value);
      return ctx.redirect(urls.teamTemplates(ctx.lang), { notice: "decisions.template.saved" });
    },
  }),
  route({
    method: "GET",
    path: patterns.teamTemplate,
    who: DRAFTERS,
    async handle(ctx) {
      const template = await asked(ctx);
      const { id, version } = template;
      return await formPage(ctx, { values: wordsOf(template), template, id, version });
    },
  }),
  route({
    method: "POST",
    path: patterns.teamTemplate,
    who: DRAFTERS,
    async handle(ctx) {
      const { fields } = await ctx.form();
      const template = await asked(ctx);
      const act = typedText(fields, "act");
      if (act === "save") return await save(ctx, template);
      if (act !== "retire" && act !== "offer") throw new Invalid({ act: "decisions.error.form" });
      const version = Number(/^\d{1,9}$/.exec(typedText(fields, "version"))?.[0] ?? "0");
      try {
        await retireTemplate(ctx.actor, { id: template.id, version, isRetired: act === "retire" });
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        const errors = [{ field: "title", message: ctx.t("decisions.error.templateSavedSince") }];
        const now = await asked(ctx);
        const shown = { values: wordsOf(now), template: now, id: now.id, version: now.version };
        return await formPage(ctx, { ...shown, errors, status: 409 });
      }
      return ctx.redirect(urls.teamTemplates(ctx.lang), { notice: "decisions.template.saved" });
    },
  }),
];
