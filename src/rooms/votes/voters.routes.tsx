import { randomUUID } from "node:crypto";
import { z } from "zod";
import { withholdSmallCells } from "#engine/statistics/small-cells.ts";
import { saysSomething } from "#engine/text/says-something.ts";
import { NotFound } from "#kernel/errors.ts";
import { isUuid } from "#kernel/ids.ts";
import { patterns, urls } from "#kernel/urls.ts";
import { hasRole } from "#kernel/viewer.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { type Poll, pollByNumber, TeamTabs, teamTrail } from "#rooms/polls";
import type { FieldError } from "#ui/frame.ts";
import { putBack, setAside } from "./aside.actions.ts";
import { arrivalsByDay, listSettingsAside } from "./aside.queries.ts";
import { patternOfWord, REASON_LIMIT, SETTERS, WATCHERS } from "./aside.rules.ts";
import { findSignals, lastLook } from "./signals.queries.ts";
import { countVoters } from "./voter.queries.ts";
import { type TypedAside, VotersView } from "./voters.view.tsx";

const reason = z
  .string("voters.error.reason")
  .max(REASON_LIMIT, "voters.error.reasonLong")
  .refine(saysSomething, "voters.error.reason")
  .transform((text) => text.trim());
const count = z
  .string("voters.error.signal")
  .regex(/^[1-9]\d{0,8}$/, "voters.error.signal")
  .transform(Number);
const schema = z.discriminatedUnion(
  "act",
  [
    z.object({
      act: z.literal("aside"),
      id: z.string("voters.error.signal").refine(isUuid, "voters.error.signal"),
      /** The pattern and how many people it held when the page was read. */
      signal: z
        .string("voters.error.signal")
        .max(100, "voters.error.signal")
        .transform((word, issues) => {
          const [, name = "", seen = ""] = /^(.*)=([1-9]\d{0,8})$/.exec(word) ?? [];
          const pattern = patternOfWord(name);
          if (!pattern) {
            issues.addIssue({ code: "custom", message: "voters.error.signal" });
            return z.NEVER;
          }
          return { pattern, seen: Number(seen) };
        }),
      reason,
    }),
    z.object({ act: z.literal("back"), number: count, reason }),
  ],
  "voters.error.act",
);

async function teamPollOf(ctx: Context): Promise<Poll> {
  const poll = await pollByNumber(ctx.sql, ctx.params.poll);
  if (!poll) throw new NotFound();
  return poll;
}

type Refused = { readonly typed: TypedAside; readonly errors: readonly FieldError[] };

async function votersPage(ctx: Context, refused?: Refused): Promise<Response> {
  const poll = await teamPollOf(ctx);
  const { sql, frame, viewer } = ctx;
  const [counts, days, signals, lookedAt, settings] = await Promise.all([
    countVoters(sql, poll.id),
    arrivalsByDay(sql, poll.id),
    findSignals(sql, poll.id),
    lastLook(sql, poll.id),
    listSettingsAside(sql, poll.id),
  ]);
  const shown = withholdSmallCells({
    counts: days.map(({ verified, guests }) => [verified, guests]),
    rowTotals: "none",
  });
  return ctx.page(
    <VotersView
      frame={frame}
      {...{ poll, counts, signals, lookedAt, settings }}
      id={randomUUID()}
      header={<TeamTabs frame={frame} poll={poll} current="voters" />}
      trail={teamTrail(frame, poll)}
      days={days.map(({ day }, index) => ({ day, cells: shown.cells[index] ?? [] }))}
      canSet={hasRole(viewer, ...SETTERS) && !poll.isClosed}
      typed={refused?.typed ?? {}}
      errors={refused?.errors ?? []}
    />,
    { status: refused ? 422 : 200 },
  );
}

async function act(ctx: Context): Promise<Response> {
  const form = await ctx.readForm(schema);
  if (!form.ok) {
    const text = (name: string) => (typeof form.typed[name] === "string" ? form.typed[name] : undefined);
    return await votersPage(ctx, {
      typed: { act: text("act"), signal: text("signal"), number: text("number"), reason: text("reason") },
      errors: form.errors,
    });
  }
  const poll = await teamPollOf(ctx);
  const to = urls.teamPollVoters(ctx.lang, { poll: poll.number });
  if (form.value.act === "back") {
    await putBack(ctx.actor, { poll, number: form.value.number, reason: form.value.reason });
    return ctx.redirect(to, { notice: "voters.putBack" });
  }
  const { id, signal, reason } = form.value;
  await setAside(ctx.actor, { id, poll, pattern: signal.pattern, seen: signal.seen, reason });
  return ctx.redirect(to, { notice: "voters.setAside" });
}

export const votersRoutes: readonly Route[] = [
  route({ method: "GET", path: patterns.teamPollVoters, who: WATCHERS, query: [], handle: (ctx) => votersPage(ctx) }),
  route({ method: "POST", path: patterns.teamPollVoters, who: SETTERS, handle: act }),
];
