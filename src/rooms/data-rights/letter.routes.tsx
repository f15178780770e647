import { z } from "zod";
import { saysSomething } from "#engine/text/says-something.ts";
import { NotFound } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import type { FieldError } from "#ui/frame.ts";
import { PRIVATE } from "./holdings-file.routes.ts";
import { confirmLetter, writeLetter } from "./letter.actions.ts";
import { ConfirmLetterView, LetterView, WORDS_LIMIT } from "./letter.view.tsx";
import { parseNumbers, REQUEST_KINDS } from "./request.rules.ts";

const EMAIL = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]+$/;

const letterFields = {
  website: z.literal("").default(""),
  demande: z.enum(REQUEST_KINDS, "data-rights.error.kind"),
  numeros: z
    .string()
    .max(500, "data-rights.error.numbers")
    .default("")
    .refine((text) => parseNumbers(text) !== null, "data-rights.error.numbers")
    .transform((text) => parseNumbers(text) ?? []),
  mots: z
    .string("data-rights.error.words")
    .refine(saysSomething, "data-rights.error.words")
    .max(WORDS_LIMIT, "data-rights.error.wordsTooLong"),
};
const signedInSchema = z.object(letterFields);
const guestSchema = z.object({
  ...letterFields,
  courriel: z
    .string("data-rights.error.email")
    .trim()
    .toLowerCase()
    .refine((text) => EMAIL.test(text) && text.length <= 254, "data-rights.error.email"),
});

type Refusal = { readonly typed: Typed; readonly errors: readonly FieldError[] };

function letterPage(ctx: Context, refused?: Refusal): Response {
  const view = <LetterView frame={ctx.frame} email={ctx.viewer?.email ?? null} {...refused} />;
  return ctx.page(view, { status: refused ? 422 : 200, headers: PRIVATE });
}

async function send(ctx: Context): Promise<Response> {
  const form = ctx.viewer ? await ctx.readForm(signedInSchema) : await ctx.readForm(guestSchema);
  if (!form.ok) return letterPage(ctx, form);
  const { demande: kind, numeros: numbers, mots: words } = form.value;
  const email = "courriel" in form.value ? String(form.value.courriel) : "";
  const { isReceived } = await writeLetter(ctx.actor, { kind, numbers, words, email, lang: ctx.lang }, ctx.world);
  const notice = isReceived ? "data-rights.letter.received" : "data-rights.letter.toConfirm";
  return ctx.redirect(urls.myData(ctx.lang), { notice });
}

/** Links of mails; nothing else is looked up. */
function tokenOf(ctx: Context): string {
  const { token = "" } = ctx.params;
  if (!/^[\w-]{43}$/.test(token)) throw new NotFound();
  return token;
}

export const letterRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.dataRequest,
    who: "everyone",
    query: [],
    handle: async (ctx) => letterPage(ctx),
  }),
  route({ method: "POST", path: patterns.dataRequest, who: "everyone", handle: send }),
  route({
    method: "GET",
    path: patterns.dataRequestConfirm,
    who: "everyone",
    query: [],
    handle: async (ctx) => ctx.page(<ConfirmLetterView frame={ctx.frame} token={tokenOf(ctx)} />, { headers: PRIVATE }),
  }),
  route({
    method: "POST",
    path: patterns.dataRequestConfirm,
    who: "everyone",
    async handle(ctx) {
      await ctx.form();
      await confirmLetter(ctx.actor, tokenOf(ctx));
      return ctx.redirect(urls.myData(ctx.lang), { notice: "data-rights.letter.received" });
    },
  }),
];
