import { Conflict, Invalid, NotFound, Refused } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import {
  activeThemes,
  CODERS,
  NOTHING_TYPED,
  newThemeSchema,
  numberParam,
  pagesOf,
  ThemeNewFields,
  type TypedTheme,
  teamTrail,
  typedText,
  versionSchema,
} from "#rooms/themes";
import type { FieldError } from "#ui/frame.ts";
import type { MessageKey } from "#ui/messages.ts";
import { openDraft } from "./draft.routes.tsx";
import { RANDOM_TEXTS, TERMS_SHOWN } from "./draft.rules.ts";
import type { Shelf } from "./draft-row.rules.ts";
import { MakeThemeView } from "./make-theme.view.tsx";
import { dropShelf, makeTheme, mergeShelves, type OnShelf, restoreShelf } from "./shelf.actions.ts";
import { drawTexts, listPlaced, listShelves, listTelling, PLACED_PAGE } from "./shelf.queries.ts";
import { ShelfView } from "./shelf.view.tsx";

async function openShelf(ctx: Context) {
  const { process, draft } = await openDraft(ctx);
  const shelves = await listShelves(ctx.sql, draft.id);
  const shelf = shelves.find(({ position }) => position === numberParam(ctx, "shelf"));
  if (!draft.finishedAt || !shelf) throw new NotFound();
  return { process, draft, shelf, shelves };
}

type Shown = { readonly into?: string; readonly errors?: readonly FieldError[]; readonly status?: number };

async function shelfPage(ctx: Context, { into = "", errors = [], status = 422 }: Shown = {}): Promise<Response> {
  const { process, draft, shelf, shelves } = await openShelf(ctx);
  const asked = ctx.queryText("tirage");
  const draws = pagesOf(shelf.size, RANDOM_TEXTS);
  const draw = /^[1-9]\d{0,5}$/.test(asked) ? Math.min(Number(asked), draws) : null;
  const pages = pagesOf(shelf.size, PLACED_PAGE);
  const page = Math.min(ctx.queryPage(), pages);
  const [telling, drawn, texts] = await Promise.all([
    listTelling(ctx.sql, shelf.id),
    draw === null ? null : drawTexts(ctx.sql, shelf.id, draw),
    listPlaced(ctx.sql, shelf.id, page),
  ]);
  return ctx.page(
    <ShelfView
      frame={ctx.frame}
      trail={teamTrail(ctx.frame, process)}
      draft={draft.number}
      {...{ process, shelf, telling, drawn, texts, page, pages, into, errors }}
      others={shelves.filter(({ id, state }) => state === "open" && id !== shelf.id)}
      nextDraw={draw === null || draw >= draws ? 1 : draw + 1}
    />,
    { status: errors.length > 0 ? status : 200 },
  );
}

/** The words of the shelf and its most central texts: a start that a person corrects. */
async function proposed(ctx: Context, shelf: Shelf): Promise<TypedTheme> {
  const central = (await listTelling(ctx.sql, shelf.id)).filter(({ centrality }) => (centrality ?? 0) > 0);
  return {
    ...NOTHING_TYPED,
    name: shelf.name ?? "",
    words: shelf.terms
      .slice(0, TERMS_SHOWN)
      .map(({ words }) => words)
      .join("\n"),
    examples: central.map(({ number }) => number).join(", "),
  };
}

async function makePage(ctx: Context, typed: Typed | null = null, errors: readonly FieldError[] = [], status = 422) {
  const { process, draft, shelf } = await openShelf(ctx);
  const names = Object.keys(NOTHING_TYPED) as (keyof TypedTheme)[];
  const values = typed
    ? (Object.fromEntries(names.map((name) => [name, typedText(typed, name)])) as TypedTheme)
    : await proposed(ctx, shelf);
  const parents = await activeThemes(ctx.sql, process.id);
  return ctx.page(
    <MakeThemeView
      frame={ctx.frame}
      trail={teamTrail(ctx.frame, process)}
      draft={draft.number}
      {...{ process, shelf, errors }}
    >
      <ThemeNewFields frame={ctx.frame} {...{ process, values, parents, errors }} />
    </MakeThemeView>,
    { status: errors.length > 0 ? status : 200 },
  );
}

async function make(ctx: Context, on: OnShelf): Promise<Response> {
  const read = await ctx.readForm(newThemeSchema);
  if (!read.ok) return await makePage(ctx, read.typed, read.errors);
  try {
    await makeTheme(ctx.actor, on, read.value);
  } catch (error) {
    if (error instanceof Invalid) return await makePage(ctx, read.typed, ctx.fieldErrors(error));
    if (error instanceof Conflict) {
      return await makePage(ctx, read.typed, ctx.fieldErrors({ name: error.messageKey }), 409);
    }
    throw error;
  }
  return back(ctx, on, "drafts.made");
}

function back(ctx: Context, { draft, shelf }: OnShelf, notice: MessageKey): Response {
  const here = { process: ctx.params.process ?? "", draft, shelf };
  return ctx.redirect(urls.teamDraftShelf(ctx.lang, here), { notice });
}

/** A choice of the list is a position; anything else is no shelf. */
const positionIn = (text: string): number => (/^[1-9]\d{0,3}$/.test(text) ? Number(text) : 0);

async function change(ctx: Context, on: OnShelf, typed: Typed): Promise<Response> {
  const into = typedText(typed, "into");
  try {
    switch (typedText(typed, "act")) {
      case "merge":
        await mergeShelves(ctx.actor, on, positionIn(into));
        return back(ctx, on, "drafts.merged");
      case "drop":
        await dropShelf(ctx.actor, on);
        return back(ctx, on, "drafts.dropped");
      case "restore":
        await restoreShelf(ctx.actor, on);
        return back(ctx, on, "drafts.restored");
      default:
        throw new Invalid({ act: "themes.formGone" });
    }
  } catch (error) {
    if (error instanceof Invalid && !("act" in error.fields)) {
      return await shelfPage(ctx, { into, errors: ctx.fieldErrors(error) });
    }
    if (error instanceof Conflict || (error instanceof Refused && error.messageKey.startsWith("drafts."))) {
      return await shelfPage(ctx, { into, errors: ctx.fieldErrors({ into: error.messageKey }), status: 409 });
    }
    throw error;
  }
}

export const shelfRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamDraftShelf,
    who: CODERS,
    query: ["page", "tirage", "etape"],
    async handle(ctx) {
      return ctx.queryText("etape") === "theme" ? await makePage(ctx) : await shelfPage(ctx);
    },
  }),
  route({
    method: "POST",
    path: patterns.teamDraftShelf,
    who: CODERS,
    async handle(ctx) {
      const { process, draft, shelf } = await openShelf(ctx);
      const { fields } = await ctx.form();
      const read = versionSchema.safeParse(fields);
      // written in any other shape it is no version that anybody read: a conflict
      const version = read.success ? read.data.version : 0;
      const on = { processId: process.id, draft: draft.number, shelf: shelf.position, version };
      return typedText(fields, "act") === "make" ? await make(ctx, on) : await change(ctx, on, fields);
    },
  }),
];
