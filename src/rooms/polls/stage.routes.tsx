import { NotFound, Refused } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { type Poll, stageCookie } from "./poll.rules.ts";
import { readablePoll } from "./public.routes.tsx";
import { type Stage, stageByCode } from "./stage.queries.ts";
import { StageView } from "./stage.view.tsx";

/** How long a browser says that it came from a gathering: the time of the gathering. */
const HALF_A_DAY = 12 * 3_600;

async function found(ctx: Context): Promise<{ readonly poll: Poll; readonly stage: Stage }> {
  const poll = await readablePoll(ctx);
  const stage = await stageByCode(ctx.sql, poll.id, ctx.params.stage);
  if (!stage) throw new NotFound();
  return { poll, stage };
}

export const stageRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.pollStage,
    who: "everyone",
    query: [],
    async handle(ctx) {
      const { poll, stage } = await found(ctx);
      const path = urls.pollStage(ctx.lang, { poll: poll.number, stage: stage.code });
      return ctx.page(<StageView frame={ctx.frame} {...{ poll, stage }} address={ctx.world.config.siteUrl + path} />);
    },
  }),
  route({
    method: "POST",
    path: patterns.pollStage,
    who: "everyone",
    async handle(ctx) {
      const { poll, stage } = await found(ctx);
      await ctx.form();
      if (!poll.isOpen) throw new Refused("polls.error.closed");
      ctx.setCookie(stageCookie(poll.number), stage.code, HALF_A_DAY);
      return ctx.redirect(urls.pollVote(ctx.lang, { poll: poll.number }));
    },
  }),
];
