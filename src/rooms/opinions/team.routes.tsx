import { z } from "zod";
import { Conflict, Invalid, NotFound } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import { hasRole } from "#kernel/viewer.ts";
import type { Context, PageOptions } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { listStages, type Poll, pollByNumber, TeamTabs, teamTrail } from "#rooms/polls";
import { exactStageCounts } from "./crossed.queries.ts";
import { lastRun } from "./run.queries.ts";
import type { Run } from "./run.rules.ts";
import { stageTest, TESTS_PAGE } from "./stages.rules.ts";
import { TeamGroupsView, type TitleTyped } from "./team.view.tsx";
import type { StageTests } from "./tests.view.tsx";
import { listTitles, statementTexts } from "./texts.queries.ts";
import { giveTitle } from "./titles.actions.ts";
import { fieldId, READERS, REASON_LIMIT, TITLE_LIMIT, TITLERS } from "./titles.rules.ts";

const text = (limit: number, tooLong: string) =>
  z
    .string("opinions.error.form")
    .max(4 * limit, tooLong)
    .transform((typed) => typed.replaceAll("\0", "").replace(/\r\n?/g, "\n").trim().normalize("NFC"))
    .refine((typed) => [...typed].length <= limit, tooLong);

const titleSchema = z.object({
  subject: z.string().regex(/^(group:[A-Z]{1,3}|axis:[12])$/, "opinions.error.subject"),
  title: text(TITLE_LIMIT, "opinions.error.titleLong").transform((typed) => typed.replace(/\s+/g, " ")),
  reason: text(REASON_LIMIT, "opinions.error.reasonLong"),
  seen: z
    .string()
    .regex(/^(0|[1-9]\d{0,14})$/, "opinions.error.form")
    .transform(Number),
});

async function groupsPage(ctx: Context, typed: TitleTyped | null, options: PageOptions = {}): Promise<Response> {
  const poll = await pollByNumber(ctx.sql, ctx.params.poll);
  if (!poll) throw new NotFound();
  const [run, texts, entries] = await Promise.all([
    lastRun(ctx.sql, poll.id),
    statementTexts(ctx.sql, poll.id),
    listTitles(ctx.sql, poll.id),
  ]);
  return ctx.page(
    <TeamGroupsView
      frame={ctx.frame}
      poll={{ number: poll.number, title: poll.title }}
      trail={teamTrail(ctx.frame, poll)}
      tabs={<TeamTabs frame={ctx.frame} poll={poll} current="groups" />}
      {...{ run, texts, entries, typed }}
      mayTitle={hasRole(ctx.viewer, ...TITLERS)}
      isTests={ctx.queryText("vue") === "etapes"}
      tests={run && ctx.queryText("vue") === "etapes" ? await testsOf(ctx, poll, run) : null}
    />,
    options,
  );
}

async function testsOf(ctx: Context, poll: Poll, run: Run): Promise<StageTests> {
  const numbers = run.summary.statements.filter(({ isOut }) => !isOut).map(({ number }) => number);
  const pages = Math.max(1, Math.ceil(numbers.length / TESTS_PAGE));
  const page = Math.min(ctx.queryPage(), pages);
  const shown = numbers.slice((page - 1) * TESTS_PAGE, page * TESTS_PAGE);
  const [counts, stages] = await Promise.all([exactStageCounts(ctx.sql, run.id, shown), listStages(ctx.sql, poll.id)]);
  const byStatement = Map.groupBy(counts, ({ statement }) => statement);
  return {
    tests: [...byStatement].map(([statement, lines]) => stageTest(statement, lines, `poll ${poll.number}`)),
    page,
    pages,
    stageNames: new Map(stages.map(({ code, name }) => [code, name])),
  };
}

const typedText = (value: string | readonly string[] | undefined): string => (typeof value === "string" ? value : "");

async function saveTitle(ctx: Context): Promise<Response> {
  const poll = await pollByNumber(ctx.sql, ctx.params.poll);
  if (!poll) throw new NotFound();
  const form = await ctx.readForm(titleSchema);
  const subject = typedText(form.typed.subject);
  const again = (errors: TitleTyped["errors"], status: number) =>
    groupsPage(
      ctx,
      {
        subject,
        title: typedText(form.typed.title),
        reason: typedText(form.typed.reason),
        // several forms stand on the page: each field has an id of its own
        errors: errors.map(({ field, message }) => ({
          field: field === "title" || field === "reason" ? fieldId(subject, field) : field,
          message,
        })),
      },
      { status },
    );
  if (!form.ok) return await again(form.errors, 422);
  try {
    await giveTitle(ctx.actor, { ...form.value, poll: poll.number });
  } catch (error) {
    if (error instanceof Invalid) return await again(ctx.fieldErrors(error), 422);
    if (error instanceof Conflict) return await again(ctx.fieldErrors({ title: error.messageKey }), 409);
    throw error;
  }
  return ctx.redirect(urls.teamPollGroups(ctx.lang, { poll: poll.number }), { notice: "opinions.notice.titled" });
}

export const teamResultRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamPollGroups,
    who: READERS,
    query: ["vue", "page"],
    handle: (ctx) => groupsPage(ctx, null),
  }),
  route({ method: "POST", path: patterns.teamPollGroups, who: TITLERS, query: [], handle: saveTitle }),
];
