import { diffWords } from "#engine/diff/diff.ts";
import { NotFound } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { offeredFiles } from "#rooms/documents";
import { mayReadProcess, type Process, processBySlug } from "#rooms/processes";
import { ChangesView } from "./changes.view.tsx";
import { ClaimView } from "./claim-page.view.tsx";
import { DIMENSIONS } from "./count-tables.view.tsx";
import {
  countSeries,
  findClaimPage,
  listClaimDecisions,
  listSources,
  listStates,
  SOURCE_PAGE,
  withdrawnReasons,
} from "./public.queries.ts";
import { type ClaimState, shortSource, shownCounts, wordings } from "./public.rules.ts";
import { PublicationView } from "./public.view.tsx";
import { listPublications, listPublishedClaims, listShownQuotes } from "./publication.queries.ts";
import { changesBetween, type Publication } from "./publication.rules.ts";
import { isStance } from "./stance.rules.ts";

/** Quotes beside a sentence; its page has all of them. */
const QUOTES_SHOWN = 2;

async function readableProcess(ctx: Context): Promise<Process> {
  const process = await processBySlug(ctx.sql, ctx.params.process ?? "");
  if (!process || !(await mayReadProcess(ctx.sql, process.id, ctx.viewer))) throw new NotFound();
  return process;
}

async function publicationPage(
  ctx: Context,
  publication: Publication | undefined,
  publications: readonly Publication[],
): Promise<Response> {
  const isNumbered = ctx.params.publication !== undefined;
  if (!publication) throw new NotFound();
  const at = { process: publication.processSlug, publication: publication.number };
  const [claims, quotes, files] = await Promise.all([
    listPublishedClaims(ctx.sql, publication.id),
    listShownQuotes(ctx.sql, publication.id, QUOTES_SHOWN),
    offeredFiles(ctx.sql, (format) => urls.synthesisFile(ctx.lang, { ...at, file: `synthesis.${format}` })),
  ]);
  return ctx.page(
    <PublicationView frame={ctx.frame} {...{ publication, isNumbered, publications, claims, quotes, files }} />,
  );
}

function numbered(publications: readonly Publication[], number: string | undefined): Publication | undefined {
  return publications.find((one) => String(one.number) === number);
}

async function changesPage(ctx: Context): Promise<Response> {
  const process = await readableProcess(ctx);
  const publications = await listPublications(ctx.sql, process.id);
  const publication = numbered(publications, ctx.params.publication);
  const former = publications.find(({ number }) => number === (publication?.number ?? 0) - 1);
  if (!publication || !former) throw new NotFound();
  const [before, after] = await Promise.all([
    listPublishedClaims(ctx.sql, former.id),
    listPublishedClaims(ctx.sql, publication.id),
  ]);
  const reasons = await withdrawnReasons(
    ctx.sql,
    before.map(({ number }) => number),
  );
  const changes = changesBetween(before, after, reasons).map((change) => ({
    ...change,
    segments: change.before !== null && change.after !== null ? diffWords(change.before, change.after) : null,
  }));
  const framing = (["introduction", "method"] as const)
    .filter((part) => former[part] !== publication[part])
    .map((part) => ({ part, segments: diffWords(former[part], publication[part]) }));
  return ctx.page(<ChangesView frame={ctx.frame} {...{ publication, former, changes, framing }} />);
}

/** Each wording, with what it changed in the one before. */
function comparedWordings(states: readonly ClaimState[]) {
  const all = wordings(states);
  return all.map((one, index) => {
    const before = all[index + 1];
    return { ...one, segments: before ? diffWords(before.text, one.text) : null };
  });
}

async function claimPage(ctx: Context): Promise<Response> {
  const claim = await findClaimPage(ctx.sql, ctx.params.number);
  if (!claim || !(await mayReadProcess(ctx.sql, claim.publication.processId, ctx.viewer))) throw new NotFound();
  const asked = ctx.queryText("position");
  const stance = isStance(asked) ? asked : null;
  const total = stance === null ? claim.supports + claim.opposes + claim.nuances : claim[stance];
  const pages = Math.max(1, Math.ceil(total / SOURCE_PAGE));
  const page = Math.min(ctx.queryPage(), pages);
  const at = { claimId: claim.claimId, publicationId: claim.publication.id };
  const [sources, series, states, decisions] = await Promise.all([
    listSources(ctx.sql, at, { stance, page }),
    countSeries(ctx.sql, claim.claimId),
    listStates(ctx.sql, claim.claimId),
    listClaimDecisions(ctx.sql, claim.claimId),
  ]);
  const counts = shownCounts(series, DIMENSIONS);
  const data = { claim, sources: sources.map(shortSource), stance, total, page, pages, counts, decisions };
  return ctx.page(<ClaimView frame={ctx.frame} {...data} wordings={comparedWordings(states)} />);
}

export const publicRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.processSynthesis,
    who: "everyone",
    cache: "public",
    async handle(ctx) {
      const process = await readableProcess(ctx);
      const publications = await listPublications(ctx.sql, process.id);
      return await publicationPage(ctx, publications[0], publications);
    },
  }),
  route({
    method: "GET",
    path: patterns.synthesisPublication,
    who: "everyone",
    cache: "public",
    async handle(ctx) {
      const process = await readableProcess(ctx);
      const publications = await listPublications(ctx.sql, process.id);
      return await publicationPage(ctx, numbered(publications, ctx.params.publication), publications);
    },
  }),
  route({ method: "GET", path: patterns.synthesisChanges, who: "everyone", cache: "public", handle: changesPage }),
  route({
    method: "GET",
    path: patterns.claim,
    who: "everyone",
    cache: "public",
    query: ["position", "page"],
    handle: claimPage,
  }),
];
