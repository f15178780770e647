import { patterns } from "#kernel/urls.ts";
import { type Route, route } from "#platform/http/route.ts";
import { Gallery } from "#ui/gallery.tsx";
import { figuresByChannel, figuresByProcess, listedDocuments } from "./site.queries.ts";
import { SiteMapView } from "./site-map.view.tsx";
import { StatsView } from "./stats.view.tsx";

export const siteRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.siteMap,
    who: "everyone",
    cache: "public",
    query: [],
    async handle(ctx) {
      const [processes, documents] = await Promise.all([figuresByProcess(ctx.sql), listedDocuments(ctx.sql)]);
      return ctx.page(<SiteMapView frame={ctx.frame} processes={processes} documents={documents} />);
    },
  }),
  route({
    method: "GET",
    path: patterns.stats,
    who: "everyone",
    cache: "public",
    query: [],
    async handle(ctx) {
      const [processes, channels] = await Promise.all([figuresByProcess(ctx.sql), figuresByChannel(ctx.sql)]);
      return ctx.page(<StatsView frame={ctx.frame} processes={processes} channels={channels} />);
    },
  }),
  route({
    method: "GET",
    path: patterns.gallery,
    who: "everyone",
    // no cache: its forms hold the token of the visitor
    handle: (ctx) => ctx.page(<Gallery frame={ctx.frame} />),
  }),
];
