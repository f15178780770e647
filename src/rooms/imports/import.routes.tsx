import { z } from "zod";
import { Invalid, Refused } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { codedName } from "#rooms/documents";
import type { FieldError } from "#ui/frame.ts";
import { isMessageKey } from "#ui/messages.ts";
import { previewImport } from "./import.actions.ts";
import { ImportFormView, type ImportTyped } from "./import.view.tsx";
import { touchedElements } from "./import-preview.rules.ts";
import { ImportPreviewView } from "./import-preview.view.tsx";
import { type BroughtSource, readBrought } from "./import-source.actions.ts";
import { SOURCE_FORMATS } from "./import-source.rules.ts";
import type { ImportedDocument, ImportProblem } from "./imported-document.rules.ts";
import { IMPORTERS, importForTeam } from "./team-import.actions.ts";

const Fields = z.object({
  step: z.enum(["preview", "confirm"]).catch("preview"),
  text: z.string().default(""),
  format: z.enum(SOURCE_FORMATS, { error: "imports.chooseFormat" }),
  document: z.string().trim().default(""),
  kind: z.enum(["roadmap", "doctrine"]).catch("roadmap"),
  title: z.string().trim().default(""),
  label: z.string().trim().default(""),
  publishedOn: z.string().trim().default(""),
  replaceDraft: z.string().optional(),
  publish: z.string().optional(),
});
type Fields = z.output<typeof Fields>;

type Shown = {
  readonly typed: ImportTyped;
  readonly errors?: readonly FieldError[];
  readonly problems?: readonly ImportProblem[];
};

function formPage(
  ctx: Context,
  { typed, errors = [], problems = [] }: Shown,
  source: BroughtSource["origin"],
): Response {
  const { t } = ctx;
  const list = problems.map(({ line, column, messageKey, params }) => ({
    place: t(source === "docx" ? "import.place.paragraph" : "import.place.line", {
      line,
      ...(column ? { column } : {}),
    }),
    sentence: t(messageKey, params),
  }));
  const found =
    list.length > 0 ? [{ field: "text", message: t("imports.problems", { count: list.length }) }, ...errors] : errors;
  const status = found.length > 0 ? 422 : 200;
  return ctx.page(<ImportFormView frame={ctx.frame} typed={typed} errors={found} problems={list} />, { status });
}

async function previewPage(
  ctx: Context,
  imported: ImportedDocument,
  source: Readonly<Record<string, string>>,
): Promise<Response> {
  const preview = await previewImport(ctx.sql, imported);
  return ctx.page(
    <ImportPreviewView
      frame={ctx.frame}
      title={imported.title}
      document={imported.document}
      language={imported.language}
      label={imported.label}
      publishedOn={imported.publishedOn}
      number={preview.number}
      isNewDocument={preview.document === null}
      isUnchanged={preview.isUnchanged && preview.draft === null}
      hasDraft={preview.draft !== null}
      totals={preview.plan.totals}
      elements={touchedElements(preview.plan).map((element) => ({ ...element, name: codedName(ctx.frame, element) }))}
      source={source}
    />,
  );
}

async function confirm(ctx: Context, fields: Fields, imported: ImportedDocument): Promise<Response> {
  const done = await importForTeam(ctx.actor, {
    imported,
    publish: fields.publish === "yes",
    replaceDraft: fields.replaceDraft === "yes",
  });
  if (!done) {
    return ctx.redirect(urls.document(ctx.lang, { document: imported.document }), { notice: "imports.already" });
  }
  if (done.hash !== null) {
    const at = { document: imported.document, edition: done.number };
    return ctx.redirect(urls.edition(ctx.lang, at), { notice: "imports.published" });
  }
  return ctx.redirect(urls.teamEdition(ctx.lang, { edition: done.editionId }), { notice: "imports.drafted" });
}

/** Reads the form and the file; whatever is wrong, the form comes back with what was typed. */
async function handlePost(ctx: Context): Promise<Response> {
  const form = await ctx.readForm(Fields);
  if (!form.ok) return formPage(ctx, { typed: form.typed as ImportTyped, errors: form.errors }, "text");
  const fields = form.value;
  const { files } = await ctx.form();
  try {
    const brought = await readBrought({ file: files.file, ...fields });
    const typed = { ...fields, text: brought.text, format: brought.format };
    if (!brought.result.isValid) return formPage(ctx, { typed, problems: brought.result.problems }, brought.origin);
    const imported = brought.result.document;
    if (fields.step === "confirm") return await confirm(ctx, fields, imported);
    const { document, kind, title, label, publishedOn } = fields;
    const source = { text: brought.text, format: brought.format, document, kind, title, label, publishedOn };
    return await previewPage(ctx, imported, source);
  } catch (error) {
    if (error instanceof Invalid) return formPage(ctx, { typed: fields, errors: ctx.fieldErrors(error) }, "text");
    if (error instanceof Refused && isMessageKey(error.messageKey) && error.messageKey !== "errors.refused") {
      const message = ctx.t(error.messageKey, error.params);
      return formPage(ctx, { typed: fields, errors: [{ field: "text", message }] }, "text");
    }
    throw error;
  }
}

export const importRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamImport,
    who: IMPORTERS,
    query: [],
    handle: (ctx) => formPage(ctx, { typed: {} }, "text"),
  }),
  route({ method: "POST", path: patterns.teamImport, who: IMPORTERS, query: [], handle: handlePost }),
];
