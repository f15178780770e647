import { Conflict, type DomainError, Invalid, NotFound, Refused } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import { hasRole } from "#kernel/viewer.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { roleInWords } from "#rooms/journal";
import { inputMoment, parseMoment } from "#rooms/processes";
import type { FieldError } from "#ui/frame.ts";
import type { MessageKey } from "#ui/messages.ts";
import { nodesTyped } from "./codes.routes.ts";
import { listActs } from "./desk.queries.ts";
import {
  attachPollNodes,
  changeWhoProposes,
  closePoll,
  deleteDraft,
  publishPoll,
  putOffClosing,
  type Read,
  savePoll,
} from "./poll.actions.ts";
import { nodesOfPoll, pollByNumber } from "./poll.queries.ts";
import { type Poll, PREPARERS, TEAM } from "./poll.rules.ts";
import { readPoll, typedOf } from "./poll-form.rules.ts";
import { countStatements } from "./statement.queries.ts";
import { TeamPollView } from "./team-poll.view.tsx";
import { fieldsOf, textOf, typedPoll } from "./typed-fields.routes.ts";

/** The question of the address, for the team. */
export async function teamPollOf(ctx: Context): Promise<Poll> {
  const poll = await pollByNumber(ctx.sql, ctx.params.poll);
  if (!poll) throw new NotFound();
  return poll;
}

/** An error with a sentence of this room: said on the page; any other is not ours to say. */
export function isOurs(error: unknown): error is DomainError {
  return (
    error instanceof Invalid ||
    ((error instanceof Conflict || error instanceof Refused) && error.messageKey.startsWith("polls."))
  );
}

/** The sentences of an error, at the field `otherwise` when it names none. */
export function sentencesOf(ctx: Context, error: DomainError, otherwise: string): readonly FieldError[] {
  if (error instanceof Invalid) return ctx.fieldErrors(error);
  return ctx.fieldErrors(new Invalid({ [otherwise]: error.messageKey }, error.params));
}

export const statusOf = (error: DomainError): number => (error instanceof Conflict ? 409 : 422);

/** The version that the form carries; 0 was never one. */
export function versionOf(fields: Typed): number {
  const typed = textOf(fields, "version");
  return /^[1-9]\d{0,8}$/.test(typed) ? Number(typed) : 0;
}

type Answer = { readonly typed?: Typed; readonly errors?: readonly FieldError[]; readonly status?: number };

async function pollPage(ctx: Context, poll: Poll, { typed = {}, errors = [], status = 200 }: Answer = {}) {
  const [counts, nodes, acts] = await Promise.all([
    countStatements(ctx.sql, poll.id),
    nodesOfPoll(ctx.sql, poll.id),
    listActs(ctx.sql, poll.id),
  ]);
  const isSaving = textOf(typed, "act") === "save";
  const kept = Object.fromEntries(
    ["closes", "reason", "codes"].flatMap((name) => (typed[name] === undefined ? [] : [[name, textOf(typed, name)]])),
  );
  return ctx.page(
    <TeamPollView
      frame={ctx.frame}
      mayPrepare={hasRole(ctx.viewer, ...PREPARERS)}
      roleWords={(role) => roleInWords(ctx.t, role)}
      form={isSaving ? typedPoll(typed) : typedOf(poll, inputMoment)}
      typed={isSaving ? {} : kept}
      {...{ poll, counts, nodes, acts, errors }}
    />,
    { status },
  );
}

/** One act on a question, as its form sends it. Gives the sentence to show. */
async function act(ctx: Context, poll: Poll, fields: Typed): Promise<MessageKey> {
  const read: Read = { number: poll.number, version: versionOf(fields) };
  switch (textOf(fields, "act")) {
    case "save": {
      const form = readPoll(typedPoll(fields), parseMoment);
      if ("faults" in form) throw new Invalid(form.faults);
      await savePoll(ctx.actor, read, form.input);
      return "polls.done.saved";
    }
    case "publish":
      await publishPoll(ctx.actor, read);
      return "polls.done.published";
    case "close":
      await closePoll(ctx.actor, read, textOf(fields, "reason"));
      return "polls.done.closed";
    case "put-off": {
      const closes = parseMoment(textOf(fields, "closes"));
      if (!closes) throw new Invalid({ closes: "polls.error.moment" });
      await putOffClosing(ctx.actor, read, closes);
      return "polls.done.putOff";
    }
    case "who-proposes": {
      const wanted = textOf(fields, "whoProposes");
      if (wanted !== "everyone" && wanted !== "accounts" && wanted !== "nobody")
        throw new Invalid({ whoProposes: "polls.error.choose" });
      await changeWhoProposes(ctx.actor, read, wanted);
      return "polls.done.saved";
    }
    case "nodes":
      await attachPollNodes(ctx.actor, read, await nodesTyped(ctx.sql, poll.process.id, textOf(fields, "codes")));
      return "polls.done.saved";
    case "delete":
      await deleteDraft(ctx.actor, read);
      return "polls.done.deleted";
    default:
      throw new Invalid({ act: "polls.error.form" });
  }
}

export const teamPollRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamPoll,
    who: TEAM,
    query: [],
    async handle(ctx) {
      return await pollPage(ctx, await teamPollOf(ctx));
    },
  }),
  route({
    method: "POST",
    path: patterns.teamPoll,
    who: PREPARERS,
    async handle(ctx) {
      const fields = await fieldsOf(ctx);
      const poll = await teamPollOf(ctx);
      try {
        const notice = await act(ctx, poll, fields);
        const isGone = notice === "polls.done.deleted";
        const back = isGone ? urls.teamPolls(ctx.lang) : urls.teamPoll(ctx.lang, { poll: poll.number });
        return ctx.redirect(back, { notice });
      } catch (error) {
        if (!isOurs(error)) throw error;
        const errors = sentencesOf(ctx, error, "publier");
        return await pollPage(ctx, await teamPollOf(ctx), { typed: fields, errors, status: statusOf(error) });
      }
    },
  }),
];
