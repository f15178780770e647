import { Invalid, NotFound } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import { hasRole } from "#kernel/viewer.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { roleInWords } from "#rooms/journal";
import type { FieldError } from "#ui/frame.ts";
import type { MessageKey } from "#ui/messages.ts";
import { nodesTyped } from "./codes.routes.ts";
import { listActs, nextWaiting } from "./desk.queries.ts";
import { flagsOf } from "./flags.rules.ts";
import { moderateStatement } from "./moderate.actions.ts";
import { numberOf } from "./poll.queries.ts";
import { type Poll, PREPARERS, READERS } from "./poll.rules.ts";
import {
  attachStatementNodes,
  correctStatement,
  markMeta,
  type ReadStatement,
  removeDraft,
  rewordDraft,
} from "./statement.actions.ts";
import { listStatements } from "./statement.queries.ts";
import { isHideReason, type Statement } from "./statement.rules.ts";
import { isOurs, sentencesOf, statusOf, teamPollOf, versionOf } from "./team-poll.routes.tsx";
import { TeamStatementView } from "./team-statement.view.tsx";
import { WHO_STATEMENTS } from "./team-statements.routes.tsx";
import { fieldsOf, textOf } from "./typed-fields.routes.ts";

type Found = { readonly poll: Poll; readonly statement: Statement; readonly others: readonly Statement[] };

async function found(ctx: Context): Promise<Found> {
  const poll = await teamPollOf(ctx);
  const number = numberOf(ctx.params.statement);
  const all = await listStatements(ctx.sql, poll.id);
  const statement = all.find((one) => one.number === number);
  if (!statement) throw new NotFound();
  return { poll, statement, others: all.filter((one) => one !== statement && one.state !== "hidden") };
}

type Answer = { readonly typed?: Typed; readonly errors?: readonly FieldError[]; readonly status?: number };

async function statementPage(ctx: Context, { typed = {}, errors = [], status = 200 }: Answer = {}) {
  const { poll, statement, others } = await found(ctx);
  const [acts, next] = await Promise.all([
    listActs(ctx.sql, poll.id, statement.id),
    nextWaiting(ctx.sql, { poll: poll.number, number: statement.number }),
  ]);
  const names = ["act", "reason", "note", "codes", "text"].filter((name) => typed[name] !== undefined);
  return ctx.page(
    <TeamStatementView
      frame={ctx.frame}
      {...{ poll, statement, acts, next, errors }}
      flags={flagsOf(statement.text, others)}
      mayRead={hasRole(ctx.viewer, ...READERS)}
      mayPrepare={hasRole(ctx.viewer, ...PREPARERS)}
      roleWords={(role) => roleInWords(ctx.t, role)}
      typed={Object.fromEntries(names.map((name) => [name, textOf(typed, name)]))}
    />,
    { status },
  );
}

/** One act on a statement, as its form sends it. Gives the sentence to show. */
async function act(ctx: Context, { poll, statement }: Found, fields: Typed): Promise<MessageKey> {
  const read: ReadStatement = { poll: poll.number, number: statement.number, version: versionOf(fields) };
  const verb = textOf(fields, "act");
  switch (verb) {
    case "show":
    case "hide": {
      const reason = textOf(fields, "reason");
      const note = textOf(fields, "note");
      await moderateStatement(ctx.actor, { ...read, act: verb, note, reason: isHideReason(reason) ? reason : null });
      return verb === "show" ? "polls.done.shown" : "polls.done.hidden";
    }
    case "meta": {
      const wanted = textOf(fields, "meta");
      if (wanted !== "yes" && wanted !== "no") throw new Invalid({ act: "polls.error.form" });
      await markMeta(ctx.actor, read, wanted === "yes");
      return "polls.done.saved";
    }
    case "nodes": {
      const nodes = await nodesTyped(ctx.sql, poll.process.id, textOf(fields, "codes"));
      await attachStatementNodes(ctx.actor, read, nodes);
      return "polls.done.saved";
    }
    case "reword":
      await rewordDraft(ctx.actor, read, textOf(fields, "text"));
      return "polls.done.saved";
    case "remove":
      await removeDraft(ctx.actor, read);
      return "polls.done.removed";
    case "correct":
      await correctStatement(ctx.actor, read, textOf(fields, "text"));
      return "polls.done.corrected";
    default:
      throw new Invalid({ act: "polls.error.form" });
  }
}

/** After reading one, the next that waits; after the rest, the same statement or the list. */
async function after(ctx: Context, poll: Poll, notice: MessageKey): Promise<Response> {
  const list = urls.teamPollStatements(ctx.lang, { poll: poll.number }, { etat: "affichees" });
  if (notice === "polls.done.shown" || notice === "polls.done.hidden") {
    const next = await nextWaiting(ctx.sql);
    return ctx.redirect(next ? urls.teamPollStatement(ctx.lang, next) : urls.teamPolls(ctx.lang), { notice });
  }
  const isElsewhere = notice === "polls.done.removed" || notice === "polls.done.corrected";
  const here = { poll: poll.number, statement: ctx.params.statement ?? "" };
  return ctx.redirect(isElsewhere ? list : urls.teamPollStatement(ctx.lang, here), { notice });
}

export const teamStatementRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamPollStatement,
    who: WHO_STATEMENTS,
    query: [],
    handle: async (ctx) => await statementPage(ctx),
  }),
  route({
    method: "POST",
    path: patterns.teamPollStatement,
    who: WHO_STATEMENTS,
    async handle(ctx) {
      const fields = await fieldsOf(ctx);
      const read = await found(ctx);
      try {
        return await after(ctx, read.poll, await act(ctx, read, fields));
      } catch (error) {
        if (!isOurs(error)) throw error;
        const isWords = ["reword", "correct"].includes(textOf(fields, "act"));
        const errors = sentencesOf(ctx, error, isWords ? "text" : "lire");
        return await statementPage(ctx, { typed: fields, errors, status: statusOf(error) });
      }
    },
  }),
];
