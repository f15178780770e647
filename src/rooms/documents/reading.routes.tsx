import { NotFound } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { DocumentListView } from "./document-list.view.tsx";
import { listFigures, listNodes, listPassages } from "./edition.queries.ts";
import type { Edition, EditionNode } from "./edition.rules.ts";
import { EditionView, type PlanItem } from "./edition.view.tsx";
import type { ElementShown } from "./element.view.tsx";
import { NodeView } from "./node.view.tsx";
import {
  ancestors,
  neighbours,
  type Outline,
  outlineOf,
  pageHolding,
  passageCode,
  readingPage,
  totalsOf,
} from "./outline.rules.ts";
import {
  countByNode,
  countByPassage,
  countChanges,
  editionNumbered,
  latestOf,
  listDocuments,
  nodeCodeIn,
  openReading,
  type Reading,
} from "./reading.queries.ts";
import { WholeView } from "./whole.view.tsx";

/** The words, figures and counts of some elements of an edition. */
async function loadElements(
  ctx: Context,
  edition: Edition,
  nodes: readonly EditionNode[],
  outline: Outline<EditionNode>,
) {
  const { sql } = ctx;
  const ids = nodes.map(({ nodeId }) => nodeId);
  const [passages, figures, byNode] = await Promise.all([
    listPassages(sql, edition.id, ids),
    listFigures(sql, edition.id, ids),
    countByNode(sql, ids),
  ]);
  const byPassage = await countByPassage(
    sql,
    passages.map(({ passageId }) => passageId),
  );
  const top = nodes[0] ? ancestors(outline, nodes[0]).length : 0;
  return nodes.map(
    (node): ElementShown => ({
      ...node,
      depth: ancestors(outline, node).length - top,
      contributionCount: byNode.get(node.nodeId) ?? 0,
      passages: passages
        .filter(({ nodeId }) => nodeId === node.nodeId)
        .map(({ passageId, anchor, position, text }) => ({
          anchor,
          code: passageCode(node.code, position),
          text,
          contributionCount: byPassage.get(passageId) ?? 0,
        })),
      figures: figures.filter(({ nodeId }) => nodeId === node.nodeId),
    }),
  );
}

/** What is open concerns the latest edition only: earlier ones are read, not commented any more. */
function openUntilFor(reading: Reading, edition: Edition): Date | null {
  return edition === latestOf(reading) ? reading.openUntil : null;
}

async function editionPage(ctx: Context, reading: Reading, edition: Edition): Promise<Response> {
  const [nodes, changeCount] = await ctx.shared(`plan ${edition.id}`, () =>
    Promise.all([listNodes(ctx.sql, edition.id), countChanges(ctx.sql, edition.id)]),
  );
  const outline = outlineOf(nodes);
  const planned = (node: EditionNode): PlanItem => ({
    code: node.code,
    type: node.type,
    title: node.title,
    page: pageHolding(outline, node).code,
    children: outline.childrenOf(node).map(planned),
  });
  return ctx.page(
    <EditionView
      frame={ctx.frame}
      document={reading.document}
      edition={edition}
      editionNumbers={reading.editions.map(({ number }) => number)}
      totals={totalsOf(edition.officialTotals, nodes)}
      plan={outline.roots.map(planned)}
      process={reading.process}
      openUntil={openUntilFor(reading, edition)}
      changeCount={changeCount}
    />,
  );
}

async function nodePage(ctx: Context, reading: Reading, edition: Edition): Promise<Response> {
  const outline = outlineOf(await ctx.shared(`nodes ${edition.id}`, () => listNodes(ctx.sql, edition.id)));
  const node = outline.byCode.get(ctx.params.code ?? "");
  if (!node) throw new NotFound();
  const latest = latestOf(reading);
  const page = readingPage(outline, node);
  const [elements, laterCode] = await ctx.shared(`node ${edition.id} ${node.nodeId}`, () =>
    Promise.all([
      loadElements(ctx, edition, page.shown, outline),
      latest === edition ? null : nodeCodeIn(ctx.sql, latest.id, node.nodeId),
    ]),
  );
  const holder = pageHolding(outline, node);
  return ctx.page(
    <NodeView
      frame={ctx.frame}
      document={reading.document}
      edition={edition}
      editionCount={reading.editions.length}
      later={latest === edition ? null : { number: latest.number, code: laterCode }}
      processSlug={reading.process?.slug ?? null}
      openUntil={openUntilFor(reading, edition)}
      node={node}
      above={ancestors(outline, node)}
      holder={holder === node ? null : holder}
      elements={elements}
      linked={page.linked}
      {...neighbours(outline, node)}
    />,
  );
}

async function wholePage(ctx: Context, reading: Reading, edition: Edition): Promise<Response> {
  const nodes = await listNodes(ctx.sql, edition.id);
  const elements = await loadElements(ctx, edition, nodes, outlineOf(nodes));
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
      const slug = ctx.params.document ?? "";
      const reading = await ctx.shared(`reading ${slug}`, () => openReading(ctx.sql, slug, ctx.viewer));
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
      const reading = await openReading(ctx.sql, ctx.params.document ?? "", ctx.viewer);
      const { number } = latestOf(reading);
      return ctx.redirect(urls.edition(ctx.lang, { document: reading.document.slug, edition: number }));
    },
  }),
  editionRoute(patterns.edition, editionPage),
  editionRoute(patterns.editionWhole, wholePage),
  editionRoute(patterns.editionNode, nodePage),
];
