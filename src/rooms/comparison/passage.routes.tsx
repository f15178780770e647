import { excerpt } from "#engine/text/excerpt.ts";
import { NotFound } from "#kernel/errors.ts";
import { passageHash, patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { countAbout, latestOf, type Reading, sharedEdition, sharedReading } from "#rooms/documents";
import { listLinks, listReasons } from "./comparison.queries.ts";
import { shownReason } from "./comparison.routes.tsx";
import { findPassage, listContestedPairs, listContributionsAbout, listStands } from "./passage.queries.ts";
import { PassageView } from "./passage.view.tsx";
import { historyOf, type Stand } from "./passage-history.rules.ts";

const EXCERPT_LENGTH = 280;

/** Where a passage can be read, for each edition where it stands. */
async function placesOf(
  ctx: Context,
  { document, editions }: Reading,
  { stands, anchor }: { readonly stands: readonly Stand[]; readonly anchor: string },
): Promise<ReadonlyMap<number, string>> {
  const places = new Map<number, string>();
  await Promise.all(
    stands.map(async ({ number, nodeCode }) => {
      const edition = editions.find((candidate) => candidate.number === number);
      if (!edition || nodeCode === null) return;
      const { outline } = await sharedEdition(ctx, edition);
      const node = outline.byCode.get(nodeCode);
      if (!node) return;
      const at = { document: document.slug, edition: number, code: outline.pageHolding(node).code };
      places.set(number, urls.editionNode(ctx.lang, at) + passageHash(anchor));
    }),
  );
  return places;
}

export const passageRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.passage,
    who: "everyone",
    cache: "public",
    query: [],
    async handle(ctx) {
      const { sql } = ctx;
      const reading = await sharedReading(ctx);
      const { document, process } = reading;
      const passage = await findPassage(sql, document.id, ctx.params.anchor ?? "");
      if (!passage) throw new NotFound();
      const { anchor, id } = passage;
      const stands = await listStands(sql, document.id, id);
      // only in a draft so far, or made there and dropped: not public
      if (stands.every(({ text }) => text === null)) throw new NotFound();
      const range = { documentId: document.id, from: 0, to: latestOf(reading).number };
      const [places, reasons, links, contributions, counts, contested] = await Promise.all([
        placesOf(ctx, reading, { stands, anchor }),
        listReasons(sql, range, id),
        listLinks(sql, range),
        listContributionsAbout(sql, id),
        countAbout(sql, { passageIds: [id], nodeIds: [] }),
        listContestedPairs(sql, id),
      ]);
      return ctx.page(
        <PassageView
          frame={ctx.frame}
          document={document}
          anchor={anchor}
          steps={historyOf(stands)}
          places={places}
          reasons={reasons.map((reason) => shownReason(ctx, reason))}
          passageId={id}
          links={links.filter(({ fromId, toId }) => fromId === id || toId === id)}
          processSlug={process?.slug ?? null}
          contributions={contributions.map((one) => ({ ...one, excerpt: excerpt(one.body, EXCERPT_LENGTH) }))}
          contributionCount={counts.byPassage.get(id) ?? 0}
          contested={contested}
          openUntil={reading.openUntil}
        />,
      );
    },
  }),
];
