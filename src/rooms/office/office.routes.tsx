import { NotFound } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { PdfBusy, PdfFailed } from "#platform/typst.ts";
import { editionNumbered, sharedReading } from "#rooms/documents";
import { editionFile } from "./edition-file.actions.ts";
import { type FileWanted, publicFile } from "./make-file.actions.ts";
import { NoPdfView } from "./office.view.tsx";
import { FORMATS, formatOfFile, MEDIA_TYPES, savedAs } from "./office-file.rules.ts";

/** Where the same words can be read, other formats included, when the PDF cannot be had. */
type Elsewhere = { readonly page: string; readonly others: readonly string[] };

async function sendFile(ctx: Context, wanted: FileWanted, elsewhere: Elsewhere): Promise<Response> {
  const headers = {
    "content-type": MEDIA_TYPES[wanted.format],
    "content-disposition": `attachment; filename="${savedAs(wanted.name)}"`,
    "cache-control": "private, no-cache",
    etag: `"${wanted.content}"`,
    "x-robots-tag": wanted.format === "pdf" ? "all" : "noindex",
  };
  if (ctx.request.headers.get("if-none-match")?.includes(headers.etag))
    return ctx.stream(null, { status: 304, headers });
  try {
    return ctx.answer(await publicFile(ctx.sql, wanted), { headers });
  } catch (error) {
    if (!(error instanceof PdfBusy || error instanceof PdfFailed)) throw error;
    if (error instanceof PdfFailed) ctx.world.log.error({ error, file: wanted.name }, "no PDF");
    return ctx.page(<NoPdfView frame={ctx.frame} isBusy={error instanceof PdfBusy} {...elsewhere} />, {
      status: 503,
      headers: { "retry-after": "60", "cache-control": "no-store" },
    });
  }
}

function formatAsked(ctx: Context, stem: string) {
  const format = formatOfFile(ctx.params.file, stem);
  if (!format) throw new NotFound();
  return format;
}

async function editionRoute(ctx: Context): Promise<Response> {
  const format = formatAsked(ctx, "edition");
  const { lang } = ctx;
  const reading = await sharedReading(ctx);
  const { document, process } = reading;
  const edition = editionNumbered(reading, ctx.params.edition);
  const { config } = ctx.world;
  const author = process?.authority ?? config.site.name;
  const at = { document: document.slug, edition: edition.number };
  return await sendFile(ctx, editionFile(ctx.sql, config, { document, edition, author, lang }, format), {
    page: urls.editionWhole(lang, at),
    others: FORMATS.filter((one) => one !== "pdf").map((one) =>
      urls.editionFile(lang, { ...at, file: `edition.${one}` }),
    ),
  });
}

export const officeRoutes: readonly Route[] = [
  route({ method: "GET", path: patterns.editionFile, who: "everyone", query: [], handle: editionRoute }),
];
