import { NotFound } from "#kernel/errors.ts";
import { patterns } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { mayReadProcess, processBySlug } from "#rooms/processes";
import {
  countPolls,
  lastTurnout,
  listPolls,
  mayReadPoll,
  nodesOfPoll,
  POLL_PAGE,
  pollByNumber,
} from "./poll.queries.ts";
import type { Poll } from "./poll.rules.ts";
import { PollView } from "./poll.view.tsx";
import { ProcessPollsView } from "./poll-list.view.tsx";
import { countStatements, publicStatements, STATEMENT_PAGE } from "./statement.queries.ts";
import { StatementsView } from "./statements.view.tsx";

/** The question of the address, when this person may read it; drafts do not exist for those outside the team. */
export async function readablePoll(ctx: Context): Promise<Poll> {
  const poll = await pollByNumber(ctx.sql, ctx.params.poll);
  if (!poll || !(await mayReadPoll(ctx.sql, poll, ctx.viewer))) throw new NotFound();
  return poll;
}

const pagesOf = (count: number, size: number): number => Math.max(1, Math.ceil(count / size));

export const publicPollRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.processPolls,
    who: "everyone",
    cache: "public",
    query: ["page"],
    async handle(ctx) {
      const process = await processBySlug(ctx.sql, ctx.params.process ?? "");
      if (!process || !(await mayReadProcess(ctx.sql, process.id, ctx.viewer))) throw new NotFound();
      const filter = { processId: process.id, isPublished: true };
      const count = await countPolls(ctx.sql, filter);
      const pages = pagesOf(count, POLL_PAGE);
      const page = Math.min(ctx.queryPage(), pages);
      const polls = await listPolls(ctx.sql, { ...filter, page });
      return ctx.page(<ProcessPollsView frame={ctx.frame} {...{ process, polls, count, page, pages }} />);
    },
  }),
  route({
    method: "GET",
    path: patterns.poll,
    who: "everyone",
    cache: "public",
    query: [],
    async handle(ctx) {
      const poll = await readablePoll(ctx);
      const [nodes, { shown }, turnout] = await Promise.all([
        nodesOfPoll(ctx.sql, poll.id),
        countStatements(ctx.sql, poll.id),
        lastTurnout(ctx.sql, poll.id),
      ]);
      return ctx.page(<PollView frame={ctx.frame} {...{ poll, nodes, shown, turnout }} />);
    },
  }),
  route({
    method: "GET",
    path: patterns.pollStatements,
    who: "everyone",
    cache: "public",
    query: ["etat", "page"],
    async handle(ctx) {
      const poll = await readablePoll(ctx);
      const state = ctx.queryText("etat") === "masquees" ? "hidden" : "shown";
      const counts = await countStatements(ctx.sql, poll.id);
      const pages = pagesOf(counts[state], STATEMENT_PAGE);
      const page = Math.min(ctx.queryPage(), pages);
      const statements = await publicStatements(ctx.sql, poll.id, { state, page });
      return ctx.page(<StatementsView frame={ctx.frame} {...{ poll, state, counts, statements, page, pages }} />);
    },
  }),
];
