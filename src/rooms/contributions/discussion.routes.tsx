import { z } from "zod";
import { Invalid, NotFound } from "#kernel/errors.ts";
import { patterns } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { openPhaseFor } from "#rooms/processes";
import { ARGUMENTS_PAGE, readDiscussion } from "./amendment.queries.ts";
import { startArgument } from "./argue.actions.ts";
import { canBeDiscussed, stanceOfWord } from "./argument.rules.ts";
import { STANCES } from "./contribution.rules.ts";
import { ArgueView, DiscussionView } from "./discussion.view.tsx";
import { emptyWebsite, type Refused, readForm, stepAddress } from "./draft-form.routes.ts";
import { publicContribution } from "./public-contribution.routes.ts";
import type { PublicContribution } from "./public-contribution.rules.ts";

const argueSchema = z.object({ website: emptyWebsite, stance: z.enum(STANCES, "contribute.stance.missing") });

/** A public amendment; nothing else is discussed. */
async function discussed(ctx: Context): Promise<PublicContribution> {
  const contribution = await publicContribution(ctx);
  if (!canBeDiscussed(contribution)) throw new NotFound();
  return contribution;
}

async function canArgue(ctx: Context, { processId }: PublicContribution): Promise<boolean> {
  return (await openPhaseFor(ctx.sql, processId, ctx.viewer, "contribute")) !== null;
}

async function discussionPage(ctx: Context): Promise<Response> {
  const contribution = await discussed(ctx);
  const asked = ctx.queryText("position");
  const stance = stanceOfWord(asked);
  if (asked !== "" && stance === null) throw new Invalid({ query: "http.badQuery" }, { name: "position" });
  const page = ctx.queryPage();
  const [discussion, isOpen] = await Promise.all([
    readDiscussion(ctx.sql, contribution.id, { stance, page }),
    canArgue(ctx, contribution),
  ]);
  const { counts } = discussion;
  const count = stance ? counts[stance] : counts.for + counts.against + counts.nuance;
  const pages = Math.max(1, Math.ceil(count / ARGUMENTS_PAGE));
  return ctx.page(
    <DiscussionView frame={ctx.frame} {...{ contribution, discussion, stance, page, pages }} canArgue={isOpen} />,
  );
}

async function arguePage(ctx: Context, refused?: Refused): Promise<Response> {
  const contribution = await discussed(ctx);
  const isOpen = await canArgue(ctx, contribution);
  return ctx.page(<ArgueView frame={ctx.frame} {...{ contribution, isOpen }} {...refused} />, {
    status: refused ? 422 : 200,
  });
}

export const discussionRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.discussion,
    who: "everyone",
    cache: "public",
    query: ["position", "page"],
    handle: discussionPage,
  }),
  route({ method: "GET", path: patterns.argue, who: "everyone", query: [], handle: (ctx) => arguePage(ctx) }),
  route({
    method: "POST",
    path: patterns.argue,
    who: "everyone",
    async handle(ctx) {
      const form = await readForm(ctx, argueSchema);
      if (!form.ok) return await arguePage(ctx, form);
      const { number } = await discussed(ctx);
      const id = await startArgument(ctx.actor, { number, stance: form.value.stance, lang: ctx.lang });
      return ctx.redirect(stepAddress(ctx, { id }, "words"));
    },
  }),
];
