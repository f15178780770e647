import { patterns } from "#kernel/urls.ts";
import { type Route, route } from "#platform/http/route.ts";
import { aboutPages } from "./about.rules.ts";
import { AboutView } from "./about.view.tsx";

export const aboutRoutes: readonly Route[] = aboutPages.map((page) =>
  route({
    method: "GET",
    path: patterns[page],
    who: "everyone",
    cache: "public",
    query: [],
    handle: (ctx) => ctx.page(<AboutView frame={ctx.frame} page={page} />),
  }),
);
