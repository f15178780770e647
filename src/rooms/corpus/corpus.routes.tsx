import { Invalid, NotFound } from "#kernel/errors.ts";
import { patterns } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { mayReadProcess, processBySlug } from "#rooms/processes";
import { filterChoices, filterNames } from "./choices.queries.ts";
import { ContributionListView } from "./contribution-list.view.tsx";
import { type CorpusFilter, PUBLIC_PARAMETERS, readCorpusFilter } from "./filter.rules.ts";
import { filterWords } from "./filter-words.view.ts";
import { LIST_PAGE, pageOfLines } from "./lines.queries.ts";

/** What came by a link and has no field on this page is said in words. */
function hasHiddenFilter({ passage, campaign, claim, language }: CorpusFilter): boolean {
  return passage !== "" || campaign !== null || claim !== null || language !== null;
}

/** The same for everybody, members of the team included: what it shows is what the public sees. */
async function listPage(ctx: Context): Promise<Response> {
  const { sql, lang, t } = ctx;
  const process = await processBySlug(sql, ctx.params.process ?? "");
  if (!process || !(await mayReadProcess(sql, process.id, ctx.viewer))) throw new NotFound();
  const filter = readCorpusFilter((name) => ctx.queryText(name), process.id, null);
  if ("fault" in filter) throw new Invalid({ query: "http.badQuery" }, { name: filter.fault });
  const fields = ctx.queryText("filtres");
  if (!["", "tous"].includes(fields)) throw new Invalid({ query: "http.badQuery" }, { name: "filtres" });
  const [{ count, lines }, choices, names] = await Promise.all([
    pageOfLines(sql, filter, filter.page),
    filterChoices(sql, filter, lang),
    hasHiddenFilter(filter) ? filterNames(sql, filter, lang) : null,
  ]);
  const words = names === null ? null : filterWords(t, filter, names);
  const isWide = fields === "tous" || [filter.territory, filter.category, filter.channel].some(Boolean);
  const pages = Math.max(1, Math.ceil(count / LIST_PAGE));
  return ctx.page(
    <ContributionListView frame={ctx.frame} {...{ process, filter, isWide, words, count, pages, lines, choices }} />,
  );
}

export const corpusRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.processContributions,
    who: "everyone",
    cache: "public",
    query: [...PUBLIC_PARAMETERS, "filtres"],
    handle: listPage,
  }),
];
