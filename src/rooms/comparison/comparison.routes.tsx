import { excerpt } from "#engine/text/excerpt.ts";
import { NotFound } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { isVerdict, verdictKey } from "#rooms/decisions";
import {
  codedName,
  type Edition,
  editionNumbered,
  latestOf,
  offeredFiles,
  type Reading,
  sharedEdition,
  sharedReading,
} from "#rooms/documents";
import type { ReasonShown } from "./change-reason.view.tsx";
import type { LinkShown } from "./compared-node.view.tsx";
import { listLinks, listReasons, type Reason } from "./comparison.queries.ts";
import { changedNodes, compareEditions, type Side } from "./comparison.rules.ts";
import { ComparisonView } from "./comparison.view.tsx";
import { comparisonPages } from "./comparison-pages.rules.ts";
import { OneEditionView } from "./one-edition.view.tsx";

async function loadSide(ctx: Context, edition: Edition): Promise<Side> {
  const { outline, passagesOf, figuresOf } = await sharedEdition(ctx, edition);
  return {
    nodes: outline.nodes,
    passages: outline.nodes.flatMap(passagesOf),
    figures: outline.nodes.flatMap(figuresOf),
  };
}

/** The editions asked for; the latest and the one before it by default. */
function asked(ctx: Context, reading: Reading): readonly [Edition, Edition] {
  const [de, a] = [ctx.queryText("de"), ctx.queryText("a")];
  const to = a === "" ? latestOf(reading) : editionNumbered(reading, a);
  const before = reading.editions.filter(({ number }) => number < to.number).at(-1) ?? to;
  return [de === "" ? before : editionNumbered(reading, de), to];
}

/** Verdicts become words; a long list of decisions goes on on the page of the change. */
export function shownReason(ctx: Pick<Context, "t">, reason: Reason): ReasonShown & { readonly edition: number } {
  const decisions = reason.decisions.map(({ verdict, reason: words, first, ...decision }) => ({
    ...decision,
    verdict: isVerdict(verdict) ? ctx.t(verdictKey(verdict)) : verdict,
    reason: excerpt(words, REASON_LENGTH),
    first: first.slice(0, CONTRIBUTIONS_SHOWN),
  }));
  return { ...reason, decisions: decisions.slice(0, DECISIONS_SHOWN), more: decisions.length - DECISIONS_SHOWN };
}

const DECISIONS_SHOWN = 2;
const CONTRIBUTIONS_SHOWN = 3;
const REASON_LENGTH = 280;

function byEnd(links: readonly LinkShown[]): ReadonlyMap<string, readonly LinkShown[]> {
  const found = new Map<string, LinkShown[]>();
  for (const link of links) {
    for (const id of [link.fromId, link.toId]) found.set(id, [...(found.get(id) ?? []), link]);
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

/** A closed choice of the address: there with this value, or not there. */
function isChosen(ctx: Context, name: "tout" | "vue", value: string): boolean {
  const typed = ctx.queryText(name);
  if (typed !== "" && typed !== value) throw new NotFound();
  return typed === value;
}

async function comparisonPage(ctx: Context, reading: Reading, [from, to]: readonly [Edition, Edition]) {
  const { document, editions } = reading;
  const [isEverything, isSideBySide] = [isChosen(ctx, "tout", "oui"), isChosen(ctx, "vue", "cote-a-cote")];
  const range = {
    documentId: document.id,
    from: Math.min(from.number, to.number),
    to: Math.max(from.number, to.number),
  };
  const at = { document: document.slug, from: from.number, to: to.number };
  const [before, after, reasons, links, files] = await Promise.all([
    loadSide(ctx, from),
    loadSide(ctx, to),
    listReasons(ctx.sql, range),
    listLinks(ctx.sql, range),
    offeredFiles(ctx.sql, (format) => urls.comparisonFile(ctx.lang, { ...at, file: `comparison.${format}` })),
  ]);
  const comparison = await ctx.shared(`comparison ${from.id} ${to.id}`, async () => compareEditions(before, after));
  const pages = comparisonPages(changedNodes(comparison, isEverything ? "everything" : "changes"));
  const page = ctx.queryPage();
  const shown = pages[page - 1];
  if (!shown) throw new NotFound();
  const address = urls.comparison(ctx.lang, { document: document.slug }, { de: from.number, a: to.number });
  return ctx.page(
    <ComparisonView
      frame={ctx.frame}
      {...{ document, editions, isEverything, isSideBySide, page }}
      from={from.number}
      to={to.number}
      counts={comparison.counts}
      nodes={shown.map((node) => ({ ...node, name: codedName(ctx.frame, node) }))}
      pages={pages.length}
      reasons={Map.groupBy(
        reasons.map((reason) => shownReason(ctx, reason)),
        ({ passageId, nodeId }) => passageId ?? nodeId ?? "",
      )}
      links={from.number < to.number ? byEnd(links) : new Map()}
      why={whyOf(reasons)}
      files={from === to ? [] : files}
      citation={ctx.t("comparison.citation", {
        title: document.title,
        from: from.number,
        to: to.number,
        address: ctx.world.config.siteUrl + address,
      })}
    />,
  );
}

export const comparisonRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.comparison,
    who: "everyone",
    cache: "public",
    query: ["de", "a", "tout", "vue", "page"],
    async handle(ctx) {
      const reading = await sharedReading(ctx);
      const pair = asked(ctx, reading);
      if (reading.editions.length > 1) return await comparisonPage(ctx, reading, pair);
      const edition = latestOf(reading);
      return ctx.page(<OneEditionView frame={ctx.frame} document={reading.document} edition={edition} />);
    },
  }),
];
