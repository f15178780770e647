import { randomUUID } from "node:crypto";
import { Conflict, type DomainError, Invalid, NotFound, Refused } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import { hasRole } from "#kernel/viewer.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import {
  CORPUS_PARAMETERS,
  CorpusFilterFields,
  corpusQuery,
  countLines,
  filterChoices,
  fingerprint,
  keptParameters,
} from "#rooms/corpus";
import { countAddresses, DECISION_PAGE, findDecision, listDecisions, listDecisionsById } from "./decision.queries.ts";
import { DRAFTERS, PUBLISHERS } from "./decision.rules.ts";
import { typedNumbers, typedText } from "./decision-form.routes.ts";
import { DeskView, EmptyDeskView } from "./desk.view.tsx";
import { type Desk, openDesk, queryText } from "./desk-filters.routes.ts";
import { DraftListView, TeamListView } from "./desk-list.view.tsx";
import type { DeskList } from "./desk-tabs.view.tsx";
import type { Seen } from "./group.rules.ts";
import { readNumbers, SELECTION_LIMIT, writeNumbers } from "./number-list.rules.ts";
import { publishAlone } from "./publish.actions.ts";
import { PublishCheckView } from "./publish-check.view.tsx";
import { draftIds } from "./publishing.queries.ts";
import { verdictKey } from "./verdict.rules.ts";
import { listWaiting, WAITING_PAGE } from "./waiting.queries.ts";

const STATES = {
  brouillons: "drafts",
  relecture: "reviews",
  ecartes: "discarded",
  publiees: "published",
} as const satisfies Record<string, DeskList>;

const countsOf = ({ process }: Desk) => ({
  waiting: process.waiting,
  drafts: process.drafts,
  reviews: process.reviews,
  discarded: process.discarded,
  published: process.published,
});

async function listPage(ctx: Context, desk: Desk, list: DeskList, message: string | null = null) {
  const counts = countsOf(desk);
  const pages = Math.max(1, Math.ceil(counts[list] / DECISION_PAGE));
  const page = Math.min(ctx.queryPage(), pages);
  const decisions = await listDecisions(ctx.sql, desk.process.id, {
    state: list === "published" ? "published" : "draft",
    verdict: null,
    page,
    review: list === "reviews" ? "asked" : null,
    discarded: list === "discarded",
  });
  const props = { frame: ctx.frame, process: desk.process.slug, counts, decisions, page, pages };
  if (list !== "drafts") return ctx.page(<TeamListView {...props} list={list} />);
  const errors = message === null ? [] : [{ field: "decision", message }];
  const mayPublish = hasRole(ctx.viewer, ...PUBLISHERS);
  return ctx.page(<DraftListView {...props} mayPublish={mayPublish} errors={errors} />, {
    status: message === null ? 200 : 422,
  });
}

/** A new decision says which set it is for on its own page; an addition acts from here. */
async function seenOn(ctx: Context, { filter }: Desk, adds: boolean): Promise<Seen> {
  return adds ? await fingerprint(ctx.sql, filter) : { count: await countLines(ctx.sql, filter), digest: "" };
}

async function waitingPage(ctx: Context, desk: Desk): Promise<Response> {
  const addTo = ctx.queryText("decision");
  const draft = addTo === "" ? null : await findDecision(ctx.sql, addTo);
  const isOpen = draft?.state === "draft" && draft.discardedAt === null && draft.processId === desk.process.id;
  if (addTo !== "" && !isOpen) throw new NotFound();
  const [seen, choices] = await Promise.all([seenOn(ctx, desk, isOpen), filterChoices(ctx.sql, desk.filter, ctx.lang)]);
  const pages = Math.max(1, Math.ceil(seen.count / WAITING_PAGE));
  const page = Math.min(desk.filter.page, pages);
  return ctx.page(
    <DeskView
      frame={ctx.frame}
      process={desk.process.slug}
      processes={desk.processes.map(({ slug, title }) => ({ value: slug, text: title }))}
      query={corpusQuery(desk.filter)}
      queryText={queryText(desk.filter)}
      isWaiting={desk.filter.verdict === "attente" && !desk.filter.hasDraft}
      fields={<CorpusFilterFields frame={ctx.frame} filter={desk.filter} choices={choices} shown="all" />}
      kept={keptParameters(desk.filter, "all")}
      counts={countsOf(desk)}
      lines={await listWaiting(ctx.sql, desk.filter, page)}
      seen={seen}
      limit={SELECTION_LIMIT}
      page={page}
      pages={pages}
      addTo={draft?.number ?? null}
      batchId={randomUUID()}
    />,
  );
}

/** What will happen if these drafts are published now. */
async function publishCheck(ctx: Context, desk: Desk, numbers: readonly number[] | null): Promise<Response> {
  if (numbers?.length === 0) return await listPage(ctx, desk, "drafts", ctx.t("decisions.error.chooseDraft"));
  const ids = await draftIds(ctx.sql, desk.process.id, numbers);
  if (ids.length === 0) return await listPage(ctx, desk, "drafts", ctx.t("decisions.error.gone"));
  const [decisions, mails] = await Promise.all([listDecisionsById(ctx.sql, ids), countAddresses(ctx.sql, ids)]);
  return ctx.page(
    <PublishCheckView
      frame={ctx.frame}
      process={desk.process.slug}
      decisions={decisions}
      numbers={writeNumbers(decisions.map(({ number }) => number))}
      contributions={decisions.reduce((sum, { coverCount }) => sum + coverCount, 0)}
      mails={mails}
      verdictWords={({ verdict }) => ctx.t(verdictKey(verdict))}
    />,
  );
}

async function publish(ctx: Context, desk: Desk, numbers: readonly number[]): Promise<Response> {
  const ids = await draftIds(ctx.sql, desk.process.id, numbers);
  const published = urls.teamDecisions(ctx.lang, { demarche: desk.process.slug, etat: "publiees" });
  // a second click finds no draft left: what it asked for is done
  if (ids.length === 0) return ctx.redirect(published);
  try {
    await publishAlone(ctx.actor, ids, ctx.world.config.siteUrl);
  } catch (error) {
    if (!(error instanceof Conflict || error instanceof Refused) || error.messageKey === "errors.refused") throw error;
    return await listPage(ctx, desk, "drafts", sentence(ctx, error));
  }
  return ctx.redirect(published, { notice: "decisions.publish.done" });
}

function sentence(ctx: Context, error: DomainError): string {
  const [first] = ctx.fieldErrors(new Invalid({ decision: error.messageKey }, error.params));
  return first?.message ?? ctx.t("errors.conflict");
}

export const deskRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamDecisions,
    who: DRAFTERS,
    query: ["demarche", ...CORPUS_PARAMETERS, "etat", "decision"],
    async handle(ctx) {
      const desk = await openDesk(ctx);
      if (!desk) return ctx.page(<EmptyDeskView frame={ctx.frame} />);
      const state = ctx.queryText("etat");
      if (Object.hasOwn(STATES, state)) return await listPage(ctx, desk, STATES[state as keyof typeof STATES]);
      return await waitingPage(ctx, desk);
    },
  }),
  route({
    method: "POST",
    path: patterns.teamDecisions,
    who: PUBLISHERS,
    async handle(ctx) {
      const { fields } = await ctx.form();
      const desk = await openDesk(ctx, fields);
      if (!desk) throw new NotFound();
      switch (typedText(fields, "act")) {
        case "check":
          return await publishCheck(ctx, desk, typedNumbers(fields, "decision"));
        case "checkAll":
          return await publishCheck(ctx, desk, null);
        case "publish": {
          const numbers = readNumbers(typedText(fields, "decisions")) ?? [];
          if (numbers.length === 0) throw new Invalid({ decisions: "decisions.error.form" });
          return await publish(ctx, desk, numbers);
        }
        default:
          throw new Invalid({ act: "decisions.error.form" });
      }
    },
  }),
];
