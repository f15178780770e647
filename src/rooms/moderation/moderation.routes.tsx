import { z } from "zod";
import { Invalid, NotFound } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Role } from "#kernel/viewer.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import type { FieldError } from "#ui/frame.ts";
import { raiseFlags } from "./flag.actions.ts";
import { ModerationItemView } from "./item.view.tsx";
import { maskedField } from "./mask.rules.ts";
import { moderate } from "./moderate.actions.ts";
import {
  actsOf,
  flagsOf,
  listQueue,
  moderatedItem,
  nextInQueue,
  QUEUE_PAGE,
  queueState,
} from "./moderation.queries.ts";
import { isGround, VERBS } from "./moderation.rules.ts";
import { QueueView } from "./queue.view.tsx";

const MODERATORS: readonly Role[] = ["moderator", "administrator"];

const text = z.string().default("");
const STATES = ["received", "published", "rephrase_asked", "hidden", "withdrawn", "erased"] as const;
const OTHER_PASSAGES = [2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
const actForm = z.object({
  verb: z.enum(VERBS, "moderation.verbMissing"),
  ground: text,
  reason: text,
  maskedBody: text,
  maskedProposed: z.string().optional(),
  ...Object.fromEntries(OTHER_PASSAGES.map((position) => [maskedField(position), z.string().optional()])),
  version: z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .default(0),
  seen: z.enum(STATES).optional(),
});

function numberOf(ctx: Context): number {
  const number = Number(ctx.params.number);
  if (!Number.isSafeInteger(number) || number < 1) throw new NotFound();
  return number;
}

async function itemPage(
  ctx: Context,
  status: number,
  typed: Typed = {},
  errors: readonly FieldError[] = [],
): Promise<Response> {
  const item = await moderatedItem(ctx.sql, numberOf(ctx));
  if (!item) throw new NotFound();
  const [flags, acts, next] = await Promise.all([
    flagsOf(ctx.sql, item.id),
    actsOf(ctx.sql, item.id),
    nextInQueue(ctx.sql, item.number),
  ]);
  return ctx.page(<ModerationItemView frame={ctx.frame} {...{ item, flags, acts, next, typed, errors }} />, { status });
}

/** The masked words of the second and following passages of an amendment, as typed. */
function maskedParts(typed: Typed): ReadonlyMap<number, string> {
  return new Map(
    OTHER_PASSAGES.flatMap((position) => {
      const words = typed[maskedField(position)];
      return typeof words === "string" ? [[position, words] as const] : [];
    }),
  );
}

export const queueRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamModeration,
    who: MODERATORS,
    query: ["page"],
    async handle(ctx) {
      // what came in since the job last looked
      await raiseFlags(ctx.sql);
      const page = ctx.queryPage();
      const [items, state, first] = await Promise.all([
        listQueue(ctx.sql, page),
        queueState(ctx.sql),
        nextInQueue(ctx.sql),
      ]);
      const pages = Math.max(1, Math.ceil(state.count / QUEUE_PAGE));
      return ctx.page(<QueueView frame={ctx.frame} count={state.count} {...{ items, first, page, pages }} />);
    },
  }),
  route({
    method: "GET",
    path: patterns.teamModerationItem,
    who: MODERATORS,
    async handle(ctx) {
      await raiseFlags(ctx.sql);
      return await itemPage(ctx, 200);
    },
  }),
  route({
    method: "POST",
    path: patterns.teamModerationItem,
    who: MODERATORS,
    async handle(ctx) {
      const read = await ctx.readForm(actForm);
      if (!read.ok) return await itemPage(ctx, 422, read.typed, read.errors);
      const { ground, maskedProposed, seen, verb, reason, maskedBody, version } = read.value;
      try {
        await moderate(ctx.actor, {
          ...{ verb, reason, maskedBody, version },
          number: numberOf(ctx),
          ground: isGround(ground) ? ground : null,
          maskedProposed: maskedProposed ?? null,
          maskedParts: maskedParts(read.typed),
          seen: seen ?? null,
          siteUrl: ctx.world.config.siteUrl,
        });
      } catch (error) {
        if (error instanceof Invalid) return await itemPage(ctx, 422, read.typed, ctx.fieldErrors(error));
        throw error;
      }
      const next = await nextInQueue(ctx.sql);
      return next === null
        ? ctx.redirect(urls.teamModeration(ctx.lang), { notice: "moderation.doneLast" })
        : ctx.redirect(urls.teamModerationItem(ctx.lang, { number: next }), { notice: "moderation.done" });
    },
  }),
];
