import { NotFound } from "#kernel/errors.ts";
import { patterns } from "#kernel/urls.ts";
import { type Route, route } from "#platform/http/route.ts";
import { sharedReading } from "#rooms/documents";
import { listPublicLinks, type PublicLink } from "./pair.queries.ts";
import { LineageView, type LinkRow, type PairShown } from "./public.view.tsx";

const LINK_PAGE = 40;

const rowOf = (link: PublicLink): LinkRow => ({
  kind: link.kind,
  from: {
    slug: link.from,
    language: link.fromLanguage,
    edition: link.fromEdition,
    code: link.fromCode,
    name: link.fromName,
  },
  to: { slug: link.to, language: link.toLanguage, edition: link.toEdition, code: link.toCode, name: link.toName },
  note: link.note,
});

const keyOf = ({ from, to }: PublicLink): string => `${from} ${to}`;

/** The links of this page, pair by pair; the counts are those of the whole pair. */
function pairsOf(all: readonly PublicLink[], shown: readonly PublicLink[]): readonly PairShown[] {
  const whole = Map.groupBy(all, keyOf);
  return [...Map.groupBy(shown, keyOf)].flatMap(([key, links]) => {
    const [first] = links;
    if (!first) return [];
    const kinds = Map.groupBy(whole.get(key) ?? [], ({ kind }) => kind);
    const counts = Object.fromEntries([...kinds].map(([kind, rows]) => [kind, rows.length]));
    return [{ key, fromTitle: first.fromTitle, toTitle: first.toTitle, counts, rows: links.map(rowOf) }];
  });
}

export const publicLineageRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.lineage,
    who: "everyone",
    cache: "public",
    query: ["page"],
    async handle(ctx) {
      const { document } = await sharedReading(ctx);
      const all = await listPublicLinks(ctx.sql, document.id);
      const pages = Math.max(1, Math.ceil(all.length / LINK_PAGE));
      const page = ctx.queryPage();
      if (page > pages) throw new NotFound();
      const shown = all.slice((page - 1) * LINK_PAGE, page * LINK_PAGE);
      const props = { document, pairs: pairsOf(all, shown), count: all.length, page, pages };
      return ctx.page(<LineageView frame={ctx.frame} {...props} />);
    },
  }),
];
