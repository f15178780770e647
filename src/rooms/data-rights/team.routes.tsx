import { z } from "zod";
import { saysSomething } from "#engine/text/says-something.ts";
import { Invalid, NotFound } from "#kernel/errors.ts";
import { parseReceipt } from "#kernel/receipt.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Role } from "#kernel/viewer.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { hashOfReceipt } from "#rooms/contributions";
import type { FieldError } from "#ui/frame.ts";
import { actAsOfficer, answerRequest } from "./answer.actions.ts";
import { PRIVATE } from "./holdings-file.routes.ts";
import {
  countRequests,
  listRequests,
  REQUESTS_PAGE,
  requestByNumber,
  type Searched,
  searchContributions,
} from "./request.queries.ts";
import { BASES, type FoundContribution } from "./request.rules.ts";
import { DataSearchView, RequestListView } from "./team.view.tsx";
import { REASON_LIMIT, TeamEraseView, TeamRequestView } from "./team-request.view.tsx";

export const OFFICERS: readonly Role[] = ["administrator"];

const reason = z
  .string()
  .max(REASON_LIMIT, "data-rights.error.reasonTooLong")
  .default("")
  .transform((text) => (saysSomething(text) ? text : null));
const answerSchema = z.object({
  acte: z.enum(["do", "refuse"], "data-rights.error.act"),
  fondement: z.union([z.enum(BASES), z.literal("").transform(() => null)], "data-rights.error.basis").default(null),
  motif: reason,
});
const officerSchema = z.object({
  acte: z.enum(["erase", "detach"], "data-rights.error.act"),
  fondement: z.enum(BASES, "data-rights.error.basis"),
  motif: z
    .string("data-rights.error.reason")
    .max(REASON_LIMIT, "data-rights.error.reasonTooLong")
    .refine(saysSomething, "data-rights.error.reason"),
});
const searchSchema = z.object({
  recherche: z
    .string("data-rights.error.search")
    .trim()
    .max(254, "data-rights.error.search")
    .refine((text) => askedOf(text) !== null, "data-rights.error.search"),
});

/** A number, a tracking code or an address. */
function askedOf(typed: string): Searched | null {
  const number = /^(?:n\s*[°o]\s*)?([1-9]\d{0,8})$/iu.exec(typed)?.[1];
  if (number) return { number: Number(number) };
  if (/^[^\s@]+@[^\s@]+$/.test(typed)) return { email: typed.toLowerCase() };
  const code = parseReceipt(typed);
  return code ? { receiptHash: hashOfReceipt(code) } : null;
}

type Again = { readonly typed?: Typed; readonly errors?: readonly FieldError[] };
const statusOf = ({ errors }: Again) => (errors ? 422 : 200);

function numberOf(ctx: Context): number {
  const { number = "" } = ctx.params;
  if (!/^[1-9]\d{0,9}$/.test(number)) throw new NotFound();
  return Number(number);
}

async function listPage(ctx: Context): Promise<Response> {
  const state = ctx.queryText("etat");
  if (state !== "" && state !== "closes") throw new Invalid({ query: "http.badQuery" }, { name: "etat" });
  const isOpen = state === "";
  const page = ctx.queryPage();
  const [lines, counts] = await Promise.all([listRequests(ctx.sql, { isOpen, page }), countRequests(ctx.sql)]);
  const pages = Math.max(1, Math.ceil((isOpen ? counts.waiting : counts.closed) / REQUESTS_PAGE));
  return ctx.page(<RequestListView frame={ctx.frame} {...{ isOpen, lines, counts, page, pages }} />);
}

async function requestPage(ctx: Context, again: Again = {}): Promise<Response> {
  const request = await requestByNumber(ctx.sql, numberOf(ctx));
  if (!request) throw new NotFound();
  const view = <TeamRequestView frame={ctx.frame} request={request} {...again} />;
  return ctx.page(view, { status: statusOf(again), headers: PRIVATE });
}

async function foundOf(ctx: Context): Promise<FoundContribution> {
  const [found] = await searchContributions(ctx.sql, { number: numberOf(ctx) });
  if (!found) throw new NotFound();
  return found;
}

async function erasePage(ctx: Context, again: Again = {}): Promise<Response> {
  const view = <TeamEraseView frame={ctx.frame} found={await foundOf(ctx)} {...again} />;
  return ctx.page(view, { status: statusOf(again), headers: PRIVATE });
}

async function search(ctx: Context): Promise<Response> {
  const form = await ctx.readForm(searchSchema);
  const typed = typeof form.typed.recherche === "string" ? form.typed.recherche.slice(0, 254) : undefined;
  if (!form.ok) {
    const view = <DataSearchView frame={ctx.frame} typed={typed} errors={form.errors} />;
    return ctx.page(view, { status: 422, headers: PRIVATE });
  }
  const asked = askedOf(form.value.recherche);
  const found = asked ? await searchContributions(ctx.sql, asked) : [];
  return ctx.page(<DataSearchView frame={ctx.frame} {...{ typed, found }} />, { headers: PRIVATE });
}

async function answer(ctx: Context): Promise<Response> {
  const form = await ctx.readForm(answerSchema);
  if (!form.ok) return await requestPage(ctx, form);
  const { acte: act, fondement: basis, motif } = form.value;
  try {
    await answerRequest(ctx.actor, { number: numberOf(ctx), act, basis, reason: motif }, ctx.world);
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return await requestPage(ctx, { typed: form.typed, errors: ctx.fieldErrors(error) });
  }
  return ctx.redirect(urls.teamDataRequests(ctx.lang), { notice: "data-rights.answer.done" });
}

async function erase(ctx: Context): Promise<Response> {
  const form = await ctx.readForm(officerSchema);
  if (!form.ok) return await erasePage(ctx, form);
  const { id, number } = await foundOf(ctx);
  const { acte: kind, fondement: basis, motif } = form.value;
  await actAsOfficer(ctx.actor, { id, kind, basis, reason: motif, lang: ctx.lang });
  return ctx.redirect(urls.teamDataErase(ctx.lang, { number }), { notice: "data-rights.officer.done" });
}

export const teamRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamDataRequests,
    who: OFFICERS,
    query: ["etat", "page"],
    handle: listPage,
  }),
  route({
    method: "GET",
    path: patterns.teamDataSearch,
    who: OFFICERS,
    query: [],
    handle: async (ctx) => ctx.page(<DataSearchView frame={ctx.frame} />, { headers: PRIVATE }),
  }),
  route({ method: "POST", path: patterns.teamDataSearch, who: OFFICERS, handle: search }),
  route({ method: "GET", path: patterns.teamDataRequest, who: OFFICERS, query: [], handle: (ctx) => requestPage(ctx) }),
  route({ method: "POST", path: patterns.teamDataRequest, who: OFFICERS, handle: answer }),
  route({ method: "GET", path: patterns.teamDataErase, who: OFFICERS, query: [], handle: (ctx) => erasePage(ctx) }),
  route({ method: "POST", path: patterns.teamDataErase, who: OFFICERS, handle: erase }),
];
