import { randomUUID } from "node:crypto";
import { Conflict, Invalid, Refused } from "#kernel/errors.ts";
import { isUuid } from "#kernel/ids.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { filterNames, filterWords, readCorpusFilter } from "#rooms/corpus";
import { roleInWords } from "#rooms/journal";
import type { Process } from "#rooms/processes";
import type { FieldError } from "#ui/frame.ts";
import { undoBatch } from "./batch.actions.ts";
import { BATCH_PAGE, countBatches, listBatches } from "./batch.queries.ts";
import { BatchesView } from "./batches.view.tsx";
import { CODERS } from "./maker.rules.ts";
import { openProcess, pagesOf, typedList, typedText } from "./open-process.routes.ts";
import { answerChosen, answerTheme, idsDigest, searchWords, switchDisplay } from "./suggestion.actions.ts";
import {
  countSuggestions,
  listSuggestions,
  SUGGESTION_PAGE,
  showsSuggestions,
  suggestionIds,
} from "./suggestion.queries.ts";
import { SuggestionsView } from "./suggestions.view.tsx";
import { isCode } from "./theme.rules.ts";

async function shownTo(ctx: Context, process: Process, theme: string) {
  if (!ctx.viewer) throw new Refused();
  if (!(await showsSuggestions(ctx.sql, process.id, ctx.viewer.personId))) return null;
  const themes = await countSuggestions(ctx.sql, process.id);
  const count = themes.filter((one) => theme === "" || one.theme === theme).reduce((sum, one) => sum + one.count, 0);
  const pages = pagesOf(count, SUGGESTION_PAGE);
  const page = Math.min(ctx.queryPage(), pages);
  const [lines, ids] = await Promise.all([
    listSuggestions(ctx.sql, { processId: process.id, theme, page }),
    theme === "" ? [] : suggestionIds(ctx.sql, process.id, theme),
  ]);
  return { lines, themes, theme, count, page, pages, batchId: randomUUID(), seen: idsDigest(ids) };
}

async function suggestionsPage(ctx: Context, theme: string, errors: readonly FieldError[] = [], status = 422) {
  const process = await openProcess(ctx);
  const shown = await shownTo(ctx, process, isCode(theme) ? theme : "");
  return ctx.page(<SuggestionsView frame={ctx.frame} {...{ process, shown, errors }} />, {
    status: errors.length > 0 ? status : 200,
  });
}

async function act(ctx: Context): Promise<Response> {
  const process = await openProcess(ctx);
  const { fields: typed } = await ctx.form();
  const [what, theme, batchId] = [typedText(typed, "act"), typedText(typed, "theme"), typedText(typed, "batch")];
  const to = urls.teamSuggestions(ctx.lang, { process: process.slug }, { theme });
  if (what === "on" || what === "off") {
    await switchDisplay(ctx.actor, process.id, what === "on");
    return ctx.redirect(to, { notice: what === "on" ? "suggestions.switchedOn" : "suggestions.switchedOff" });
  }
  if (what === "search") {
    await searchWords(ctx.actor, process.id);
    return ctx.redirect(to, { notice: "suggestions.searched" });
  }
  const isWhole = what === "acceptAll" || what === "refuseAll";
  if (!isUuid(batchId) || !(isWhole || what === "accept" || what === "refuse")) {
    throw new Invalid({ act: "themes.formGone" });
  }
  const answer = what.startsWith("accept") ? "accept" : "refuse";
  const base = { batchId, processId: process.id, answer } as const;
  try {
    if (isWhole) await answerTheme(ctx.actor, { ...base, theme, seen: typedText(typed, "seen") });
    else await answerChosen(ctx.actor, { ...base, ids: typedList(typed, "suggestion").filter(isUuid) });
  } catch (error) {
    if (error instanceof Invalid) return await suggestionsPage(ctx, theme, ctx.fieldErrors(error));
    if (error instanceof Conflict) {
      return await suggestionsPage(ctx, theme, ctx.fieldErrors({ suggestion: error.messageKey }), 409);
    }
    throw error;
  }
  return ctx.redirect(to, { notice: "suggestions.done" });
}

async function batchesPage(ctx: Context): Promise<Response> {
  const process = await openProcess(ctx);
  const { viewer } = ctx;
  if (!viewer) throw new Refused();
  const count = await countBatches(ctx.sql, process.id);
  const pages = pagesOf(count, BATCH_PAGE);
  const page = Math.min(ctx.queryPage(), pages);
  const rows = await listBatches(ctx.sql, process.id, page);
  const words = async (query: string): Promise<string> => {
    const read = new URLSearchParams(query);
    const filter = readCorpusFilter((name) => read.get(name) ?? "", process.id, viewer.personId);
    return "fault" in filter ? query : filterWords(ctx.t, filter, await filterNames(ctx.sql, filter, ctx.lang));
  };
  const batches = await Promise.all(
    rows.map(async (batch) => ({
      ...batch,
      filterWords: batch.kind === "code" ? await words(batch.filter) : "–",
      who: `${batch.madeBy ?? ctx.t("codebook.somebody")} (${roleInWords(ctx.t, batch.actingRole)})`,
    })),
  );
  return ctx.page(<BatchesView frame={ctx.frame} {...{ process, batches, count, page, pages }} />);
}

export const suggestionRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamSuggestions,
    who: CODERS,
    query: ["theme", "page"],
    handle: async (ctx) => await suggestionsPage(ctx, ctx.queryText("theme")),
  }),
  route({ method: "POST", path: patterns.teamSuggestions, who: CODERS, query: ["theme", "page"], handle: act }),
  route({ method: "GET", path: patterns.teamCodingBatches, who: CODERS, query: ["page"], handle: batchesPage }),
  route({
    method: "POST",
    path: patterns.teamCodingBatches,
    who: CODERS,
    async handle(ctx) {
      const process = await openProcess(ctx);
      const { fields } = await ctx.form();
      const number = typedText(fields, "batch");
      if (!/^[1-9]\d{0,14}$/.test(number)) throw new Invalid({ batch: "themes.formGone" });
      await undoBatch(ctx.actor, process.id, Number(number));
      const to = urls.teamCodingBatches(ctx.lang, { process: process.slug });
      return ctx.redirect(to, { notice: "coding.batchUndoneNow" });
    },
  }),
];
