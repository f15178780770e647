import { Invalid, NotFound } from "#kernel/errors.ts";
import { asId, type EditionId, isUuid } from "#kernel/ids.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { listNodes } from "#rooms/documents";
import { EditionDeskView } from "./desk.view.tsx";
import { EditionListView } from "./desk-list.view.tsx";
import { listDifferences } from "./difference.queries.ts";
import { problemOf } from "./difference.rules.ts";
import { type DraftHead, listDeskDocuments } from "./draft.queries.ts";
import { DetailsView, type DetailValues } from "./draft-forms.view.tsx";
import { describeEdition, prepareEdition } from "./draft-text.actions.ts";
import { addTopNode, removedPage, restoreNodeOf, topNodePage } from "./edition-structure.routes.tsx";
import { EDITORS } from "./editors.rules.ts";
import { faultsOf, isSavedSince, openDraft, typedText } from "./open-draft.routes.ts";
import { verdictWords } from "./public.routes.tsx";

const DIFFERENCE_PAGE = 20;
const PROBLEM_PAGE = 50;

async function deskPage(ctx: Context, draft: DraftHead): Promise<Response> {
  const [nodes, differences] = await Promise.all([listNodes(ctx.sql, draft.id), listDifferences(ctx.sql, draft.id)]);
  const asked = ctx.queryText("vue");
  const view = asked === "modifications" || asked === "problemes" ? asked : "texte";
  const listed = view === "problemes" ? differences.filter((one) => problemOf(one) !== null) : differences;
  const size = view === "problemes" ? PROBLEM_PAGE : DIFFERENCE_PAGE;
  const pages = Math.max(1, Math.ceil(listed.length / size));
  const page = Math.min(ctx.queryPage(), pages);
  const shown = listed.slice((page - 1) * size, page * size);
  const props = { draft, view, nodes, differences, shown, page, pages, say: verdictWords(ctx) } as const;
  return ctx.page(<EditionDeskView frame={ctx.frame} {...props} />);
}

const NAMES = ["title", "subtitle", "label", "note"] as const;

function detailsOf(draft: DraftHead): DetailValues {
  return { title: draft.title, subtitle: draft.subtitle ?? "", label: draft.label, note: draft.note ?? "" };
}

function typedDetails(typed: Typed, prefix = ""): DetailValues {
  const [title = "", subtitle = "", label = "", note = ""] = NAMES.map((name) => typedText(typed, prefix + name));
  return { title, subtitle, label, note };
}

/** Absent rather than empty, as the table keeps it. */
const stored = ({ title, subtitle, label, note }: DetailValues) => ({
  title: title.trim(),
  subtitle: subtitle.trim() || null,
  label: label.trim(),
  note: note.trim() || null,
});

async function describe(ctx: Context, draft: DraftHead, typed: Typed): Promise<Response> {
  if (!NAMES.every((name) => typeof typed[name] === "string")) throw new Invalid({ act: "editions.error.form" });
  const values = typedDetails(typed);
  try {
    await describeEdition(ctx.actor, draft.id, stored(values), stored(typedDetails(typed, "seen-")));
  } catch (error) {
    const shown = { frame: ctx.frame, draft, values };
    if (isSavedSince(error)) {
      const now = await openDraft(ctx);
      return ctx.page(<DetailsView {...shown} seen={detailsOf(now)} isConflict />, { status: 409 });
    }
    const errors = faultsOf(ctx, error);
    return ctx.page(<DetailsView {...shown} seen={typedDetails(typed, "seen-")} errors={errors} />, { status: 422 });
  }
  return ctx.redirect(urls.teamEdition(ctx.lang, { edition: draft.id }), { notice: "editions.form.done" });
}

export const editionDeskRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamEditions,
    who: EDITORS,
    query: [],
    async handle(ctx) {
      return ctx.page(<EditionListView frame={ctx.frame} documents={await listDeskDocuments(ctx.sql)} />);
    },
  }),
  route({
    method: "POST",
    path: patterns.teamEditions,
    who: EDITORS,
    async handle(ctx) {
      const { fields } = await ctx.form();
      const documents = await listDeskDocuments(ctx.sql);
      const document = documents.find(({ slug }) => slug === typedText(fields, "document"));
      const from = typedText(fields, "from");
      if (!document || !isUuid(from) || from !== document.latestId) throw new NotFound();
      const draft = await prepareEdition(ctx.actor, asId<EditionId>(from), document.draftId);
      return ctx.redirect(urls.teamEdition(ctx.lang, { edition: draft }), { notice: "editions.list.prepared" });
    },
  }),
  route({
    method: "GET",
    path: patterns.teamEdition,
    who: EDITORS,
    query: ["vue", "page", "etape"],
    async handle(ctx) {
      const draft = await openDraft(ctx);
      const step = ctx.queryText("etape");
      if (step === "ajouter-partie") return await topNodePage(ctx, draft);
      if (ctx.queryText("vue") === "retires") return await removedPage(ctx, draft);
      if (step !== "presentation") return await deskPage(ctx, draft);
      const values = detailsOf(draft);
      return ctx.page(<DetailsView frame={ctx.frame} draft={draft} seen={values} values={values} />);
    },
  }),
  route({
    method: "POST",
    path: patterns.teamEdition,
    who: EDITORS,
    async handle(ctx) {
      const { fields } = await ctx.form();
      const draft = await openDraft(ctx);
      if (typedText(fields, "act") === "describe") return await describe(ctx, draft, fields);
      if (typedText(fields, "act") === "add-node") return await addTopNode(ctx, draft, fields);
      if (typedText(fields, "act") === "restore-node") return await restoreNodeOf(ctx, draft, fields);
      throw new Invalid({ act: "editions.error.form" });
    },
  }),
];
