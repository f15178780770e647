import { patterns, urls } from "#kernel/urls.ts";
import { type Route, route } from "#platform/http/route.ts";
import { homeProcesses } from "./home.queries.ts";
import { HomeView } from "./home.view.tsx";

export const homeRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/",
    who: "everyone",
    handle: (ctx) => ctx.redirect(urls.home(ctx.lang)),
  }),
  route({
    method: "GET",
    path: patterns.home,
    who: "everyone",
    cache: "public",
    query: [],
    async handle(ctx) {
      return ctx.page(
        <HomeView frame={ctx.frame} processes={await ctx.shared("home", () => homeProcesses(ctx.sql))} />,
      );
    },
  }),
];
