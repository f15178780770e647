import { z } from "zod";
import { Invalid, NotFound, Refused } from "#kernel/errors.ts";
import { asId, type EditionId, isUuid } from "#kernel/ids.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { codedName } from "#rooms/documents";
import type { FieldError } from "#ui/frame.ts";
import { isMessageKey } from "#ui/messages.ts";
import { type HowToTake, previewImport } from "./import.actions.ts";
import { findDoneImport, type KnownText, listKnownTexts } from "./import.queries.ts";
import { ImportFormView, type ImportTyped } from "./import.view.tsx";
import { ImportDoneView } from "./import-done.view.tsx";
import type { ImportPlan } from "./import-plan.rules.ts";
import { touchedElements } from "./import-preview.rules.ts";
import { type ChoiceShown, ImportPreviewView } from "./import-preview.view.tsx";
import { type BroughtSource, readBrought } from "./import-source.actions.ts";
import { SOURCE_FORMATS } from "./import-source.rules.ts";
import type { ImportedDocument } from "./imported-document.rules.ts";
import { choiceField, choicesByForm, choicesByNumber, NEW_PASSAGE, offeredChoices } from "./passage-choices.rules.ts";
import { IMPORTERS, importForTeam } from "./team-import.actions.ts";

const Fields = z.object({
  step: z.enum(["preview", "confirm"]).catch("preview"),
  text: z.string().default(""),
  format: z.enum(SOURCE_FORMATS, { error: "imports.chooseFormat" }),
  of: z.string().trim().default(""),
  document: z.string().trim().default(""),
  kind: z.enum(["roadmap", "doctrine"]).catch("roadmap"),
  title: z.string().trim().default(""),
  label: z.string().trim().default(""),
  publishedOn: z.string().trim().default(""),
  facts: z.enum(["file", "kept"]).catch("file"),
  replaceDraft: z.string().optional(),
  publish: z.string().optional(),
});
type Fields = z.output<typeof Fields>;

type Shown = {
  readonly typed: ImportTyped;
  readonly errors?: readonly FieldError[];
  readonly brought?: BroughtSource;
};

async function formPage(ctx: Context, { typed, errors = [], brought }: Shown): Promise<Response> {
  const { t } = ctx;
  const problems = brought && !brought.result.isValid ? brought.result.problems : [];
  const place = brought && brought.origin !== "text" ? "import.place.paragraph" : "import.place.line";
  const list = problems.map(({ line, column, messageKey, params }) => ({
    place: t(place, { line, ...(column ? { column } : {}) }),
    sentence: t(messageKey, params),
  }));
  const found =
    list.length > 0 ? [{ field: "text", message: t("imports.problems", { count: list.length }) }, ...errors] : errors;
  const texts = await listKnownTexts(ctx.sql);
  return ctx.page(
    <ImportFormView
      frame={ctx.frame}
      typed={typed}
      errors={found}
      problems={list}
      texts={texts}
      findings={brought?.findings ?? []}
    />,
    { status: found.length > 0 ? 422 : 200 },
  );
}

type Taken = { readonly brought: BroughtSource; readonly imported: ImportedDocument; readonly how: HowToTake };

async function previewPage(ctx: Context, fields: Fields, { brought, imported, how }: Taken): Promise<Response> {
  const preview = await previewImport(ctx.sql, imported, how);
  const { title, label, publishedOn } = fields;
  return ctx.page(
    <ImportPreviewView
      frame={ctx.frame}
      title={imported.title}
      document={imported.document}
      language={imported.language}
      label={preview.label}
      publishedOn={imported.publishedOn}
      number={preview.number}
      isNewDocument={preview.document === null}
      isUnchanged={preview.isUnchanged && preview.draft === null}
      hasDraft={preview.draft !== null}
      totals={preview.plan.totals}
      elements={touchedElements(preview.plan).map((element) => ({ ...element, name: codedName(ctx.frame, element) }))}
      choices={choicesShown(preview.plan)}
      findings={brought.origin === "text" ? null : brought.findings}
      keepsFacts={how.saysFacts === false}
      source={{
        text: brought.text,
        format: brought.format,
        document: imported.document,
        kind: imported.kind,
        title,
        label,
        publishedOn,
        facts: how.saysFacts === false ? "kept" : "file",
      }}
    />,
  );
}

const WORDS_OFFERED = 90;

function choicesShown(plan: ImportPlan): ReadonlyMap<number, ChoiceShown> {
  const offered = [...offeredChoices(plan)].filter(([, { offered: olds }]) => olds.length > 0);
  return new Map(
    offered.map(([index, { chosen, offered: olds }]) => [
      index,
      {
        field: choiceField(index),
        value: chosen?.anchor ?? NEW_PASSAGE,
        options: olds.map(({ anchor, code, text }) => ({
          value: anchor,
          code,
          text: text.length > WORDS_OFFERED ? `${text.slice(0, WORDS_OFFERED).toWellFormed()}…` : text,
        })),
      },
    ]),
  );
}

async function confirm(ctx: Context, fields: Fields, { imported, how }: Taken): Promise<Response> {
  const done = await importForTeam(ctx.actor, {
    imported,
    ...how,
    publish: fields.publish === "yes",
    replaceDraft: fields.replaceDraft === "yes",
  });
  if (!done) {
    return ctx.redirect(urls.document(ctx.lang, { document: imported.document }), { notice: "imports.already" });
  }
  const notice = done.hash === null ? "imports.drafted" : "imports.published";
  return ctx.redirect(urls.teamImportDone(ctx.lang, { edition: done.editionId }), { notice });
}

/** The passages that somebody tied by hand; before that, those that the numbers of one of our own files tie. */
function howToTake(fields: Fields, brought: BroughtSource, posted: Typed): HowToTake {
  const saysFacts = brought.saysFacts && fields.facts !== "kept";
  if (fields.step === "confirm")
    return {
      saysFacts,
      choices: (existing) => {
        const choices = choicesByForm(existing, posted);
        if (!choices) throw new Invalid({ text: "imports.pairTwice" });
        return choices;
      },
    };
  return {
    saysFacts,
    choices: (existing, latest) =>
      brought.madeFromEdition === latest.number ? choicesByNumber(existing, brought.numbers) : new Map(),
  };
}

/** Reads the form and the file; whatever is wrong, the form comes back with what was typed. */
async function handlePost(ctx: Context): Promise<Response> {
  const form = await ctx.readForm(Fields);
  if (!form.ok) return await formPage(ctx, { typed: form.typed as ImportTyped, errors: form.errors });
  const fields = form.value;
  const body = await ctx.form();
  try {
    const known = await knownText(ctx, fields.of);
    const about = known ? { document: known.slug, kind: known.kind, knownTitle: known.title } : {};
    const brought = await readBrought({ file: body.files.file, ...fields, ...about });
    const typed = { ...fields, text: brought.text, format: brought.format };
    if (!brought.result.isValid) return await formPage(ctx, { typed, brought });
    const taken = { brought, imported: brought.result.document, how: howToTake(fields, brought, body.fields) };
    return fields.step === "confirm" ? await confirm(ctx, fields, taken) : await previewPage(ctx, fields, taken);
  } catch (error) {
    if (error instanceof Invalid) return await formPage(ctx, { typed: fields, errors: ctx.fieldErrors(error) });
    if (error instanceof Refused && isMessageKey(error.messageKey) && error.messageKey !== "errors.refused") {
      const message = ctx.t(error.messageKey, error.params);
      return await formPage(ctx, { typed: fields, errors: [{ field: "text", message }] });
    }
    throw error;
  }
}

async function knownText(ctx: Context, slug: string): Promise<KnownText | null> {
  if (slug === "") return null;
  const found = (await listKnownTexts(ctx.sql)).find((text) => text.slug === slug);
  if (!found) throw new Invalid({ of: "imports.unknownText" });
  return found;
}

async function donePage(ctx: Context): Promise<Response> {
  const edition = ctx.params.edition ?? "";
  const done = isUuid(edition) ? await findDoneImport(ctx.sql, asId<EditionId>(edition)) : null;
  if (!done) throw new NotFound();
  return ctx.page(<ImportDoneView frame={ctx.frame} edition={edition} done={done} />);
}

export const importRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamImport,
    who: IMPORTERS,
    query: [],
    handle: (ctx) => formPage(ctx, { typed: {} }),
  }),
  route({ method: "POST", path: patterns.teamImport, who: IMPORTERS, query: [], handle: handlePost }),
  route({ method: "GET", path: patterns.teamImportDone, who: IMPORTERS, query: [], handle: donePage }),
];
