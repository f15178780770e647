import { NotFound } from "#kernel/errors.ts";
import { patterns } from "#kernel/urls.ts";
import { type Route, route } from "#platform/http/route.ts";
import {
  codedName,
  editionNumbered,
  hasLineage,
  LineageLines,
  latestOf,
  listNodeLineage,
  sharedEdition,
  sharedReading,
} from "#rooms/documents";
import { roleInWords } from "#rooms/journal";
import { listLinks, listReasons } from "./comparison.queries.ts";
import { shownReason } from "./comparison.routes.tsx";
import { listEditionPasts, listNodeStands } from "./history.queries.ts";
import { HistoryView } from "./history.view.tsx";
import { nodeHistoryOf } from "./node-history.rules.ts";
import { NodeHistoryView } from "./node-history.view.tsx";

export const historyRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.documentHistory,
    who: "everyone",
    cache: "public",
    query: [],
    async handle(ctx) {
      const { document } = await sharedReading(ctx);
      const [pasts, isLinked] = await Promise.all([
        listEditionPasts(ctx.sql, document.id),
        hasLineage(ctx.sql, document.id),
      ]);
      const editions = pasts.map(({ role, ...past }, index) => ({
        ...past,
        by: role === null ? null : roleInWords(ctx.t, role),
        previous: pasts[index + 1]?.number ?? null,
      }));
      return ctx.page(<HistoryView frame={ctx.frame} document={document} editions={editions} hasLineage={isLinked} />);
    },
  }),
  route({
    method: "GET",
    path: patterns.nodeHistory,
    who: "everyone",
    cache: "public",
    query: [],
    async handle(ctx) {
      const reading = await sharedReading(ctx);
      const edition = editionNumbered(reading, ctx.params.edition);
      const { outline } = await sharedEdition(ctx, edition);
      const node = outline.byCode.get(ctx.params.code ?? "");
      if (!node) throw new NotFound();
      const { document } = reading;
      const range = { documentId: document.id, from: 0, to: latestOf(reading).number };
      const [stands, reasons, links, lineage] = await Promise.all([
        listNodeStands(ctx.sql, document.id, node.nodeId),
        listReasons(ctx.sql, range, node.nodeId),
        listLinks(ctx.sql, range),
        listNodeLineage(ctx.sql, [node.nodeId]),
      ]);
      return ctx.page(
        <NodeHistoryView
          frame={ctx.frame}
          document={document}
          name={codedName(ctx.frame, node)}
          title={node.title}
          nodeId={node.nodeId}
          steps={nodeHistoryOf(stands)}
          reasons={reasons.map((reason) => shownReason(ctx, reason))}
          links={links.filter(({ fromId, toId }) => fromId === node.nodeId || toId === node.nodeId)}
          lineage={lineage.length === 0 ? null : <LineageLines frame={ctx.frame} lineage={lineage} />}
        />,
      );
    },
  }),
];
