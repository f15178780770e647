import { z } from "zod";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { standingOf } from "#rooms/journal";
import { openPhaseFor } from "#rooms/processes";
import type { FieldError } from "#ui/frame.ts";
import { listParts, readDiscussion } from "./amendment.queries.ts";
import { findAnswer, listHistory } from "./answer.queries.ts";
import { canBeDiscussed } from "./argument.rules.ts";
import { countSupports, findSupport, voterKeyOf } from "./contribution.queries.ts";
import { SUPPORT_VALUES } from "./contribution.rules.ts";
import { ContributionView } from "./contribution.view.tsx";
import { ErasedView } from "./erased.view.tsx";
import { erasedContribution, publicContribution } from "./public-contribution.routes.ts";
import { support } from "./support.actions.ts";
import { SupportView } from "./support.view.tsx";
import { listLinks } from "./thread.queries.ts";

const supportSchema = z.object({ value: z.enum([...SUPPORT_VALUES, "none"], "contributions.support.missing") });

/** Everything that the page of a contribution shows. */
async function wholeContribution(ctx: Context) {
  const contribution = await publicContribution(ctx);
  const { id, processId } = contribution;
  const isAmendment = canBeDiscussed(contribution);
  const [supports, decision, links, history, votePhase, parts, discussion, openPhase, standing] = await Promise.all([
    countSupports(ctx.sql, id),
    findAnswer(ctx.sql, id),
    listLinks(ctx.sql, id),
    listHistory(ctx.sql, id),
    openPhaseFor(ctx.sql, processId, ctx.viewer, "vote"),
    isAmendment ? listParts(ctx.sql, id) : [],
    isAmendment ? readDiscussion(ctx.sql, id) : null,
    isAmendment ? openPhaseFor(ctx.sql, processId, ctx.viewer, "contribute") : null,
    standingOf(ctx.sql, id),
  ]);
  const can = { canVote: votePhase !== null, canArgue: openPhase !== null };
  const isLogged = standing !== null;
  return { contribution, supports, decision, links, history, parts, discussion, isLogged, ...can };
}

async function wholeErased(ctx: Context) {
  const contribution = await erasedContribution(ctx);
  if (!contribution) return null;
  const [decision, supports] = await Promise.all([
    findAnswer(ctx.sql, contribution.id),
    countSupports(ctx.sql, contribution.id),
  ]);
  return { contribution, decision, supports };
}

async function supportPage(ctx: Context, errors?: readonly FieldError[]): Promise<Response> {
  const contribution = await publicContribution(ctx);
  const voterKey = voterKeyOf(ctx.viewer, ctx.actor.visitorKey);
  const [phase, current] = await Promise.all([
    openPhaseFor(ctx.sql, contribution.processId, ctx.viewer, "vote"),
    voterKey ? findSupport(ctx.sql, contribution.id, voterKey) : null,
  ]);
  const isOpen = phase !== null;
  return ctx.page(<SupportView frame={ctx.frame} {...{ contribution, current, isOpen, errors }} />, {
    status: errors ? 422 : 200,
  });
}

export const contributionsRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.contribution,
    who: "everyone",
    cache: "public",
    query: [],
    async handle(ctx) {
      const erased = await ctx.shared(`erased ${ctx.params.number}`, () => wholeErased(ctx));
      if (erased) return ctx.page(<ErasedView frame={ctx.frame} {...erased} />);
      const shown = await ctx.shared(`contribution ${ctx.params.number}`, () => wholeContribution(ctx));
      return ctx.page(<ContributionView frame={ctx.frame} {...shown} />);
    },
  }),
  route({ method: "GET", path: patterns.support, who: "everyone", query: [], handle: (ctx) => supportPage(ctx) }),
  route({
    method: "POST",
    path: patterns.support,
    who: "everyone",
    async handle(ctx) {
      const form = await ctx.readForm(supportSchema);
      if (!form.ok) return await supportPage(ctx, form.errors);
      const { number } = await publicContribution(ctx);
      const value = form.value.value === "none" ? null : form.value.value;
      await support(ctx.actor, { number, value });
      const notice = value === null ? "contributions.support.withdrawn" : "contributions.support.done";
      return ctx.redirect(urls.contribution(ctx.lang, { number }), { notice });
    },
  }),
];
