import { Invalid } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import { hasRole, type Role } from "#kernel/viewer.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import type { FieldError } from "#ui/frame.ts";
import { isMessageKey } from "#ui/messages.ts";
import { publicContribution } from "./desk.queries.ts";
import { numberOf } from "./poll.queries.ts";
import { type Poll, PREPARERS } from "./poll.rules.ts";
import { addStatement, seedStatements, wordsFault } from "./statement.actions.ts";
import { countStatements, STATEMENT_PAGE, statementsPaged } from "./statement.queries.ts";
import { statementWords } from "./statement.rules.ts";
import { isOurs, sentencesOf, statusOf, teamPollOf } from "./team-poll.routes.tsx";
import { PART_NAMES, type PartName, TeamStatementsView } from "./team-statements.view.tsx";
import { fieldsOf, textOf } from "./typed-fields.routes.ts";

export const WHO_STATEMENTS: readonly Role[] = ["administrator", "editor", "moderator"];

type Answer = { readonly typed?: Typed; readonly errors?: readonly FieldError[]; readonly status?: number };

async function statementsPage(ctx: Context, poll: Poll, { typed = {}, errors = [], status = 200 }: Answer = {}) {
  const counts = await countStatements(ctx.sql, poll.id);
  const asked = ctx.queryText("etat");
  const first = counts.waiting > 0 ? "a-lire" : "affichees";
  const part: PartName = Object.hasOwn(PART_NAMES, asked) ? (asked as PartName) : first;
  const state = PART_NAMES[part];
  const pages = Math.max(1, Math.ceil(counts[state] / STATEMENT_PAGE));
  const page = Math.min(ctx.queryPage(), pages);
  const statements = await statementsPaged(ctx.sql, poll.id, { state, page });
  const names = ["act", "lines", "text", "contribution"];
  const kept = Object.fromEntries(names.map((name) => [name, textOf(typed, name)]));
  return ctx.page(
    <TeamStatementsView
      frame={ctx.frame}
      mayPrepare={hasRole(ctx.viewer, ...PREPARERS)}
      typed={kept}
      {...{ poll, part, statements, counts, page, pages, errors }}
    />,
    { status },
  );
}

/** A sentence for each line at fault, at the one field. */
async function addLines(ctx: Context, poll: Poll, typed: string): Promise<readonly FieldError[]> {
  const faults = await seedStatements(ctx.actor, poll.number, typed);
  return faults.map(({ line, messageKey, text }) => ({
    field: "lines",
    message: ctx.t("polls.error.line", {
      line,
      text,
      fault: isMessageKey(messageKey) ? ctx.t(messageKey) : messageKey,
    }),
  }));
}

/** A sentence drawn from what somebody said in public; about the same element of the text. */
async function addFrom(ctx: Context, poll: Poll, fields: Typed): Promise<void> {
  const number = numberOf(textOf(fields, "contribution") || undefined);
  const source = number === null ? null : await publicContribution(ctx.sql, poll.process.id, number);
  const text = statementWords(textOf(fields, "text"));
  const fault = wordsFault(text);
  if (!source || fault) {
    const contribution: Readonly<Record<string, string>> = source ? {} : { contribution: "polls.error.contribution" };
    throw new Invalid({ ...contribution, ...(fault ? { text: fault } : {}) });
  }
  const nodes = source.nodeId ? [source.nodeId] : [];
  await addStatement(ctx.actor, poll.number, { text, contributionId: source.id, nodes });
}

export const teamStatementsRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamPollStatements,
    who: WHO_STATEMENTS,
    query: ["etat", "page"],
    async handle(ctx) {
      return await statementsPage(ctx, await teamPollOf(ctx));
    },
  }),
  route({
    method: "POST",
    path: patterns.teamPollStatements,
    who: PREPARERS,
    async handle(ctx) {
      const fields = await fieldsOf(ctx);
      const poll = await teamPollOf(ctx);
      const back = urls.teamPollStatements(ctx.lang, { poll: poll.number }, { etat: "affichees" });
      const act = textOf(fields, "act");
      try {
        if (act === "lines") {
          const errors = await addLines(ctx, poll, textOf(fields, "lines"));
          if (errors.length > 0) return await statementsPage(ctx, poll, { typed: fields, errors, status: 422 });
        } else if (act === "contribution") await addFrom(ctx, poll, fields);
        else throw new Invalid({ act: "polls.error.form" });
        return ctx.redirect(back, { notice: "polls.done.added" });
      } catch (error) {
        if (!isOurs(error)) throw error;
        const errors = sentencesOf(ctx, error, act === "contribution" ? "text" : "lines");
        return await statementsPage(ctx, poll, { typed: fields, errors, status: statusOf(error) });
      }
    },
  }),
];
