import { Conflict, type DomainError, Invalid, NotFound, Refused } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import { hasRole } from "#kernel/viewer.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { countAddresses, DECISION_PAGE, findDecision, listDecisions, listDecisionsById } from "./decision.queries.ts";
import { DRAFTERS, PUBLISHERS } from "./decision.rules.ts";
import { typedNumbers, typedText } from "./decision-form.routes.ts";
import { DeskView, EmptyDeskView } from "./desk.view.tsx";
import { type Desk, deskChoices, FILTER_NAMES, openDesk } from "./desk-filters.routes.ts";
import { DraftListView, PublishedListView } from "./desk-list.view.tsx";
import { readNumbers, SELECTION_LIMIT, writeNumbers } from "./number-list.rules.ts";
import { publishAlone } from "./publish.actions.ts";
import { draftIds } from "./publishing.queries.ts";
import { PublishCheckView } from "./team-decision.view.tsx";
import { verdictKey } from "./verdict.rules.ts";
import { countWaiting, listWaiting, WAITING_PAGE } from "./waiting.queries.ts";

const countsOf = ({ process }: Desk) => ({
  waiting: process.waiting,
  drafts: process.drafts,
  published: process.published,
});

async function listPage(ctx: Context, desk: Desk, state: "draft" | "published", message: string | null = null) {
  const counts = countsOf(desk);
  const total = state === "draft" ? counts.drafts : counts.published;
  const pages = Math.max(1, Math.ceil(total / DECISION_PAGE));
  const page = Math.min(ctx.queryPage(), pages);
  const decisions = await listDecisions(ctx.sql, desk.process.id, { state, verdict: null, page });
  const props = { frame: ctx.frame, process: desk.process.slug, counts, decisions, page, pages };
  if (state === "published") return ctx.page(<PublishedListView {...props} />);
  const errors = message === null ? [] : [{ field: "decision", message }];
  const mayPublish = hasRole(ctx.viewer, ...PUBLISHERS);
  return ctx.page(<DraftListView {...props} mayPublish={mayPublish} errors={errors} />, {
    status: message === null ? 200 : 422,
  });
}

async function waitingPage(ctx: Context, desk: Desk): Promise<Response> {
  const addTo = ctx.queryText("decision");
  const draft = addTo === "" ? null : await findDecision(ctx.sql, addTo);
  if (addTo !== "" && (draft?.state !== "draft" || draft.processId !== desk.process.id)) throw new NotFound();
  const [count, choices] = await Promise.all([countWaiting(ctx.sql, desk.filter), deskChoices(ctx, desk)]);
  const pages = Math.max(1, Math.ceil(count / WAITING_PAGE));
  const page = Math.min(ctx.queryPage(), pages);
  return ctx.page(
    <DeskView
      frame={ctx.frame}
      filters={desk.filters}
      choices={choices}
      counts={countsOf(desk)}
      lines={await listWaiting(ctx.sql, desk.filter, page)}
      count={count}
      limit={SELECTION_LIMIT}
      page={page}
      pages={pages}
      addTo={draft?.number ?? null}
    />,
  );
}

/** What will happen if these drafts are published now. */
async function publishCheck(ctx: Context, desk: Desk, numbers: readonly number[] | null): Promise<Response> {
  if (numbers?.length === 0) return await listPage(ctx, desk, "draft", ctx.t("decisions.error.chooseDraft"));
  const ids = await draftIds(ctx.sql, desk.process.id, numbers);
  if (ids.length === 0) return await listPage(ctx, desk, "draft", ctx.t("decisions.error.gone"));
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
    return await listPage(ctx, desk, "draft", sentence(ctx, error));
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
    query: [...FILTER_NAMES, "etat", "decision", "page"],
    async handle(ctx) {
      const desk = await openDesk(ctx);
      if (!desk) return ctx.page(<EmptyDeskView frame={ctx.frame} />);
      const state = ctx.queryText("etat");
      if (state === "brouillons") return await listPage(ctx, desk, "draft");
      if (state === "publiees") return await listPage(ctx, desk, "published");
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
