import { createHash } from "node:crypto";
import { z } from "zod";
import { Conflict, NotFound } from "#kernel/errors.ts";
import { isUuid } from "#kernel/ids.ts";
import { fixedUrls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { findByReceipt } from "#rooms/contributions";
import { type Given, giveProof } from "./give-proof.actions.ts";
import { openingOf, openingsOfEntries } from "./opening.queries.ts";
import { leafOfRevision } from "./proof-file.queries.ts";

const codeSchema = z.object({ code: z.string().max(200).default("") });
const WHOLE = /^(?:0|[1-9]\d{0,14})$/;
const TEXT = "text/plain; charset=utf-8";

function revisionAsked({ params }: Context): { readonly object: string; readonly revision: number } {
  const { object = "", revision = "" } = params;
  if (!isUuid(object) || object !== object.toLowerCase() || !/^[1-9]\d{0,6}$/.test(revision)) throw new NotFound();
  return { object, revision: Number(revision) };
}

/**
 * Documents are proved to everybody. A text is proved to its author alone: the account that sent it, or the code, which comes
 * in the body of a form. For anybody else there is nothing here.
 */
async function proofAsked(ctx: Context, code: string | null): Promise<Given> {
  const of = revisionAsked(ctx);
  const logged = await leafOfRevision(ctx.sql, of.object, of.revision);
  if (!logged || logged.isText) {
    const { id } = await findByReceipt(ctx.actor, code ?? of.object);
    if (id !== of.object) throw new NotFound();
  }
  const given = logged && (await giveProof(ctx.sql, ctx.world.config, { ...of, logged }));
  if (!given) throw new NotFound();
  return given;
}

function sendProof(ctx: Context, given: Given): Response {
  const headers = { "cache-control": "no-store", "x-robots-tag": "noindex" };
  if (ctx.queryText("format") === "json") return ctx.json(given, { headers });
  const { code, proof, acknowledgement } = given;
  const body = proof ?? acknowledgement;
  if (body === null) throw new Conflict("receipts.noKey");
  const name = proof === null ? `accuse-${code}.txt` : `preuve-${code}.tlog-proof`;
  return ctx.answer(body, {
    headers: { ...headers, "content-type": TEXT, "content-disposition": `attachment; filename="${name}"` },
  });
}

/** Kept by nobody without asking again: what is public now may not be in a moment. */
function sendFresh(ctx: Context, body: string, type: string): Response {
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  const headers = { "content-type": type, "cache-control": "no-cache", etag };
  if (ctx.request.headers.get("if-none-match")?.includes(etag)) return ctx.stream(null, { status: 304, headers });
  return ctx.answer(body, { headers });
}

export const filesRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: fixedUrls.proofFile,
    who: "everyone",
    query: ["format"],
    handle: async (ctx) => sendProof(ctx, await proofAsked(ctx, null)),
  }),
  route({
    method: "POST",
    path: fixedUrls.proofFile,
    who: "everyone",
    query: ["format"],
    async handle(ctx) {
      const form = await ctx.readForm(codeSchema);
      if (!form.ok) throw new NotFound();
      return sendProof(ctx, await proofAsked(ctx, form.value.code));
    },
  }),
  route({
    method: "GET",
    path: fixedUrls.opening,
    who: "everyone",
    cache: "open",
    query: [],
    async handle(ctx) {
      const { object, revision } = revisionAsked(ctx);
      const opening = await openingOf(ctx.sql, object, revision);
      if (!opening) throw new NotFound();
      return sendFresh(ctx, JSON.stringify(opening), "application/json; charset=utf-8");
    },
  }),
  route({
    method: "GET",
    path: fixedUrls.openings,
    who: "everyone",
    cache: "open",
    query: [],
    async handle(ctx) {
      const asked = ctx.params.bundle ?? "";
      const found = WHOLE.test(asked) ? await openingsOfEntries(ctx.sql, Number(asked)) : null;
      if (!found) throw new NotFound();
      return sendFresh(ctx, found.map((opening) => `${JSON.stringify(opening)}\n`).join(""), TEXT);
    },
  }),
];
