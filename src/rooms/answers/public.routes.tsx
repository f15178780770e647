import { NotFound } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { roleKey } from "#rooms/decisions";
import { mayReadProcess, type Process, processBySlug } from "#rooms/processes";
import { latestDecisions } from "./feed.queries.ts";
import { atomOf, type Feed, rssOf } from "./feed.rules.ts";
import { readByCategory, readByTheme, readFigures } from "./figures.queries.ts";
import { withoutSmallLines } from "./figures.rules.ts";
import { FiguresView } from "./figures.view.tsx";
import { allVerdicts, verdictWords } from "./verdict-words.routes.ts";

async function readableProcess(ctx: Context): Promise<Process> {
  const process = await processBySlug(ctx.sql, ctx.params.process ?? "");
  if (!process || !(await mayReadProcess(ctx.sql, process.id, ctx.viewer))) throw new NotFound();
  return process;
}

async function showFigures(ctx: Context): Promise<Response> {
  const process = await readableProcess(ctx);
  const [figures, categories, themes] = await Promise.all([
    readFigures(ctx.sql, process.id),
    readByCategory(ctx.sql, process.id, ctx.lang),
    readByTheme(ctx.sql, process.id),
  ]);
  return ctx.page(
    <FiguresView
      frame={ctx.frame}
      process={process}
      figures={figures}
      verdicts={allVerdicts(ctx.t)}
      categories={withoutSmallLines(categories)}
      themes={themes && withoutSmallLines(themes)}
    />,
  );
}

async function feedOf(ctx: Context, self: string): Promise<Feed> {
  const { lang, t } = ctx;
  const process = await readableProcess(ctx);
  const site = ctx.world.config.siteUrl.replace(/\/$/, "");
  const decisions = await latestDecisions(ctx.sql, process.id);
  const page = site + urls.processDecisions(lang, { process: process.slug });
  return {
    title: t("answers.feed.title", { process: process.title }),
    subtitle: t("answers.feed.subtitle"),
    language: lang,
    self: site + self,
    page,
    updated: decisions[0]?.publishedAt ?? new Date(0),
    entries: decisions.map(({ number, verdict, reason, answer, actingRole, publishedAt, covers }) => {
      const link = site + urls.decision(lang, { number });
      return {
        id: link,
        title: t("answers.feed.entry", { number, verdict: verdictWords(t, verdict), count: covers }),
        link,
        author: t(roleKey(actingRole)),
        at: publishedAt,
        paragraphs: [answer, t("answers.feed.reason", { reason })],
        language: process.language,
      };
    }),
  };
}

export const publicAnswerRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.processAnswers,
    who: "everyone",
    cache: "public",
    query: [],
    handle: showFigures,
  }),
  route({
    method: "GET",
    path: patterns.decisionsAtom,
    who: "everyone",
    cache: "public",
    query: [],
    handle: async (ctx) =>
      ctx.answer(atomOf(await feedOf(ctx, urls.decisionsAtom(ctx.lang, { process: ctx.params.process ?? "" }))), {
        headers: { "content-type": "application/atom+xml; charset=utf-8" },
      }),
  }),
  route({
    method: "GET",
    path: patterns.decisionsRss,
    who: "everyone",
    cache: "public",
    query: [],
    handle: async (ctx) =>
      ctx.answer(rssOf(await feedOf(ctx, urls.decisionsRss(ctx.lang, { process: ctx.params.process ?? "" }))), {
        headers: { "content-type": "application/rss+xml; charset=utf-8" },
      }),
  }),
];
