import { NotFound } from "#kernel/errors.ts";
import { fixedUrls } from "#kernel/urls.ts";
import { canonical } from "#ledger/canonical.ts";
import type { Db } from "#platform/db.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { editionContent } from "#rooms/documents";
import { mayReadProcess } from "#rooms/processes";
import { findEditionByHash, findLoggedDocument } from "./document.queries.ts";

const HEADERS = { "content-type": "application/json; charset=utf-8", "cache-control": "public, no-cache" };

/** The bytes whose SHA-256 is `digest`, for everybody: what a closed circle reads is not there. */
async function publicBytes(db: Db, digest: string): Promise<string | null> {
  const document = await findLoggedDocument(db, digest);
  if (document) return (await mayReadProcess(db, document.processId, null)) ? document.content : null;
  const edition = await findEditionByHash(db, digest);
  if (!edition) return null;
  if (edition.processId && !(await mayReadProcess(db, edition.processId, null))) return null;
  return canonical(await editionContent(db, edition.id));
}

async function sendDocument(ctx: Context): Promise<Response> {
  const digest = ctx.params.digest ?? "";
  const bytes = /^[0-9a-f]{64}$/.test(digest) ? await publicBytes(ctx.sql, digest) : null;
  if (bytes === null) throw new NotFound();
  return ctx.answer(bytes, { headers: HEADERS });
}

export const documentRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: fixedUrls.journalDocument,
    who: "everyone",
    cache: "open",
    query: [],
    handle: sendDocument,
  }),
];
