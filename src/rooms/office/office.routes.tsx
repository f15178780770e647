import { NotFound } from "#kernel/errors.ts";
import { asId, type EditionId, isUuid } from "#kernel/ids.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Role } from "#kernel/viewer.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { PdfBusy, PdfFailed } from "#platform/typst.ts";
import { editionNumbered, sharedReading } from "#rooms/documents";
import { mayReadProcess, processBySlug } from "#rooms/processes";
import { publishedSynthesis } from "#rooms/synthesis";
import { comparisonFile, paperOfComparison } from "./comparison-file.actions.ts";
import { editionFile, paperOfEdition } from "./edition-file.actions.ts";
import { type FileWanted, fileOf, publicFile } from "./make-file.actions.ts";
import { NoPdfView } from "./office.view.tsx";
import { FORMATS, type Format, formatOfFile, MEDIA_TYPES } from "./office-file.rules.ts";
import { synthesisFile } from "./synthesis-file.actions.ts";
import { findDraft } from "./waiting.queries.ts";

/** Who takes the edition in preparation. */
const EDITORS = ["editor", "administrator"] as const satisfies readonly Role[];

/** Where the same words can be read, other formats included, when the PDF cannot be had. */
type Elsewhere = { readonly page: string; readonly others: readonly string[] };

async function sendFile(ctx: Context, wanted: FileWanted, elsewhere: Elsewhere): Promise<Response> {
  const headers = {
    ...fileHeaders(wanted.format, wanted.savedAs),
    "cache-control": "private, no-cache",
    etag: `"${wanted.content}"`,
  };
  if (ctx.request.headers.get("if-none-match")?.includes(headers.etag))
    return ctx.stream(null, { status: 304, headers });
  return await orElsewhere(ctx, elsewhere, async () => ctx.answer(await publicFile(ctx.sql, wanted), { headers }));
}

function fileHeaders(format: Format, savedAs: string): Readonly<Record<string, string>> {
  return {
    "content-type": MEDIA_TYPES[format],
    "content-disposition": `attachment; filename="${savedAs}"`,
    "x-robots-tag": "noindex",
  };
}

async function orElsewhere(ctx: Context, elsewhere: Elsewhere, send: () => Promise<Response>): Promise<Response> {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof PdfBusy || error instanceof PdfFailed)) throw error;
    if (error instanceof PdfFailed) ctx.world.log.error({ error }, "no PDF");
    return ctx.page(<NoPdfView frame={ctx.frame} isBusy={error instanceof PdfBusy} {...elsewhere} />, {
      status: 503,
      headers: { "retry-after": "60", "cache-control": "no-store" },
    });
  }
}

/** The formats that need no typesetter. */
const OTHERS = FORMATS.filter((one) => one !== "pdf");

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
    others: OTHERS.map((one) => urls.editionFile(lang, { ...at, file: `edition.${one}` })),
  });
}

async function comparisonRoute(ctx: Context): Promise<Response> {
  const format = formatAsked(ctx, "comparison");
  const { lang } = ctx;
  const reading = await sharedReading(ctx);
  const { document, process } = reading;
  const [from, to] = [editionNumbered(reading, ctx.params.from), editionNumbered(reading, ctx.params.to)];
  if (from === to) throw new NotFound();
  const { config } = ctx.world;
  const isDemonstration = process?.isDemonstration ?? false;
  const printed = { document, from, to, lang, isDemonstration, author: process?.authority ?? config.site.name };
  const paper = await ctx.shared(`comparison paper ${lang} ${from.id} ${to.id}`, () =>
    paperOfComparison(ctx.sql, config, printed),
  );
  const at = { document: document.slug, from: from.number, to: to.number };
  return await sendFile(ctx, comparisonFile(printed, paper, format), {
    page: urls.comparison(lang, { document: document.slug }, { de: from.number, a: to.number }),
    others: OTHERS.map((one) => urls.comparisonFile(lang, { ...at, file: `comparison.${one}` })),
  });
}

async function synthesisRoute(ctx: Context): Promise<Response> {
  const format = formatAsked(ctx, "synthesis");
  const { lang, sql } = ctx;
  const [slug = "", number = ""] = [ctx.params.process, ctx.params.publication];
  const process = await processBySlug(sql, slug);
  if (!process || !/^[1-9]\d{0,5}$/.test(number) || !(await mayReadProcess(sql, process.id, ctx.viewer)))
    throw new NotFound();
  const synthesis = await ctx.shared(`synthesis paper ${slug} ${number}`, () =>
    publishedSynthesis(sql, slug, Number(number)),
  );
  if (!synthesis) throw new NotFound();
  const at = { process: slug, publication: synthesis.number };
  const wanted = synthesisFile(
    ctx.world.config,
    { synthesis, author: process.authority, isDemonstration: process.isDemonstration, lang },
    format,
  );
  return await sendFile(ctx, wanted, {
    page: urls.synthesisPublication(lang, at),
    others: OTHERS.map((one) => urls.synthesisFile(lang, { ...at, file: `synthesis.${one}` })),
  });
}

/** The edition in preparation, as it stands now: made each time, never kept. */
async function draftRoute(ctx: Context): Promise<Response> {
  const format = formatAsked(ctx, "edition");
  const { lang, sql } = ctx;
  const { config } = ctx.world;
  const asked = ctx.params.edition ?? "";
  const found = isUuid(asked) ? await findDraft(sql, asId<EditionId>(asked)) : null;
  if (!found) throw new NotFound();
  const { document, ...edition } = found;
  const page = urls.teamEdition(lang, { edition: edition.id });
  const elsewhere = {
    page,
    others: OTHERS.map((one) => urls.teamEditionFile(lang, { edition: edition.id, file: `edition.${one}` })),
  };
  const author = document.authority ?? config.site.name;
  return await orElsewhere(ctx, elsewhere, async () => {
    const paper = await paperOfEdition(sql, config, { document, edition, author, lang });
    const savedAs = `${document.slug}-edition-${edition.number}-preparation-${lang}.${format}`;
    return ctx.answer(await fileOf(paper, format, found.now), { headers: fileHeaders(format, savedAs) });
  });
}

const get = (path: string, handle: Route["handle"]): Route =>
  route({ method: "GET", path, who: "everyone", query: [], handle });

export const officeRoutes: readonly Route[] = [
  get(patterns.editionFile, editionRoute),
  get(patterns.comparisonFile, comparisonRoute),
  get(patterns.synthesisFile, synthesisRoute),
  route({ method: "GET", path: patterns.teamEditionFile, who: EDITORS, query: [], handle: draftRoute }),
];
