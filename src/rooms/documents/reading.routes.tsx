import { NotFound } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { standingOf } from "#rooms/journal";
import { DocumentListView } from "./document-list.view.tsx";
import type { Edition, EditionNode } from "./edition.rules.ts";
import { EditionView, type PlanItem } from "./edition.view.tsx";
import type { ElementShown } from "./element.view.tsx";
import { hasLineage, listNodeLineage } from "./lineage.queries.ts";
import { NodeView } from "./node.view.tsx";
import { offeredFiles } from "./offered-files.queries.ts";
import { ancestors, neighbours, passageCode, readingPage, totalsOf } from "./outline.rules.ts";
import type { PublishedEdition } from "./published-edition.queries.ts";
import {
  countAbout,
  countChanges,
  editionNumbered,
  latestOf,
  listDocuments,
  pollsAbout,
  type Reading,
} from "./reading.queries.ts";
import { sharedEdition, sharedReading } from "./shared-reading.routes.ts";
import { WholeView } from "./whole.view.tsx";

/** The words, figures and counts of some elements of an edition. */
async function loadElements(ctx: Context, published: PublishedEdition, nodes: readonly EditionNode[]) {
  const { outline, passagesOf, figuresOf } = published;
  const nodeIds = nodes.map(({ nodeId }) => nodeId);
  const [{ byPassage, byNode }, polls] = await Promise.all([
    countAbout(ctx.sql, {
      passageIds: nodes.flatMap(passagesOf).map(({ passageId }) => passageId),
      nodeIds,
    }),
    pollsAbout(ctx.sql, nodeIds),
  ]);
  const pollsOf = Map.groupBy(polls, ({ nodeId }) => nodeId);
  const top = nodes[0] ? ancestors(outline, nodes[0]).length : 0;
  return nodes.map(
    (node): ElementShown => ({
      ...node,
      depth: ancestors(outline, node).length - top,
      contributionCount: byNode.get(node.nodeId) ?? 0,
      passages: passagesOf(node).map(({ passageId, anchor, position, text }) => ({
        anchor,
        code: passageCode(node.code, position),
        text,
        contributionCount: byPassage.get(passageId) ?? 0,
      })),
      figures: figuresOf(node),
      polls: pollsOf.get(node.nodeId) ?? [],
    }),
  );
}

/** What is open concerns the latest edition only: earlier ones are read, not commented any more. */
function openUntilFor(reading: Reading, edition: Edition): Date | null {
  return edition === latestOf(reading) ? reading.openUntil : null;
}

async function editionPage(ctx: Context, reading: Reading, edition: Edition): Promise<Response> {
  const at = { document: reading.document.slug, edition: edition.number };
  const [isLinked, { outline }, changeCount, standing, files] = await Promise.all([
    ctx.shared(`lineage ${reading.document.id}`, () => hasLineage(ctx.sql, reading.document.id)),
    sharedEdition(ctx, edition),
    ctx.shared(`changes ${edition.id}`, () => countChanges(ctx.sql, edition.id)),
    ctx.shared(`logged ${reading.document.id}`, () => standingOf(ctx.sql, reading.document.id)),
    offeredFiles(ctx.sql, (format) => urls.editionFile(ctx.lang, { ...at, file: `edition.${format}` })),
  ]);
  const planned = (node: EditionNode): PlanItem => ({
    code: node.code,
    type: node.type,
    title: node.title,
    page: outline.pageHolding(node).code,
    children: outline.childrenOf(node).map(planned),
  });
  return ctx.page(
    <EditionView
      frame={ctx.frame}
      document={reading.document}
      edition={edition}
      editionNumbers={reading.editions.map(({ number }) => number)}
      totals={totalsOf(edition.officialTotals, outline.nodes)}
      plan={outline.roots.map(planned)}
      process={reading.process}
      openUntil={openUntilFor(reading, edition)}
      changeCount={changeCount}
      hasLineage={isLinked}
      loggedAs={standing && reading.document.id}
      files={files}
    />,
  );
}

async function nodePage(ctx: Context, reading: Reading, edition: Edition): Promise<Response> {
  const published = await sharedEdition(ctx, edition);
  const { outline } = published;
  const node = outline.byCode.get(ctx.params.code ?? "");
  if (!node) throw new NotFound();
  const latest = latestOf(reading);
  const page = readingPage(outline, node);
  const elements = await ctx.shared(`elements ${edition.id} ${node.nodeId}`, () =>
    loadElements(ctx, published, page.shown),
  );
  const later = latest === edition ? null : await sharedEdition(ctx, latest);
  const lineage = await ctx.shared(`lineage ${edition.id} ${node.nodeId}`, () =>
    listNodeLineage(
      ctx.sql,
      page.shown.map(({ nodeId }) => nodeId),
    ),
  );
  const lineageOf = Map.groupBy(lineage, ({ nodeId }) => nodeId);
  const holder = outline.pageHolding(node);
  return ctx.page(
    <NodeView
      frame={ctx.frame}
      document={reading.document}
      edition={edition}
      editionCount={reading.editions.length}
      later={later && { number: latest.number, code: later.outline.byId.get(node.nodeId)?.code ?? null }}
      processSlug={reading.process?.slug ?? null}
      openUntil={openUntilFor(reading, edition)}
      node={node}
      above={ancestors(outline, node)}
      holder={holder === node ? null : holder}
      elements={elements}
      linked={page.linked}
      lineage={page.shown.flatMap(({ nodeId, type, code }) => {
        const lines = lineageOf.get(nodeId);
        return lines ? [{ type, code, lines }] : [];
      })}
      {...neighbours(outline, node)}
    />,
  );
}

async function wholePage(ctx: Context, reading: Reading, edition: Edition): Promise<Response> {
  const published = await sharedEdition(ctx, edition);
  const elements = await loadElements(ctx, published, published.outline.nodes);
  const path = urls.editionWhole(ctx.lang, { document: reading.document.slug, edition: edition.number });
  return ctx.page(
    <WholeView
      frame={ctx.frame}
      document={reading.document}
      edition={edition}
      elements={elements}
      address={`${ctx.world.config.siteUrl}${path}`}
    />,
  );
}

type PageOf = (ctx: Context, reading: Reading, edition: Edition) => Promise<Response>;

function editionRoute(path: string, page: PageOf): Route {
  return route({
    method: "GET",
    path,
    who: "everyone",
    cache: "public",
    query: [],
    async handle(ctx) {
      const reading = await sharedReading(ctx);
      return await page(ctx, reading, editionNumbered(reading, ctx.params.edition));
    },
  });
}

export const readingRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.documents,
    who: "everyone",
    cache: "public",
    query: [],
    async handle(ctx) {
      return ctx.page(<DocumentListView frame={ctx.frame} documents={await listDocuments(ctx.sql, ctx.viewer)} />);
    },
  }),
  route({
    method: "GET",
    path: patterns.document,
    who: "everyone",
    query: [],
    async handle(ctx) {
      const reading = await sharedReading(ctx);
      const { number } = latestOf(reading);
      return ctx.redirect(urls.edition(ctx.lang, { document: reading.document.slug, edition: number }));
    },
  }),
  editionRoute(patterns.edition, editionPage),
  editionRoute(patterns.editionWhole, wholePage),
  editionRoute(patterns.editionNode, nodePage),
];
