import { z } from "zod";
import { Invalid, Refused } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { PollHeader, type Statement } from "#rooms/polls";
import type { FieldError } from "#ui/frame.ts";
import { CHOICES, valueOfChoice } from "./ballot.rules.ts";
import { castVote, VoteRefused } from "./cast.actions.ts";
import { extremitiesOf } from "./extremity.queries.ts";
import { talliesOf } from "./routing.queries.ts";
import { nextStatement } from "./routing.rules.ts";
import { VoteView } from "./vote.view.tsx";
import { type Standing, stageCodeOf, standingOf, statementsOf } from "./vote-page.routes.ts";
import { chanceOf } from "./voter-tag.actions.ts";

const NUMBER = /^(0|[1-9]\d{0,8})$/;
const voteSchema = z.object({
  statement: z.string("votes.error.statement").regex(NUMBER, "votes.error.statement").transform(Number),
  choice: z.enum(CHOICES, "votes.error.choice"),
});

/** The statement that this browser was shown last, so that a reload shows it again. */
const SHOWN_COOKIE = "jalon_statement";

/** Asked for by its number: to change a vote. "" asks for none. */
function askedNumber(ctx: Context): number | null {
  const asked = ctx.queryText("affirmation");
  if (asked === "") return null;
  if (!NUMBER.test(asked)) throw new Invalid({ query: "http.badQuery" }, { name: "affirmation" });
  return Number(asked);
}

/**
 * The statement to show: the one asked for; else the one shown last, until it is voted on; else one drawn by the published
 * priority, from a number of this person at this step.
 */
async function choose(ctx: Context, standing: Standing, shown: readonly Statement[]): Promise<Statement | null> {
  const { poll, identity, votes } = standing;
  const asked = askedNumber(ctx);
  const found = asked === null ? undefined : shown.find(({ number }) => number === asked);
  if (found) return found;
  const done = new Set(votes.map(({ number }) => number));
  const left = shown.filter(({ number }) => !done.has(number));
  const last = ctx.cookie(SHOWN_COOKIE);
  const again = left.find(({ number }) => last === `${poll.number}.${number}`);
  if (again || identity.tag === null) return again ?? null;
  const [tallies, extremities] = await Promise.all([talliesOf(ctx.sql, poll.id), extremitiesOf(ctx.sql, poll.id)]);
  const chance = chanceOf(identity.tag, poll.seed, done.size);
  const next = nextStatement(left, { tallies, extremities, chance });
  if (next) ctx.setCookie(SHOWN_COOKIE, `${poll.number}.${next.number}`);
  return next;
}

type Refusal = { readonly status: number; readonly errors: readonly FieldError[] };

async function votePage(ctx: Context, { status, errors }: Refusal = { status: 200, errors: [] }): Promise<Response> {
  const standing = await standingOf(ctx);
  const { frame } = ctx;
  const { poll, state, voter, votes, stage } = standing;
  const shown = await statementsOf(ctx, poll);
  const statement = state === "open" ? await choose(ctx, standing, shown) : null;
  const stillShown = new Set(shown.map(({ number }) => number));
  const done = votes.filter(({ number }) => stillShown.has(number)).length;
  return ctx.page(
    <VoteView
      frame={frame}
      {...{ poll, state, votes, statement, errors }}
      voter={voter?.isTakenOver ? null : voter}
      header={<PollHeader frame={frame} poll={poll} current="vote" />}
      stageName={stage?.name ?? null}
      progress={{ done, left: shown.length - done }}
      canPropose={poll.isOpen && (poll.whoProposes === "everyone" || (poll.whoProposes === "accounts" && !!ctx.viewer))}
    />,
    { status },
  );
}

async function vote(ctx: Context): Promise<Response> {
  const form = await ctx.readForm(voteSchema);
  if (!form.ok) return await votePage(ctx, { status: 422, errors: form.errors });
  const poll = NUMBER.test(ctx.params.poll ?? "") ? Number(ctx.params.poll) : 0;
  const { statement, choice } = form.value;
  const stage = stageCodeOf(ctx, poll);
  try {
    await castVote(ctx.actor, { poll, statement, value: valueOfChoice(choice), keys: ctx.world, stage });
  } catch (error) {
    if (!(error instanceof VoteRefused)) throw error;
    if (error.verdict === "tooManyGuests") throw new Refused("http.tooOften", { minutes: 60 });
    const errors = ctx.fieldErrors({ choice: error.messageKey });
    return await votePage(ctx, { status: error.verdict === "unknownStatement" ? 422 : 403, errors });
  }
  // straight to the next statement: on a phone the head of the page fills the screen
  return ctx.redirect(`${urls.pollVote(ctx.lang, { poll })}#affirmation`);
}

export const voteRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.pollVote,
    who: "everyone",
    query: ["affirmation"],
    handle: (ctx) => votePage(ctx),
  }),
  route({ method: "POST", path: patterns.pollVote, who: "everyone", handle: vote }),
];
