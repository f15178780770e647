import { Invalid, NotFound } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { roleInWords } from "#rooms/journal";
import type { FieldError } from "#ui/frame.ts";
import { addTheme, moveTheme } from "./codebook.actions.ts";
import { CodebookView, ThemesProcessesView } from "./codebook.view.tsx";
import { importCodebook, readFile } from "./codebook-file.actions.ts";
import { type Problem, writeCsv, writeJson } from "./codebook-file.rules.ts";
import { CodebookHistoryView, type ShownAct } from "./history.view.tsx";
import { CodebookImportView } from "./import.view.tsx";
import { CODERS } from "./maker.rules.ts";
import { openProcess, pagesOf, typedText } from "./open-process.routes.ts";
import { lastSignOff } from "./sign-off.queries.ts";
import {
  ACT_PAGE,
  activeThemes,
  countActs,
  listActs,
  listCountedThemes,
  listThemesProcesses,
  type ThemeAct,
} from "./theme.queries.ts";
import { newThemeSchema } from "./theme-form.routes.ts";
import { NOTHING_TYPED, ThemeNewView, type TypedTheme } from "./theme-form.view.tsx";

const FILE_LIMIT = 1_000_000;

/** For the team: the name and the role. */
export function shownActs(ctx: Context, acts: readonly ThemeAct[]): readonly ShownAct[] {
  return acts.map((act) => ({
    ...act,
    who: `${act.madeBy ?? ctx.t("codebook.somebody")} (${roleInWords(ctx.t, act.actingRole)})`,
  }));
}

async function newPage(ctx: Context, values: TypedTheme, errors: readonly FieldError[]): Promise<Response> {
  const process = await openProcess(ctx);
  const parents = await activeThemes(ctx.sql, process.id);
  return ctx.page(<ThemeNewView frame={ctx.frame} {...{ process, parents, values, errors }} />, {
    status: errors.length > 0 ? 422 : 200,
  });
}

async function importPage(ctx: Context, errors: readonly FieldError[], problems: readonly Problem[] = []) {
  const process = await openProcess(ctx);
  const inWords = problems.map(({ line, column, key, values = {} }) => {
    const [error] = ctx.fieldErrors(new Invalid({ file: key }, values));
    return { line, column, what: error?.message ?? key };
  });
  return ctx.page(<CodebookImportView frame={ctx.frame} {...{ process, errors }} problems={inWords} />, {
    status: errors.length > 0 ? 422 : 200,
  });
}

async function importFile(ctx: Context): Promise<Response> {
  const process = await openProcess(ctx);
  const { files } = await ctx.form();
  const file = files.file;
  const fault = (key: string) => ctx.fieldErrors({ file: key });
  if (!file || file.size === 0) return await importPage(ctx, fault("codebook.error.file"));
  if (file.size > FILE_LIMIT) return await importPage(ctx, fault("codebook.error.fileLarge"));
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return await importPage(ctx, fault("codebook.error.fileEncoding"));
  }
  if (text.includes("\0")) return await importPage(ctx, fault("codebook.error.fileEncoding"));
  const problems = await importCodebook(ctx.actor, process.id, readFile(file.name, text));
  if (problems.length > 0) {
    const message = ctx.t("codebook.importProblems", { count: problems.length });
    return await importPage(ctx, [{ field: "file", message }], problems);
  }
  return ctx.redirect(urls.teamCodebook(ctx.lang, { process: process.slug }), { notice: "codebook.imported" });
}

const MOVE = /^(up|down)\.([1-9]\d{0,4})\.([a-z0-9-]{1,60})$/;

export const codebookRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamThemes,
    who: CODERS,
    async handle(ctx) {
      const processes = await listThemesProcesses(ctx.sql);
      return ctx.page(<ThemesProcessesView frame={ctx.frame} processes={processes} />);
    },
  }),
  route({
    method: "GET",
    path: patterns.teamCodebook,
    who: CODERS,
    async handle(ctx) {
      const process = await openProcess(ctx);
      const [themes, signOff] = await Promise.all([
        listCountedThemes(ctx.sql, process.id),
        lastSignOff(ctx.sql, process.id),
      ]);
      const roleWords = (role: string) => roleInWords(ctx.t, role);
      return ctx.page(<CodebookView frame={ctx.frame} {...{ process, themes, signOff, roleWords }} />);
    },
  }),
  route({
    method: "POST",
    path: patterns.teamCodebook,
    who: CODERS,
    async handle(ctx) {
      const process = await openProcess(ctx);
      const { fields } = await ctx.form();
      const [, to, from, code] = MOVE.exec(typedText(fields, "move")) ?? [];
      if (!to || !from || !code) throw new Invalid({ move: "themes.formGone" });
      await moveTheme(ctx.actor, process.id, { code, from: Number(from), by: to === "up" ? -1 : 1 });
      return ctx.redirect(urls.teamCodebook(ctx.lang, { process: process.slug }), { notice: "codebook.moved" });
    },
  }),
  route({
    method: "GET",
    path: patterns.teamThemeNew,
    who: CODERS,
    handle: async (ctx) => await newPage(ctx, NOTHING_TYPED, []),
  }),
  route({
    method: "POST",
    path: patterns.teamThemeNew,
    who: CODERS,
    async handle(ctx) {
      const process = await openProcess(ctx);
      const read = await ctx.readForm(newThemeSchema);
      const names = Object.keys(NOTHING_TYPED) as (keyof TypedTheme)[];
      const values = Object.fromEntries(names.map((name) => [name, typedText(read.typed, name)])) as TypedTheme;
      if (!read.ok) return await newPage(ctx, values, read.errors);
      try {
        await addTheme(ctx.actor, process.id, read.value);
      } catch (error) {
        if (error instanceof Invalid) return await newPage(ctx, values, ctx.fieldErrors(error));
        throw error;
      }
      return ctx.redirect(urls.teamCodebook(ctx.lang, { process: process.slug }), { notice: "codebook.added" });
    },
  }),
  route({
    method: "GET",
    path: patterns.teamCodebookImport,
    who: CODERS,
    handle: async (ctx) => await importPage(ctx, []),
  }),
  route({ method: "POST", path: patterns.teamCodebookImport, who: CODERS, handle: importFile }),
  route({
    method: "GET",
    path: patterns.teamCodebookFile,
    who: CODERS,
    async handle(ctx) {
      const process = await openProcess(ctx);
      const themes = await activeThemes(ctx.sql, process.id);
      const download = (name: string) => ({ "content-disposition": `attachment; filename="${name}"` });
      if (ctx.params.file === "grille.csv") {
        const headers = { "content-type": "text/csv; charset=utf-8; header=present", ...download("grille.csv") };
        return ctx.answer(writeCsv(themes), { headers });
      }
      if (ctx.params.file === "grille.json") return ctx.json(writeJson(themes), { headers: download("grille.json") });
      throw new NotFound();
    },
  }),
  route({
    method: "GET",
    path: patterns.teamCodebookHistory,
    who: CODERS,
    query: ["page"],
    async handle(ctx) {
      const process = await openProcess(ctx);
      const count = await countActs(ctx.sql, process.id);
      const pages = pagesOf(count, ACT_PAGE);
      const page = Math.min(ctx.queryPage(), pages);
      const acts = shownActs(ctx, await listActs(ctx.sql, { processId: process.id, page }));
      return ctx.page(<CodebookHistoryView frame={ctx.frame} {...{ process, acts, count, page, pages }} />);
    },
  }),
];
