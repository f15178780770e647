import { Conflict, Invalid, NotFound } from "#kernel/errors.ts";
import { isUuid } from "#kernel/ids.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import type { FieldError } from "#ui/frame.ts";
import type { MessageKey } from "#ui/messages.ts";
import { countCodesOfTheme, listCodesOfTheme, THEME_CODE_PAGE } from "./code.queries.ts";
import { editTheme, restoreTheme, retireTheme } from "./codebook.actions.ts";
import { shownActs } from "./codebook.routes.tsx";
import { DistributeView } from "./distribute.view.tsx";
import { CODERS } from "./maker.rules.ts";
import { distributeCodes, mergeTheme, splitTheme } from "./merge-split.actions.ts";
import { openProcess, pagesOf, typedList, typedText } from "./open-process.routes.ts";
import { findTheme, listActs, listCountedThemes, listThemes } from "./theme.queries.ts";
import { codeFrom, SavedSince } from "./theme.rules.ts";
import { TeamThemeView } from "./theme.view.tsx";
import { editThemeSchema, mergeSchema, splitSchema, versionSchema } from "./theme-form.routes.ts";
import { NOTHING_TYPED, type TypedTheme, typedOf } from "./theme-form.view.tsx";

const NONE: Typed = {};

type Shown = { readonly typed?: Typed; readonly errors?: readonly FieldError[]; readonly conflict?: string };

async function themePage(ctx: Context, { typed = NONE, errors = [], conflict }: Shown = {}): Promise<Response> {
  const process = await openProcess(ctx);
  const themes = await listCountedThemes(ctx.sql, process.id);
  const theme = themes.find(({ code }) => code === ctx.params.theme);
  if (!theme) throw new NotFound();
  const acts = shownActs(ctx, await listActs(ctx.sql, { processId: process.id, themeId: theme.id, page: 1 }));
  const isEdit = typedText(typed, "act") === "edit";
  const names = Object.keys(NOTHING_TYPED) as (keyof TypedTheme)[];
  const typedTheme = Object.fromEntries(names.map((name) => [name, typedText(typed, name)])) as TypedTheme;
  const said = conflict ? [{ field: isEdit ? "name" : "into", message: conflict }] : errors;
  const status = conflict ? 409 : 422;
  return ctx.page(
    <TeamThemeView
      frame={ctx.frame}
      {...{ process, theme, acts }}
      others={themes.filter(({ id, state }) => state === "active" && id !== theme.id)}
      values={isEdit ? { ...typedTheme, code: theme.code } : typedOf(theme)}
      split={{ name: typedText(typed, "splitName"), definition: typedText(typed, "splitDefinition") }}
      into={typedText(typed, "into")}
      errors={said}
      isConflict={conflict !== undefined && isEdit}
    />,
    { status: said.length > 0 ? status : 200 },
  );
}

type Done = { readonly notice: MessageKey; readonly to?: string };

/** Each act of the page reads its own fields; null when they are at fault, with the errors said. */
async function doAct(ctx: Context, act: string): Promise<Done | readonly FieldError[]> {
  const process = await openProcess(ctx);
  const code = ctx.params.theme ?? "";
  switch (act) {
    case "edit": {
      const read = await ctx.readForm(editThemeSchema);
      if (!read.ok) return read.errors;
      const { version, parent, ...words } = read.value;
      await editTheme(ctx.actor, process.id, { code, version, words: { ...words, code, parent: parent || null } });
      return { notice: "codebook.saved" };
    }
    case "merge": {
      const read = await ctx.readForm(mergeSchema);
      if (!read.ok) return read.errors;
      await mergeTheme(ctx.actor, process.id, { code, ...read.value });
      return {
        notice: "codebook.merged",
        to: urls.teamTheme(ctx.lang, { process: process.slug, theme: read.value.into }),
      };
    }
    case "split": {
      const read = await ctx.readForm(splitSchema);
      if (!read.ok) return read.errors;
      const { version, splitName: name, splitDefinition: definition } = read.value;
      const words = {
        code: codeFrom(name),
        name,
        definition,
        exampleIn: "",
        exampleOut: "",
        words: [],
        examples: [],
        parent: null,
      };
      await splitTheme(ctx.actor, process.id, { code, version, words });
      return { notice: "codebook.split", to: urls.teamThemeSplit(ctx.lang, { process: process.slug, theme: code }) };
    }
    case "retire":
    case "restore": {
      const read = await ctx.readForm(versionSchema);
      if (!read.ok) return read.errors;
      const target = { code, version: read.value.version };
      if (act === "retire") await retireTheme(ctx.actor, process.id, target);
      else await restoreTheme(ctx.actor, process.id, target);
      return { notice: act === "retire" ? "codebook.retired" : "codebook.restored" };
    }
    default:
      throw new Invalid({ act: "themes.formGone" });
  }
}

/** The errors of an action stand at the fields of the form they came from. */
function atFields(act: string, errors: readonly FieldError[]): readonly FieldError[] {
  if (act !== "split") return errors;
  return errors.map((error) => (error.field === "code" ? { ...error, field: "splitName" } : error));
}

async function distributePage(ctx: Context, typed: Typed = NONE, errors: readonly FieldError[] = []) {
  const process = await openProcess(ctx);
  const themes = await listThemes(ctx.sql, process.id);
  const theme = themes.find(({ code }) => code === ctx.params.theme);
  if (!theme) throw new NotFound();
  const count = await countCodesOfTheme(ctx.sql, theme.id);
  const pages = pagesOf(count, THEME_CODE_PAGE);
  const page = Math.min(ctx.queryPage(), pages);
  const targets = themes.filter(({ splitFrom, state }) => splitFrom === theme.code && state === "active");
  return ctx.page(
    <DistributeView
      frame={ctx.frame}
      {...{ process, theme, targets, count, page, pages, errors }}
      lines={await listCodesOfTheme(ctx.sql, theme.id, page)}
      chosen={typedList(typed, "code")}
      into={typedText(typed, "into") || (targets.length === 1 ? (targets[0]?.code ?? "") : "")}
    />,
    { status: errors.length > 0 ? 422 : 200 },
  );
}

export const themeRoutes: readonly Route[] = [
  route({ method: "GET", path: patterns.teamTheme, who: CODERS, handle: async (ctx) => await themePage(ctx) }),
  route({
    method: "POST",
    path: patterns.teamTheme,
    who: CODERS,
    async handle(ctx) {
      const { fields: typed } = await ctx.form();
      const act = typedText(typed, "act");
      try {
        const done = await doAct(ctx, act);
        if (Array.isArray(done)) return await themePage(ctx, { typed, errors: done });
        const { notice, to } = done as Done;
        const here = { process: ctx.params.process ?? "", theme: ctx.params.theme ?? "" };
        return ctx.redirect(to ?? urls.teamTheme(ctx.lang, here), { notice });
      } catch (error) {
        if (error instanceof Invalid) {
          if ("act" in error.fields) throw error;
          return await themePage(ctx, { typed, errors: atFields(act, ctx.fieldErrors(error)) });
        }
        if (error instanceof SavedSince)
          return await themePage(ctx, { typed, conflict: ctx.t("codebook.error.savedSince") });
        throw error;
      }
    },
  }),
  route({
    method: "GET",
    path: patterns.teamThemeSplit,
    who: CODERS,
    query: ["page"],
    handle: async (ctx) => await distributePage(ctx),
  }),
  route({
    method: "POST",
    path: patterns.teamThemeSplit,
    who: CODERS,
    query: ["page"],
    async handle(ctx) {
      const process = await openProcess(ctx);
      const { fields: typed } = await ctx.form();
      const from = ctx.params.theme ?? "";
      if (!(await findTheme(ctx.sql, process.id, from))) throw new NotFound();
      const into = typedText(typed, "into");
      const codes = typedList(typed, "code").filter(isUuid);
      if (!(await findTheme(ctx.sql, process.id, into))) {
        return await distributePage(ctx, typed, ctx.fieldErrors({ into: "codebook.error.splitTarget" }));
      }
      try {
        await distributeCodes(ctx.actor, process.id, { from, into, codes });
      } catch (error) {
        if (error instanceof Invalid) return await distributePage(ctx, typed, ctx.fieldErrors(error));
        if (error instanceof Conflict)
          return await distributePage(ctx, typed, ctx.fieldErrors({ into: error.messageKey }));
        throw error;
      }
      const to = urls.teamThemeSplit(ctx.lang, { process: process.slug, theme: from });
      return ctx.redirect(to, { notice: "codebook.distributed" });
    },
  }),
];
