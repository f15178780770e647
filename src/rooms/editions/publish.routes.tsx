import { Conflict, Invalid, Refused } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { countAddresses, listDecisionsById } from "#rooms/decisions";
import type { FieldError } from "#ui/frame.ts";
import { listDifferences } from "./difference.queries.ts";
import { type DraftHead, listTiedDecisions, listUnanswered, listUnreadDecisions } from "./draft.queries.ts";
import { EDITORS } from "./editors.rules.ts";
import { findEditionAsked, openDraft, typedText } from "./open-draft.routes.ts";
import { chosenDrafts, publishWithAnswers } from "./publish.actions.ts";
import { type Count, PublishEditionView } from "./publish.view.tsx";

const pad = (text: string) => text.trim().padStart(2, "0");

/** `2023-05-17`; less when the day, or both day and month, are left out. A day without its month is no date. */
function dateOf(typed: Typed): string {
  const names = ["year", "month", "day"].map((part) => `publishedOn-${part}`);
  const [year, month, day] = names.map((name) => typedText(typed, name).trim());
  if ((day && !month) || names.some((name) => Array.isArray(typed[name]))) return "";
  return [year, month && pad(month), day && pad(day)].filter(Boolean).join("-");
}

/** What each choice would publish and send. */
async function countOf(ctx: Context, draft: DraftHead, choice: "all" | "tied"): Promise<Count> {
  const drafts = await chosenDrafts(ctx.sql, draft, choice);
  const tied = (await listTiedDecisions(ctx.sql, draft.id)).map(({ id }) => id);
  const [decisions, mails] = await Promise.all([
    listDecisionsById(ctx.sql, drafts),
    countAddresses(ctx.sql, [...new Set([...drafts, ...tied])]),
  ]);
  const contributions = decisions.reduce((sum, { coverCount }) => sum + coverCount, 0);
  return { decisions: drafts.length, contributions, mails };
}

async function checkPage(
  ctx: Context,
  draft: DraftHead,
  typed: Typed | null = null,
  errors: readonly FieldError[] = [],
) {
  const [unread, differences, all, tied, drafts] = await Promise.all([
    listUnreadDecisions(ctx.sql, draft.id),
    listDifferences(ctx.sql, draft.id),
    countOf(ctx, draft, "all"),
    countOf(ctx, draft, "tied"),
    chosenDrafts(ctx.sql, draft, "all"),
  ]);
  const none = { count: 0, numbers: [] };
  const unanswered = draft.processId ? await listUnanswered(ctx.sql, draft.processId, drafts) : none;
  const [year = "", month = "", day = ""] = draft.today.split("-");
  const publishedOn = typed
    ? {
        day: typedText(typed, "publishedOn-day"),
        month: typedText(typed, "publishedOn-month"),
        year: typedText(typed, "publishedOn-year"),
      }
    : { day: String(Number(day)), month: String(Number(month)), year };
  const values = { drafts: typed ? typedText(typed, "drafts") : "all", publishedOn };
  const props = { frame: ctx.frame, draft, differences, unread, counts: { all, tied }, unanswered, values, errors };
  return ctx.page(<PublishEditionView {...props} />, { status: errors.length > 0 ? 422 : 200 });
}

/** A sentence for what forbids the act; anything else goes up. */
function refusal(ctx: Context, error: unknown): readonly FieldError[] {
  if (error instanceof Invalid) return ctx.fieldErrors(error);
  const said = (error instanceof Conflict || error instanceof Refused) && error.messageKey !== "errors.refused";
  if (!said) throw error;
  return ctx.fieldErrors(new Invalid({ drafts: error.messageKey }, error.params));
}

export const publishEditionRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamEditionPublish,
    who: EDITORS,
    query: [],
    handle: async (ctx) => await checkPage(ctx, await openDraft(ctx)),
  }),
  route({
    method: "POST",
    path: patterns.teamEditionPublish,
    who: EDITORS,
    async handle(ctx) {
      const { fields } = await ctx.form();
      const draft = await findEditionAsked(ctx);
      const done = urls.edition(ctx.lang, { document: draft.document, edition: draft.number });
      // a second click finds it published: what it asked for is done
      if (draft.state === "published") return ctx.redirect(done);
      const drafts = typedText(fields, "drafts");
      if (drafts !== "all" && drafts !== "tied") {
        return await checkPage(ctx, draft, fields, [{ field: "drafts", message: ctx.t("editions.error.drafts") }]);
      }
      try {
        const siteUrl = ctx.world.config.siteUrl;
        await publishWithAnswers(ctx.actor, { editionId: draft.id, publishedOn: dateOf(fields), drafts, siteUrl });
      } catch (error) {
        return await checkPage(ctx, draft, fields, refusal(ctx, error));
      }
      return ctx.redirect(done, { notice: "editions.publish.done" });
    },
  }),
];
