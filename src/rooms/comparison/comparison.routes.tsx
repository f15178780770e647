import { NotFound } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import type { Edition } from "#rooms/documents";
import {
  codedName,
  editionNumbered,
  latestOf,
  offeredFiles,
  type Reading,
  sharedEdition,
  sharedReading,
} from "#rooms/documents";
import { listReasons, type Reason } from "./comparison.queries.ts";
import { changedNodes, compareEditions, type Side } from "./comparison.rules.ts";
import { ComparisonView } from "./comparison.view.tsx";
import { OneEditionView } from "./one-edition.view.tsx";

async function loadSide(ctx: Context, edition: Edition): Promise<Side> {
  const { outline, passagesOf } = await sharedEdition(ctx, edition);
  return { nodes: outline.nodes, passages: outline.nodes.flatMap(passagesOf) };
}

/** The editions asked for; the latest and the one before it by default. */
function asked(ctx: Context, reading: Reading): readonly [Edition, Edition] {
  const [de, a] = [ctx.queryText("de"), ctx.queryText("a")];
  const to = a === "" ? latestOf(reading) : editionNumbered(reading, a);
  const before = reading.editions.filter(({ number }) => number < to.number).at(-1) ?? to;
  return [de === "" ? before : editionNumbered(reading, de), to];
}

function byObject(reasons: readonly Reason[]): ReadonlyMap<string, readonly Reason[]> {
  const found = new Map<string, Reason[]>();
  for (const reason of reasons) {
    const key = reason.passageId ?? reason.nodeId ?? "";
    found.set(key, [...(found.get(key) ?? []), reason]);
  }
  return found;
}

/** Decisions and contributions counted once, however many changes they caused. */
function whyOf(reasons: readonly Reason[]) {
  const decisions = new Map(
    reasons.flatMap((reason) => reason.decisions).map((one) => [one.number, one.contributions]),
  );
  return {
    decisions: decisions.size,
    contributions: [...decisions.values()].reduce((sum, count) => sum + count, 0),
    editorial: reasons.filter(
      ({ editorialReason, decisions: causes }) => editorialReason !== null && causes.length === 0,
    ).length,
  };
}

export const comparisonRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.comparison,
    who: "everyone",
    cache: "public",
    query: ["de", "a", "tout"],
    async handle(ctx) {
      const reading = await sharedReading(ctx);
      const { document, editions } = reading;
      const [from, to] = asked(ctx, reading);
      const show = ctx.queryText("tout");
      if (show !== "" && show !== "oui") throw new NotFound();
      if (editions.length === 1) {
        return ctx.page(<OneEditionView frame={ctx.frame} document={document} edition={latestOf(reading)} />);
      }
      const [low, high] = [Math.min(from.number, to.number), Math.max(from.number, to.number)];
      const [before, after, reasons] = await Promise.all([
        loadSide(ctx, from),
        loadSide(ctx, to),
        listReasons(ctx.sql, { documentId: document.id, from: low, to: high }),
      ]);
      const comparison = compareEditions(before, after);
      const at = { document: document.slug, from: from.number, to: to.number };
      const files = await offeredFiles(ctx.sql, (format) =>
        urls.comparisonFile(ctx.lang, { ...at, file: `comparison.${format}` }),
      );
      const shown = changedNodes(comparison, show === "oui" ? "everything" : "changes");
      return ctx.page(
        <ComparisonView
          frame={ctx.frame}
          document={document}
          editions={editions}
          from={from.number}
          to={to.number}
          isEverything={show === "oui"}
          counts={comparison.counts}
          nodes={shown.map((node) => ({ ...node, name: codedName(ctx.frame, node) }))}
          reasons={byObject(reasons)}
          why={whyOf(reasons)}
          files={from === to ? [] : files}
        />,
      );
    },
  }),
];
