import { z } from "zod";
import { Invalid, NotFound } from "#kernel/errors.ts";
import type { ContributionId } from "#kernel/ids.ts";
import { parseReceipt } from "#kernel/receipt.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import type { FieldError } from "#ui/frame.ts";
import { canRephrase, canWithdraw } from "./contribution.rules.ts";
import { MineView } from "./mine.view.tsx";
import { loggedRevisions } from "./proof.queries.ts";
import { proofOf } from "./proof-of.routes.ts";
import { findByReceipt, rephrase, withdraw } from "./receipt.actions.ts";
import { listOwned, readOwned } from "./receipt.queries.ts";
import { type OwnContribution, proposedField, proposingParts } from "./receipt.rules.ts";
import { ReceiptSearchView, ReceiptView } from "./receipt.view.tsx";
import { RephraseView, WithdrawView } from "./receipt-acts.view.tsx";
import { wordsSchema } from "./step-schemas.routes.ts";
import type { TypedFields } from "./wizard.view.tsx";

const searchSchema = z.object({
  code: z
    .string()
    .max(200, "receipt.search.wrong")
    .refine((text) => text.trim() !== "", "receipt.search.missing"),
});
/** The reasons, and the proposed words of each passage that proposes some. */
function newWordsSchema({ parts }: OwnContribution) {
  const fields = proposingParts(parts).map(
    ({ position }) => [proposedField(position), wordsSchema("contribute.rewriting.missing")] as const,
  );
  return z.object({ body: wordsSchema("contribute.words.missing"), ...Object.fromEntries(fields) });
}

type Found = { readonly id: ContributionId; readonly code: string; readonly own: OwnContribution };

async function ownOf(ctx: Context): Promise<Found> {
  const code = ctx.params.code ?? "";
  const { id } = await findByReceipt(ctx.actor, code);
  const own = await readOwned(ctx.sql, id);
  if (!own) throw new NotFound();
  return { id, code, own };
}

/** Nothing of these pages is kept by browsers, caches or search engines. */
const PRIVATE = { "cache-control": "no-store", "x-robots-tag": "noindex" } as const;

async function search(ctx: Context): Promise<Response> {
  const form = await ctx.readForm(searchSchema);
  const again = (errors: readonly FieldError[]) =>
    ctx.page(<ReceiptSearchView frame={ctx.frame} typed={form.typed} errors={errors} />, {
      status: 422,
      headers: PRIVATE,
    });
  if (!form.ok) return again(form.errors);
  const typed = form.value.code.trim();
  try {
    await findByReceipt({ ...ctx.actor, viewer: null }, typed);
  } catch (error) {
    if (error instanceof NotFound) return again(ctx.fieldErrors({ code: "receipt.search.wrong" }));
    throw error;
  }
  return ctx.redirect(urls.receipt(ctx.lang, { code: parseReceipt(typed) ?? typed }));
}

type Refused = { readonly typed: TypedFields; readonly errors: readonly FieldError[] };

async function rephrasePage(ctx: Context, { code, own }: Found, refused?: Refused): Promise<Response> {
  if (!canRephrase(own.state) || own.isDetached) return ctx.redirect(urls.receipt(ctx.lang, { code }));
  const status = refused ? 422 : 200;
  return ctx.page(<RephraseView frame={ctx.frame} {...{ code, own }} {...refused} />, { status, headers: PRIVATE });
}

export const receiptRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.receiptSearch,
    who: "everyone",
    query: [],
    handle: (ctx) => ctx.page(<ReceiptSearchView frame={ctx.frame} />),
  }),
  route({ method: "POST", path: patterns.receiptSearch, who: "everyone", handle: search }),
  route({
    method: "GET",
    path: patterns.receipt,
    who: "everyone",
    query: [],
    async handle(ctx) {
      const { id, code, own } = await ownOf(ctx);
      const proof = await proofOf(ctx, id);
      return ctx.page(<ReceiptView frame={ctx.frame} {...{ code, own, proof }} />, { headers: PRIVATE });
    },
  }),
  route({
    method: "GET",
    path: patterns.receiptRephrase,
    who: "everyone",
    query: [],
    handle: async (ctx) => await rephrasePage(ctx, await ownOf(ctx)),
  }),
  route({
    method: "POST",
    path: patterns.receiptRephrase,
    who: "everyone",
    async handle(ctx) {
      const found = await ownOf(ctx);
      const form = await ctx.readForm(newWordsSchema(found.own));
      if (!form.ok) return await rephrasePage(ctx, found, form);
      const words: Readonly<Record<string, string>> = form.value;
      const proposed = new Map(
        proposingParts(found.own.parts).map(({ position }) => [position, words[proposedField(position)] ?? ""]),
      );
      try {
        await rephrase(ctx.actor, { code: found.code, body: form.value.body, proposed });
      } catch (error) {
        if (!(error instanceof Invalid)) throw error;
        return await rephrasePage(ctx, found, { typed: form.typed, errors: ctx.fieldErrors(error) });
      }
      return ctx.redirect(urls.receipt(ctx.lang, { code: found.code }), { notice: "receipt.rephrase.done" });
    },
  }),
  route({
    method: "GET",
    path: patterns.receiptWithdraw,
    who: "everyone",
    query: [],
    async handle(ctx) {
      const { code, own } = await ownOf(ctx);
      if (!canWithdraw(own.state) || own.isDetached) return ctx.redirect(urls.receipt(ctx.lang, { code }));
      return ctx.page(<WithdrawView frame={ctx.frame} {...{ code, own }} />, { headers: PRIVATE });
    },
  }),
  route({
    method: "POST",
    path: patterns.receiptWithdraw,
    who: "everyone",
    async handle(ctx) {
      await ctx.form();
      const code = ctx.params.code ?? "";
      await withdraw(ctx.actor, code);
      return ctx.redirect(urls.receipt(ctx.lang, { code }), { notice: "receipt.withdraw.done" });
    },
  }),
  route({
    method: "GET",
    path: patterns.myContributions,
    who: "signed-in",
    query: [],
    async handle(ctx) {
      const lines = ctx.viewer ? await listOwned(ctx.sql, ctx.viewer) : [];
      const logged = await loggedRevisions(
        ctx.sql,
        lines.map(({ id }) => id),
      );
      return ctx.page(<MineView frame={ctx.frame} {...{ lines, logged }} />);
    },
  }),
];
