import { z } from "zod";
import { saysSomething } from "#engine/text/says-something.ts";
import { Invalid } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { roleInWords } from "#rooms/journal";
import { typedOnce, typedText } from "#rooms/themes";
import type { FieldError } from "#ui/frame.ts";
import { endProcessing, enterProcessing, processingMark } from "./processing.actions.ts";
import { listProcessingEntries } from "./processing.queries.ts";
import { hostOf, isSameProcessing, REGISTRARS } from "./processing.rules.ts";
import { ProcessingView } from "./processing.view.tsx";

const words = (limit: number) =>
  z
    .string("processing.error.missing")
    .trim()
    .refine(saysSomething, "processing.error.missing")
    .refine((text) => [...text].length <= limit, "processing.error.long");

const entrySchema = z.object({
  recipient: words(300),
  legalBasis: words(1_000),
  retention: words(1_000),
  seen: z.string().max(2_000).default(""),
});

type Values = Readonly<Record<"recipient" | "legalBasis" | "retention", string>>;
const NOTHING: Values = { recipient: "", legalBasis: "", retention: "" };

async function registerPage(ctx: Context, values: Values = NOTHING, errors: readonly FieldError[] = []) {
  const { embeddings } = ctx.world.config;
  const entries = await listProcessingEntries(ctx.sql);
  const [first] = entries;
  const inForce = first?.endedAt === null ? first : null;
  const settings = embeddings && {
    host: hostOf(embeddings.url),
    model: embeddings.model,
    purpose: embeddings.purpose,
    mark: processingMark(embeddings),
    isEntered: inForce !== null && isSameProcessing(embeddings, inForce),
  };
  return ctx.page(
    <ProcessingView
      frame={ctx.frame}
      {...{ settings, entries, values, errors }}
      hasEntry={inForce !== null}
      roleWords={(role) => roleInWords(ctx.t, role)}
    />,
    { status: errors.length > 0 ? 422 : 200 },
  );
}

async function enter(ctx: Context): Promise<Response> {
  const read = await ctx.readForm(entrySchema);
  const values = {
    recipient: typedText(read.typed, "recipient"),
    legalBasis: typedText(read.typed, "legalBasis"),
    retention: typedText(read.typed, "retention"),
  };
  if (!read.ok) return await registerPage(ctx, values, read.errors);
  try {
    await enterProcessing(ctx.actor, ctx.world.config.embeddings, read.value);
  } catch (error) {
    if (error instanceof Invalid) return await registerPage(ctx, values, ctx.fieldErrors(error));
    throw error;
  }
  return ctx.redirect(urls.teamProcessing(ctx.lang), { notice: "processing.entered" });
}

export const processingRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamProcessing,
    who: REGISTRARS,
    query: [],
    handle: async (ctx) => await registerPage(ctx),
  }),
  route({
    method: "POST",
    path: patterns.teamProcessing,
    who: REGISTRARS,
    async handle(ctx) {
      const { fields } = await ctx.form();
      switch (typedOnce(fields, "act")) {
        case "enter":
          return await enter(ctx);
        case "end":
          await endProcessing(ctx.actor);
          return ctx.redirect(urls.teamProcessing(ctx.lang), { notice: "processing.ended" });
        default:
          throw new Invalid({ act: "themes.formGone" });
      }
    },
  }),
];
