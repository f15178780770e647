import { patterns } from "#kernel/urls.ts";
import { type Route, route } from "#platform/http/route.ts";
import { listProcessingEntries } from "#rooms/drafts";
import { RegisterView } from "./register.view.tsx";

export const registerRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.processing,
    who: "everyone",
    cache: "public",
    query: [],
    async handle(ctx) {
      return ctx.page(<RegisterView frame={ctx.frame} entries={await listProcessingEntries(ctx.sql)} />);
    },
  }),
];
