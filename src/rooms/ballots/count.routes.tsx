import { NotFound } from "#kernel/errors.ts";
import { patterns } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { mayReadPoll, PollHeader, pollByNumber, pollTrail } from "#rooms/polls";
import { countState, listLots } from "./count.queries.ts";
import { LOTS_PAGE } from "./count.rules.ts";
import { CountView } from "./count.view.tsx";

async function countPage(ctx: Context): Promise<Response> {
  const poll = await pollByNumber(ctx.sql, ctx.params.poll);
  if (!poll?.isPublished || !(await mayReadPoll(ctx.sql, poll, ctx.viewer))) throw new NotFound();
  const { frame } = ctx;
  const state = await countState(ctx.sql, poll.id);
  const pages = Math.max(1, Math.ceil(state.lots / LOTS_PAGE));
  const page = Math.min(ctx.queryPage(), pages);
  return ctx.page(
    <CountView
      frame={frame}
      {...{ poll, state, page, pages }}
      lots={await listLots(ctx.sql, poll.id, page)}
      header={<PollHeader frame={frame} poll={poll} current={null} />}
      trail={pollTrail(frame, poll)}
      siteUrl={ctx.world.config.siteUrl}
    />,
  );
}

export const countRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.pollBallots,
    who: "everyone",
    cache: "public",
    query: ["page"],
    handle: countPage,
  }),
];
