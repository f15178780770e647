import { randomUUID } from "node:crypto";
import { asId, isUuid, type PollId } from "#kernel/ids.ts";
import { patterns, urls } from "#kernel/urls.ts";
import { hasRole } from "#kernel/viewer.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { parseMoment } from "#rooms/processes";
import type { FieldError } from "#ui/frame.ts";
import { listProcessesForPolls, listWaiting, QUEUE_PAGE, waitingState } from "./desk.queries.ts";
import { createPoll } from "./poll.actions.ts";
import { countPolls, listPolls, POLL_PAGE } from "./poll.queries.ts";
import { PREPARERS, READERS, TEAM } from "./poll.rules.ts";
import { NEW_POLL, readPoll } from "./poll-form.rules.ts";
import { NewPollView, TeamPollsView } from "./team-list.view.tsx";
import { fieldsOf, textOf, typedPoll } from "./typed-fields.routes.ts";

const pagesOf = (count: number, size: number): number => Math.max(1, Math.ceil(count / size));

type Answer = { readonly typed?: Typed; readonly errors?: readonly FieldError[] };

async function newPage(ctx: Context, { typed, errors = [] }: Answer = {}): Promise<Response> {
  const processes = await listProcessesForPolls(ctx.sql);
  const id = typed ? textOf(typed, "id") : "";
  const process = typed ? textOf(typed, "process") : ctx.queryText("demarche");
  return ctx.page(
    <NewPollView
      frame={ctx.frame}
      {...{ processes, errors, process }}
      id={isUuid(id) ? id : randomUUID()}
      typed={typed ? typedPoll(typed) : NEW_POLL}
    />,
    { status: errors.length > 0 ? 422 : 200 },
  );
}

export const teamPollsRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamPolls,
    who: TEAM,
    query: ["page", "attente"],
    async handle(ctx) {
      const [count, waiting] = await Promise.all([countPolls(ctx.sql), waitingState(ctx.sql)]);
      const [pages, queuePages] = [pagesOf(count, POLL_PAGE), pagesOf(waiting.count, QUEUE_PAGE)];
      const [page, queuePage] = [Math.min(ctx.queryPage(), pages), Math.min(ctx.queryPage("attente"), queuePages)];
      const [polls, items] = await Promise.all([listPolls(ctx.sql, { page }), listWaiting(ctx.sql, queuePage)]);
      const queue = { items, count: waiting.count, page: queuePage, pages: queuePages };
      return ctx.page(
        <TeamPollsView
          frame={ctx.frame}
          mayPrepare={hasRole(ctx.viewer, ...PREPARERS)}
          mayRead={hasRole(ctx.viewer, ...READERS)}
          {...{ queue, polls, count, page, pages }}
        />,
      );
    },
  }),
  route({
    method: "GET",
    path: patterns.teamPollNew,
    who: PREPARERS,
    query: ["demarche"],
    handle: async (ctx) => await newPage(ctx),
  }),
  route({
    method: "POST",
    path: patterns.teamPollNew,
    who: PREPARERS,
    async handle(ctx) {
      const fields = await fieldsOf(ctx);
      const read = readPoll(typedPoll(fields), parseMoment);
      const processes = await listProcessesForPolls(ctx.sql);
      const process = processes.find(({ slug }) => slug === textOf(fields, "process"));
      const faults: Record<string, string> = "faults" in read ? { ...read.faults } : {};
      if (!process) faults.process = "polls.error.process";
      const id = textOf(fields, "id");
      if (!isUuid(id)) faults.title ??= "polls.error.form";
      if ("faults" in read || !process || !isUuid(id)) {
        return await newPage(ctx, { typed: fields, errors: ctx.fieldErrors(faults) });
      }
      const input = { ...read.input, id: asId<PollId>(id), processId: process.id };
      const poll = await createPoll(ctx.actor, input);
      return ctx.redirect(urls.teamPoll(ctx.lang, { poll }), { notice: "polls.done.created" });
    },
  }),
];
