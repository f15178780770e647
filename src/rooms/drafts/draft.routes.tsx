import { z } from "zod";
import { Conflict, Invalid, NotFound } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { roleInWords } from "#rooms/journal";
import type { Process } from "#rooms/processes";
import {
  activeThemes,
  CODERS,
  numberParam,
  openProcess,
  pagesOf,
  ThemesTabs,
  teamTrail,
  typedText,
} from "#rooms/themes";
import type { FieldError } from "#ui/frame.ts";
import { askDraft } from "./draft.actions.ts";
import { countDrafts, countReadable, DRAFT_PAGE, findDraft, listDraftActs, listDrafts } from "./draft.queries.ts";
import { FEWEST_SHELVES, MOST_SHELVES, seedsOf } from "./draft.rules.ts";
import { DraftView } from "./draft.view.tsx";
import type { Draft } from "./draft-row.rules.ts";
import { DraftsView } from "./drafts.view.tsx";
import { entryInForce } from "./processing.queries.ts";
import { hostOf, isSameProcessing } from "./processing.rules.ts";
import { offerPlaces } from "./shelf.actions.ts";
import { countUnplaced, listShelves, listUnplaced, PLACED_PAGE } from "./shelf.queries.ts";
import { UnplacedView } from "./shelf.view.tsx";

const askSchema = z.object({
  count: z
    .string()
    .trim()
    .default("")
    .refine((text) => text === "" || /^\d{1,2}$/.test(text), "drafts.error.count")
    .transform((text) => (text === "" ? null : Number(text)))
    .refine((count) => count === null || (count >= FEWEST_SHELVES && count <= MOST_SHELVES), "drafts.error.count"),
  seeds: z.literal("on").optional(),
  vectors: z.literal("on").optional(),
});

/** The server of vectors that is set, and whether the register lets anything be sent to it. */
async function vectorsOf(ctx: Context) {
  const { embeddings } = ctx.world.config;
  if (!embeddings) return null;
  const entry = await entryInForce(ctx.sql);
  const isOpen = entry !== null && isSameProcessing(embeddings, entry);
  return { host: hostOf(embeddings.url), purpose: embeddings.purpose, isOpen };
}

/** The way to a page of the themes of a process, and the pages beside it. */
const aroundOf = ({ frame }: Context, process: Process) => ({
  trail: teamTrail(frame, process),
  tabs: <ThemesTabs frame={frame} process={process.slug} current="drafts" />,
});

type Shown = {
  readonly typed?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly FieldError[];
  readonly status?: number;
};

async function draftsPage(ctx: Context, { typed, errors = [], status = 422 }: Shown = {}): Promise<Response> {
  const process = await openProcess(ctx);
  const count = await countDrafts(ctx.sql, process.id);
  const pages = pagesOf(count, DRAFT_PAGE);
  const page = Math.min(ctx.queryPage(), pages);
  const [drafts, [last], textCount, themes, vectors] = await Promise.all([
    listDrafts(ctx.sql, { processId: process.id, page }),
    listDrafts(ctx.sql, { processId: process.id }),
    countReadable(ctx.sql, process.id),
    activeThemes(ctx.sql, process.id),
    vectorsOf(ctx),
  ]);
  const seedCount = seedsOf(themes).length;
  return ctx.page(
    <DraftsView
      frame={ctx.frame}
      {...aroundOf(ctx, process)}
      {...{ process, drafts, count, page, pages, textCount, seedCount, vectors, errors }}
      hasOpen={last !== undefined && last.finishedAt === null && last.failedAt === null}
      typed={{
        count: typeof typed?.count === "string" ? typed.count : "",
        seeds: typed ? typed.seeds === "on" : true,
        vectors: typed?.vectors === "on",
      }}
    />,
    { status: errors.length > 0 ? status : 200 },
  );
}

async function ask(ctx: Context): Promise<Response> {
  const process = await openProcess(ctx);
  const read = await ctx.readForm(askSchema);
  if (!read.ok) return await draftsPage(ctx, { typed: read.typed, errors: read.errors });
  const { count, seeds, vectors } = read.value;
  const typed = read.typed;
  if (vectors && !(await vectorsOf(ctx))?.isOpen) {
    return await draftsPage(ctx, { typed, errors: ctx.fieldErrors({ vectors: "drafts.error.notReady" }) });
  }
  const wanted = { usesSeeds: seeds === "on", wantsVectors: vectors === "on", themeCount: count };
  try {
    await askDraft(ctx.actor, { processId: process.id, language: process.language, ...wanted });
  } catch (error) {
    if (error instanceof Invalid) return await draftsPage(ctx, { typed, errors: ctx.fieldErrors(error) });
    if (error instanceof Conflict) {
      return await draftsPage(ctx, { typed, errors: ctx.fieldErrors({ count: error.messageKey }), status: 409 });
    }
    throw error;
  }
  return ctx.redirect(urls.teamThemeDrafts(ctx.lang, { process: process.slug }), { notice: "drafts.asked" });
}

/** The draft of the address; 404 when this process has none of this number. */
export async function openDraft(ctx: Context): Promise<{ readonly process: Process; readonly draft: Draft }> {
  const process = await openProcess(ctx);
  const draft = await findDraft(ctx.sql, process.id, numberParam(ctx, "draft"));
  if (!draft) throw new NotFound();
  return { process, draft };
}

async function draftPage(ctx: Context): Promise<Response> {
  const { process, draft } = await openDraft(ctx);
  const [shelves, unplacedCount, acts] = await Promise.all([
    listShelves(ctx.sql, draft.id),
    countUnplaced(ctx.sql, draft.id, process.id),
    listDraftActs(ctx.sql, draft.id),
  ]);
  const purpose = draft.vectorsModel === null ? null : (ctx.world.config.embeddings?.purpose ?? null);
  return ctx.page(
    <DraftView
      frame={ctx.frame}
      {...aroundOf(ctx, process)}
      {...{ process, draft, shelves, unplacedCount, acts, purpose }}
      roleWords={(role) => roleInWords(ctx.t, role)}
      errors={[]}
    />,
  );
}

async function unplacedPage(ctx: Context): Promise<Response> {
  const { process, draft } = await openDraft(ctx);
  if (!draft.finishedAt) throw new NotFound();
  const count = await countUnplaced(ctx.sql, draft.id, process.id);
  const pages = pagesOf(count, PLACED_PAGE);
  const page = Math.min(ctx.queryPage(), pages);
  const texts = await listUnplaced(ctx.sql, { draftId: draft.id, processId: process.id, page });
  return ctx.page(
    <UnplacedView
      frame={ctx.frame}
      trail={teamTrail(ctx.frame, process)}
      draft={draft.number}
      {...{ process, texts, count, page, pages }}
    />,
  );
}

export const draftRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamThemeDrafts,
    who: CODERS,
    query: ["page"],
    handle: async (ctx) => await draftsPage(ctx),
  }),
  route({ method: "POST", path: patterns.teamThemeDrafts, who: CODERS, handle: ask }),
  route({ method: "GET", path: patterns.teamThemeDraft, who: CODERS, handle: draftPage }),
  route({
    method: "POST",
    path: patterns.teamThemeDraft,
    who: CODERS,
    async handle(ctx) {
      const { process, draft } = await openDraft(ctx);
      const { fields } = await ctx.form();
      if (typedText(fields, "act") !== "offer") throw new Invalid({ act: "themes.formGone" });
      await offerPlaces(ctx.actor, process.id, draft.number);
      const to = urls.teamThemeDraft(ctx.lang, { process: process.slug, draft: draft.number });
      return ctx.redirect(to, { notice: "drafts.offered" });
    },
  }),
  route({ method: "GET", path: patterns.teamDraftUnplaced, who: CODERS, query: ["page"], handle: unplacedPage }),
];
