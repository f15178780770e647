import { Invalid, NotFound } from "#kernel/errors.ts";
import { asId, isUuid, type NodeId } from "#kernel/ids.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { listNodes, listPassages } from "#rooms/documents";
import { accountPage, dropAccountOf, type Place, saveAccount } from "./account-form.routes.tsx";
import { listDifferences } from "./difference.queries.ts";
import type { DraftHead } from "./draft.queries.ts";
import { NodeTitleView, PassageTextView } from "./draft-forms.view.tsx";
import { addPassage, retitleNode } from "./draft-text.actions.ts";
import { EDITORS } from "./editors.rules.ts";
import { DraftNodeView } from "./node.view.tsx";
import { faultsOf, isSavedSince, openDraft, typedText } from "./open-draft.routes.ts";
import { verdictWords } from "./public.routes.tsx";

type Neighbour = { readonly code: string; readonly title: string } | null;

/** An element of the draft, named by its code or by its id; `title` is null once it is removed. */
type Here = {
  readonly draft: DraftHead;
  readonly nodeId: NodeId;
  readonly code: string;
  readonly title: string | null;
  readonly previous: Neighbour;
  readonly next: Neighbour;
};

async function open(ctx: Context): Promise<Here> {
  const draft = await openDraft(ctx);
  const asked = ctx.params.code ?? "";
  const nodes = await listNodes(ctx.sql, draft.id);
  const index = nodes.findIndex(({ code, nodeId }) => code === asked || nodeId === asked);
  const node = nodes[index];
  if (node) {
    const { nodeId, code, title } = node;
    return { draft, nodeId, code, title, previous: nodes[index - 1] ?? null, next: nodes[index + 1] ?? null };
  }
  const [gone] = isUuid(asked) ? await listDifferences(ctx.sql, draft.id, { objectId: asked }) : [];
  if (!gone) throw new NotFound();
  return { draft, nodeId: asId<NodeId>(asked), code: gone.code, title: null, previous: null, next: null };
}

const here = (ctx: Context, { draft, code, nodeId, title }: Here) =>
  urls.teamEditionNode(ctx.lang, { edition: draft.id, code: title === null ? nodeId : code });

function backOf(ctx: Context, node: Here) {
  const href = node.title === null ? urls.teamEdition(ctx.lang, { edition: node.draft.id }) : here(ctx, node);
  return { text: ctx.t("editions.form.back"), href };
}

function placeOf(ctx: Context, node: Here): Place {
  return { draft: node.draft, objectId: node.nodeId, here: here(ctx, node), back: backOf(ctx, node) };
}

async function nodePage(ctx: Context, node: Here): Promise<Response> {
  const { draft, nodeId, code, title, previous, next } = node;
  if (title === null) return await accountPage(ctx, placeOf(ctx, node));
  const [passages, all] = await Promise.all([
    listPassages(ctx.sql, draft.id, [nodeId]),
    listDifferences(ctx.sql, draft.id),
  ]);
  const differences = all.filter((difference) => difference.homeId === nodeId);
  const coded = passages.map(({ anchor, position, text }) => ({ anchor, text, code: `${code}.${position}` }));
  const props = { draft, node: { nodeId, code, title }, passages: coded, differences, previous, next };
  return ctx.page(<DraftNodeView frame={ctx.frame} {...props} say={verdictWords(ctx)} />);
}

function formPage(ctx: Context, node: Here, title: string, seen: string) {
  return { frame: ctx.frame, draft: node.draft, title, action: here(ctx, node), back: backOf(ctx, node), seen };
}

async function retitle(ctx: Context, node: Here, typed: Typed): Promise<Response> {
  const [value, seen] = [typedText(typed, "title"), typedText(typed, "seen")];
  const heading = ctx.t("editions.retitle.title", { code: node.code });
  try {
    await retitleNode(ctx.actor, { editionId: node.draft.id, nodeId: node.nodeId, title: value.trim(), seen });
  } catch (error) {
    if (isSavedSince(error)) {
      const saved = (await open(ctx)).title ?? "";
      return ctx.page(<NodeTitleView {...formPage(ctx, node, heading, saved)} value={value} saved={saved} />, {
        status: 409,
      });
    }
    const errors = faultsOf(ctx, error);
    return ctx.page(<NodeTitleView {...formPage(ctx, node, heading, seen)} value={value} errors={errors} />, {
      status: 422,
    });
  }
  return ctx.redirect(here(ctx, node), { notice: "editions.form.done" });
}

async function addPage(ctx: Context, node: Here, typed: Typed | null = null, errors: ReturnType<typeof faultsOf> = []) {
  const max = (await listPassages(ctx.sql, node.draft.id, [node.nodeId])).length + 1;
  const heading = ctx.t("editions.add.title", { code: node.code });
  const position = { max, value: typed ? typedText(typed, "position") : String(max) };
  const value = typed ? typedText(typed, "text") : "";
  const props = { ...formPage(ctx, node, heading, ""), value, position, errors };
  return ctx.page(<PassageTextView {...props} />, { status: errors.length > 0 ? 422 : 200 });
}

async function add(ctx: Context, node: Here, typed: Typed): Promise<Response> {
  const position = typedText(typed, "position").trim();
  if (!/^[1-9]\d{0,3}$/.test(position)) {
    return await addPage(ctx, node, typed, [{ field: "position", message: ctx.t("editions.error.position") }]);
  }
  const { draft, nodeId } = node;
  try {
    const text = typedText(typed, "text").trim();
    const anchor = await addPassage(ctx.actor, { editionId: draft.id, nodeId, text, position: Number(position) });
    const to = urls.teamEditionPassage(ctx.lang, { edition: draft.id, anchor }, { etape: "lien" });
    return ctx.redirect(to, { notice: "editions.add.done" });
  } catch (error) {
    return await addPage(ctx, node, typed, faultsOf(ctx, error));
  }
}

export const draftNodeRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamEditionNode,
    who: EDITORS,
    query: ["etape", "texte"],
    async handle(ctx) {
      const node = await open(ctx);
      const step = ctx.queryText("etape");
      if (step === "lien") return await accountPage(ctx, placeOf(ctx, node));
      if (step === "ajouter" && node.title !== null) return await addPage(ctx, node);
      if (step !== "titre" || node.title === null) return await nodePage(ctx, node);
      const heading = ctx.t("editions.retitle.title", { code: node.code });
      return ctx.page(<NodeTitleView {...formPage(ctx, node, heading, node.title)} value={node.title} />);
    },
  }),
  route({
    method: "POST",
    path: patterns.teamEditionNode,
    who: EDITORS,
    async handle(ctx) {
      const { fields } = await ctx.form();
      const node = await open(ctx);
      const act = typedText(fields, "act");
      if (act === "account") return await saveAccount(ctx, placeOf(ctx, node), fields);
      if (act === "drop") return await dropAccountOf(ctx, placeOf(ctx, node));
      if (act === "retitle" && node.title !== null) return await retitle(ctx, node, fields);
      if (act === "add" && node.title !== null) return await add(ctx, node, fields);
      throw new Invalid({ act: "editions.error.form" });
    },
  }),
];
