import { Invalid, NotFound } from "#kernel/errors.ts";
import { patterns } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { mayReadProcess, processBySlug } from "#rooms/processes";
import { countAmendments, listAmendments, listTextParts } from "./list.queries.ts";
import { AmendmentListView } from "./list.view.tsx";
import { LIST_PAGE, LIST_PARAMETERS, readAmendmentFilter } from "./list-filter.rules.ts";

async function listPage(ctx: Context): Promise<Response> {
  const { sql } = ctx;
  const process = await processBySlug(sql, ctx.params.process ?? "");
  if (!process || !(await mayReadProcess(sql, process.id, ctx.viewer))) throw new NotFound();
  const filter = readAmendmentFilter((name) => ctx.queryText(name), process.id);
  if ("fault" in filter) throw new Invalid({ query: "http.badQuery" }, { name: filter.fault });
  const [count, amendments, parts] = await Promise.all([
    countAmendments(sql, filter),
    listAmendments(sql, filter),
    listTextParts(sql, process.documentId),
  ]);
  const pages = Math.max(1, Math.ceil(count / LIST_PAGE));
  return ctx.page(<AmendmentListView frame={ctx.frame} {...{ process, filter, parts, amendments, count, pages }} />);
}

export const listRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.processAmendments,
    who: "everyone",
    cache: "public",
    query: LIST_PARAMETERS,
    handle: listPage,
  }),
];
