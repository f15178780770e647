import { patterns } from "#kernel/urls.ts";
import { type Route, route } from "#platform/http/route.ts";
import { countEntriesByKind, ENTRIES_PER_PAGE, listEntries } from "./journal.queries.ts";
import { JournalView } from "./journal.view.tsx";

export const journalRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.journal,
    who: "everyone",
    cache: "public",
    query: ["acte", "page"],
    async handle(ctx) {
      const asked = ctx.queryText("acte");
      const kinds = await countEntriesByKind(ctx.sql);
      const kind = kinds.some((row) => row.kind === asked) ? asked : "";
      const count = kinds.filter((row) => kind === "" || row.kind === kind).reduce((sum, row) => sum + row.count, 0);
      const page = ctx.queryPage();
      const entries = await listEntries(ctx.sql, { kind, page });
      const pages = Math.max(1, Math.ceil(count / ENTRIES_PER_PAGE));
      return ctx.page(<JournalView frame={ctx.frame} {...{ entries, kinds, kind, count, page, pages }} />);
    },
  }),
];
