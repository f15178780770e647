import { NotFound } from "#kernel/errors.ts";
import type { Context } from "#platform/http/context.ts";
import { mayReadPoll, ownLang, type Poll, PollHeader, type PollTab, pollByNumber, pollTrail } from "#rooms/polls";
import type { Shown } from "./result-parts.view.tsx";
import { lastRun, runByNumber } from "./run.queries.ts";
import { numberIn, type Run } from "./run.rules.ts";
import { statementTexts, titlesOf } from "./texts.queries.ts";

/** The question of the address, as far as this person may read it. */
export async function readablePoll(ctx: Context): Promise<Poll> {
  const poll = await pollByNumber(ctx.sql, ctx.params.poll);
  if (!poll || !(await mayReadPoll(ctx.sql, poll, ctx.viewer))) throw new NotFound();
  return poll;
}

/** What the pages about a question need: its header, the words of its statements and the titles given. */
export async function shownPoll(ctx: Context, poll: Poll, tab: PollTab = "results"): Promise<Shown> {
  const { frame, sql } = ctx;
  const [texts, titles] = await Promise.all([statementTexts(sql, poll.id), titlesOf(sql, poll.id)]);
  return {
    frame,
    poll: { number: poll.number, title: poll.title, isClosed: poll.isClosed },
    trail: pollTrail(frame, poll),
    header: <PollHeader frame={frame} poll={poll} current={tab} />,
    wordsLang: ownLang(frame, poll),
    texts,
    titles,
  };
}

/** The same with the last public run; null while there is none. */
export async function shownResult(ctx: Context): Promise<{ readonly shown: Shown; readonly run: Run | null }> {
  const poll = await readablePoll(ctx);
  const [shown, run] = await Promise.all([shownPoll(ctx, poll), lastRun(ctx.sql, poll.id)]);
  return { shown, run };
}

/** The run of the address. */
export async function runAsked(ctx: Context, poll: Poll): Promise<Run> {
  const number = numberIn(ctx.params.run);
  const run = number === null ? null : await runByNumber(ctx.sql, poll.id, number);
  if (!run) throw new NotFound();
  return run;
}
