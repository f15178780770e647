import { NotFound } from "#kernel/errors.ts";
import { patterns } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { closedPollKey, pollKey } from "#rooms/ballots";
import { listStages } from "#rooms/polls";
import { identityOf, voterOf } from "#rooms/votes";
import { COUNTS_PAGE, lineIn, ordered, orderIn } from "./counts.rules.ts";
import { CountsView } from "./counts.view.tsx";
import { countsOfLine, countsOfStatement, listLines } from "./crossed.queries.ts";
import { placeIn } from "./map.rules.ts";
import { MapView } from "./map.view.tsx";
import { MethodView } from "./method.view.tsx";
import { readablePoll, runAsked, shownPoll, shownResult } from "./open-poll.routes.tsx";
import { PlaceView } from "./place.view.tsx";
import { positionOf } from "./position.queries.ts";
import { ResultsView } from "./results.view.tsx";
import { countRuns, lastRun, listRuns, neighbours, RUN_PAGE, runByNumber } from "./run.queries.ts";
import { numberIn } from "./run.rules.ts";
import { RunView } from "./run.view.tsx";
import { RunsView } from "./runs.view.tsx";
import { stageShares } from "./stages.rules.ts";
import { StagesView } from "./stages.view.tsx";
import { StatementView } from "./statement.view.tsx";
import { settingsAside } from "./texts.queries.ts";

async function resultsPage(ctx: Context): Promise<Response> {
  const poll = await readablePoll(ctx);
  const [shown, run, aside] = await Promise.all([
    shownPoll(ctx, poll),
    lastRun(ctx.sql, poll.id),
    settingsAside(ctx.sql, poll.id),
  ]);
  return ctx.page(<ResultsView {...shown} run={run} aside={aside} />);
}

async function countsPage(ctx: Context): Promise<Response> {
  const { shown, run } = await shownResult(ctx);
  const order = orderIn(ctx.queryText("ordre"));
  const asked = lineIn(ctx.queryText("parmi"));
  const [choices, among] = run
    ? await Promise.all([listLines(ctx.sql, run.id), asked ? countsOfLine(ctx.sql, run.id, asked) : null])
    : [[], null];
  const isOffered =
    asked !== null && choices.some(({ dimension, key }) => dimension === asked.dimension && key === asked.key);
  if (ctx.queryText("parmi") !== "" && !isOffered) throw new NotFound();
  const lines = ordered(run?.summary.statements ?? [], order);
  const page = Math.min(ctx.queryPage(), Math.max(1, Math.ceil(lines.length / COUNTS_PAGE)));
  return ctx.page(
    <CountsView
      {...shown}
      {...{ run, order, lines, page, choices, asked }}
      among={among ? new Map(among.map((line) => [line.statement, line])) : null}
    />,
  );
}

async function statementPage(ctx: Context): Promise<Response> {
  const poll = await readablePoll(ctx);
  const [shown, run] = await Promise.all([shownPoll(ctx, poll, "statements"), lastRun(ctx.sql, poll.id)]);
  const number = numberIn(ctx.params.statement);
  const statement = number === null ? undefined : shown.texts.get(number);
  if (!statement) throw new NotFound();
  const line = run?.summary.statements.find((one) => one.number === statement.number) ?? null;
  const crossed = run && line && !line.isOut ? await countsOfStatement(ctx.sql, run.id, statement.number) : [];
  return ctx.page(<StatementView {...shown} {...{ run, statement, line, crossed }} />);
}

async function mapPage(ctx: Context): Promise<Response> {
  const { shown, run } = await shownResult(ctx);
  return ctx.page(<MapView {...shown} run={run} />);
}

/** For the reader alone: never kept, and nobody else's place can be asked for. */
async function placePage(ctx: Context): Promise<Response> {
  const poll = await readablePoll(ctx);
  const [shown, run] = await Promise.all([shownPoll(ctx, poll), lastRun(ctx.sql, poll.id)]);
  const key = await (poll.isOpen ? pollKey : closedPollKey)(ctx.sql, ctx.world, poll.number);
  const voter = await voterOf(ctx.sql, poll.id, identityOf(key, ctx.actor).tag);
  const position = run && voter ? await positionOf(ctx.sql, run.id, voter.id) : null;
  const at = run && position ? placeIn(run.summary.map.frame, [position.x, position.y]) : null;
  const place = position && at ? { at: { x: at[0], y: at[1] }, name: position.name } : null;
  return ctx.page(<PlaceView {...shown} run={run} place={place} />, { headers: { "cache-control": "no-store" } });
}

async function stagesPage(ctx: Context): Promise<Response> {
  const poll = await readablePoll(ctx);
  const [shown, run, stages] = await Promise.all([
    shownPoll(ctx, poll),
    lastRun(ctx.sql, poll.id),
    listStages(ctx.sql, poll.id),
  ]);
  const statements = ordered(run?.summary.statements ?? [], "numero");
  const asked = ctx.queryText("affirmation");
  // without a choice: the one that unites most, whose numbers are the largest
  const wanted = asked === "" ? (run?.summary.commonGround[0] ?? statements[0]?.number) : numberIn(asked);
  const chosen = statements.find(({ number }) => number === wanted);
  if (asked !== "" && run && !chosen) throw new NotFound();
  const lines = run && chosen ? await countsOfStatement(ctx.sql, run.id, chosen.number) : [];
  return ctx.page(
    <StagesView
      {...shown}
      {...{ run, statements }}
      dates={stages.map(({ code, heldOn }) => ({ code, heldOn }))}
      chosen={chosen ?? null}
      shares={stageShares(lines.filter(({ dimension }) => dimension === "stage"))}
    />,
  );
}

async function runsPage(ctx: Context): Promise<Response> {
  const poll = await readablePoll(ctx);
  const total = await countRuns(ctx.sql, poll.id);
  const pages = Math.max(1, Math.ceil(total / RUN_PAGE));
  const page = Math.min(ctx.queryPage(), pages);
  const [shown, runs] = await Promise.all([shownPoll(ctx, poll), listRuns(ctx.sql, poll.id, page)]);
  return ctx.page(<RunsView {...shown} {...{ runs, total, page, pages }} />);
}

async function runPage(ctx: Context): Promise<Response> {
  const poll = await readablePoll(ctx);
  const run = await runAsked(ctx, poll);
  const [shown, { before, after }, aside] = await Promise.all([
    shownPoll(ctx, poll),
    neighbours(ctx.sql, poll.id, run.number),
    settingsAside(ctx.sql, poll.id),
  ]);
  const former = before === null ? null : await runByNumber(ctx.sql, poll.id, before);
  return ctx.page(<RunView {...shown} {...{ run, former, before, after, aside }} />);
}

const page = (path: string, handle: Route["handle"], query: readonly string[] = []): Route =>
  route({ method: "GET", path, who: "everyone", cache: "public", query, handle });

export const publicResultRoutes: readonly Route[] = [
  page(patterns.pollResults, resultsPage),
  page(patterns.pollCounts, countsPage, ["ordre", "parmi", "page"]),
  page(patterns.pollMap, mapPage),
  page(patterns.pollStages, stagesPage, ["affirmation"]),
  page(patterns.pollRuns, runsPage, ["page"]),
  page(patterns.pollRun, runPage),
  page(patterns.pollStatement, statementPage),
  page(patterns.opinionMethod, (ctx) => ctx.page(<MethodView frame={ctx.frame} />)),
  route({ method: "GET", path: patterns.pollPlace, who: "everyone", handle: placePage }),
];
