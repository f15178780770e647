import { randomUUID } from "node:crypto";
import { z } from "zod";
import { Conflict, Invalid } from "#kernel/errors.ts";
import { isUuid } from "#kernel/ids.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { openPhaseFor } from "#rooms/processes";
import type { FieldError } from "#ui/frame.ts";
import { personalFlags, similarTo } from "./flags.rules.ts";
import { numberOf } from "./poll.queries.ts";
import type { Poll } from "./poll.rules.ts";
import { proposeStatement } from "./propose.actions.ts";
import { ownProposals } from "./propose.queries.ts";
import { type Barrier, ProposeCheckView, ProposeView } from "./propose.view.tsx";
import { readablePoll } from "./public.routes.tsx";
import { wordsFault } from "./statement.actions.ts";
import { shownStatements } from "./statement.queries.ts";
import { statementWords } from "./statement.rules.ts";

const form = z.object({
  website: z.literal("", "polls.error.honeypot").optional(),
  step: z.enum(["check", "send", "edit"], "polls.error.form"),
  id: z.string().refine(isUuid, "polls.error.form").optional(),
  language: z.enum(["fr", "en"], "polls.error.language"),
  text: z.string("polls.error.textMissing").transform(statementWords),
});

async function barrierOf(ctx: Context, poll: Poll): Promise<Barrier> {
  if (!poll.isOpen || !(await openPhaseFor(ctx.sql, poll.process.id, ctx.viewer, "vote"))) return "closed";
  if (poll.whoProposes === "nobody") return "nobody";
  return poll.whoProposes === "accounts" && !ctx.viewer ? "accounts" : null;
}

type Answer = {
  readonly typed?: { readonly text: string; readonly language: "fr" | "en" };
  readonly errors?: readonly FieldError[];
  readonly status?: number;
};

async function proposePage(ctx: Context, poll: Poll, { typed, errors = [], status = 200 }: Answer = {}) {
  const [barrier, own] = await Promise.all([barrierOf(ctx, poll), ownProposals(ctx.sql, poll.id, ctx.actor)]);
  const asked = numberOf(ctx.queryText("recu") || undefined);
  const sent = own.find(({ number }) => number === asked)?.number ?? null;
  const words = typed ?? { text: "", language: poll.language };
  return ctx.page(<ProposeView frame={ctx.frame} {...{ poll, barrier, own, sent, errors }} typed={words} />, {
    status,
  });
}

async function checkPage(ctx: Context, poll: Poll, { text, language }: NonNullable<Answer["typed"]>, id: string) {
  const statements = await shownStatements(ctx.sql, poll.id);
  const similar = similarTo(text, statements).map(({ statement }) => statement);
  return ctx.page(
    <ProposeCheckView frame={ctx.frame} {...{ poll, id, text, language, similar }} flags={personalFlags(text)} />,
  );
}

export const proposeRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.pollPropose,
    who: "everyone",
    query: ["recu"],
    async handle(ctx) {
      return await proposePage(ctx, await readablePoll(ctx));
    },
  }),
  route({
    method: "POST",
    path: patterns.pollPropose,
    who: "everyone",
    async handle(ctx) {
      const poll = await readablePoll(ctx);
      const read = await ctx.readForm(form);
      const kept = {
        text: String(read.typed.text ?? ""),
        language: read.typed.language === "en" ? "en" : "fr",
      } as const;
      if (!read.ok) return await proposePage(ctx, poll, { typed: kept, errors: read.errors, status: 422 });
      const { step, id, text, language } = read.value;
      if (step === "edit") return await proposePage(ctx, poll, { typed: { text, language } });
      const fault = wordsFault(text);
      if (fault) {
        const errors = ctx.fieldErrors({ text: fault });
        return await proposePage(ctx, poll, { typed: { text, language }, errors, status: 422 });
      }
      if ((await barrierOf(ctx, poll)) !== null) return await proposePage(ctx, poll, { typed: kept, status: 403 });
      if (step === "check") return await checkPage(ctx, poll, { text, language }, id ?? randomUUID());
      try {
        const recu = await proposeStatement(ctx.actor, poll.number, { id: id ?? randomUUID(), text, language });
        return ctx.redirect(urls.pollPropose(ctx.lang, { poll: poll.number }, { recu }));
      } catch (error) {
        const isSaid = error instanceof Conflict && error.messageKey === "polls.error.saidAlready";
        if (!isSaid && !(error instanceof Invalid)) throw error;
        const errors = ctx.fieldErrors(error instanceof Invalid ? error : { text: error.messageKey });
        return await proposePage(ctx, poll, { typed: { text, language }, errors, status: 422 });
      }
    },
  }),
];
