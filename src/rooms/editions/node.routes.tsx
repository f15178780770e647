import { Invalid } from "#kernel/errors.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { listPassages } from "#rooms/documents";
import { accountPage, dropAccountOf, saveAccount } from "./account-form.routes.tsx";
import { listDifferences } from "./difference.queries.ts";
import { NodeTitleView, PassageTextView } from "./draft-forms.view.tsx";
import { backOfNode, type DraftNode, hereOfNode, openNode, placeOfNode } from "./draft-node.routes.ts";
import { addPassage, retitleNode } from "./draft-text.actions.ts";
import { EDITORS } from "./editors.rules.ts";
import { DraftNodeView } from "./node.view.tsx";
import { nodeStructureAct, nodeStructurePage } from "./node-structure.routes.tsx";
import { faultsOf, isSavedSince, typedText } from "./open-draft.routes.ts";
import { verdictWords } from "./public.routes.tsx";

async function nodePage(ctx: Context, node: DraftNode): Promise<Response> {
  const { draft, nodeId, code, title, nodes } = node;
  if (title === null) return await accountPage(ctx, placeOfNode(ctx, node));
  const [passages, all] = await Promise.all([
    listPassages(ctx.sql, draft.id, [nodeId]),
    listDifferences(ctx.sql, draft.id),
  ]);
  const differences = all.filter((difference) => difference.homeId === nodeId);
  const coded = passages.map(({ anchor, position, text }) => ({ anchor, text, code: `${code}.${position}` }));
  const index = nodes.findIndex((one) => one.nodeId === nodeId);
  const [previous, next] = [nodes[index - 1] ?? null, nodes[index + 1] ?? null];
  const children = nodes.filter(({ parentNodeId }) => parentNodeId === nodeId);
  const props = { draft, node: { nodeId, code, title }, children, passages: coded, differences, previous, next };
  return ctx.page(<DraftNodeView frame={ctx.frame} {...props} say={verdictWords(ctx)} />);
}

function formPage(ctx: Context, node: DraftNode, title: string, seen: string) {
  return {
    frame: ctx.frame,
    draft: node.draft,
    title,
    action: hereOfNode(ctx, node),
    back: backOfNode(ctx, node),
    seen,
  };
}

async function retitle(ctx: Context, node: DraftNode, typed: Typed): Promise<Response> {
  const [value, seen] = [typedText(typed, "title"), typedText(typed, "seen")];
  const heading = ctx.t("editions.retitle.title", { code: node.code });
  try {
    await retitleNode(ctx.actor, { editionId: node.draft.id, nodeId: node.nodeId, title: value.trim(), seen });
  } catch (error) {
    if (isSavedSince(error)) {
      const saved = (await openNode(ctx)).title ?? "";
      return ctx.page(<NodeTitleView {...formPage(ctx, node, heading, saved)} value={value} saved={saved} />, {
        status: 409,
      });
    }
    const errors = faultsOf(ctx, error);
    return ctx.page(<NodeTitleView {...formPage(ctx, node, heading, seen)} value={value} errors={errors} />, {
      status: 422,
    });
  }
  return ctx.redirect(hereOfNode(ctx, node), { notice: "editions.form.done" });
}

async function addPage(
  ctx: Context,
  node: DraftNode,
  typed: Typed | null = null,
  errors: ReturnType<typeof faultsOf> = [],
) {
  const max = (await listPassages(ctx.sql, node.draft.id, [node.nodeId])).length + 1;
  const heading = ctx.t("editions.add.title", { code: node.code });
  const position = { max, value: typed ? typedText(typed, "position") : String(max) };
  const value = typed ? typedText(typed, "text") : "";
  const props = { ...formPage(ctx, node, heading, ""), before: "", value, position, errors };
  return ctx.page(<PassageTextView {...props} />, { status: errors.length > 0 ? 422 : 200 });
}

async function add(ctx: Context, node: DraftNode, typed: Typed): Promise<Response> {
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
    query: ["etape", "texte", "suite"],
    async handle(ctx) {
      const node = await openNode(ctx);
      const step = ctx.queryText("etape");
      if (step === "lien") return await accountPage(ctx, placeOfNode(ctx, node));
      if (step === "ajouter" && node.title !== null) return await addPage(ctx, node);
      const structure = node.title === null ? null : await nodeStructurePage(ctx, node, step);
      if (structure) return structure;
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
      const node = await openNode(ctx);
      const act = typedText(fields, "act");
      if (act === "account") return await saveAccount(ctx, placeOfNode(ctx, node), fields);
      if (act === "drop") return await dropAccountOf(ctx, placeOfNode(ctx, node));
      if (act === "retitle" && node.title !== null) return await retitle(ctx, node, fields);
      if (act === "see-added" && node.title !== null) return await addPage(ctx, node, fields);
      if (act === "add" && node.title !== null) return await add(ctx, node, fields);
      const done = await nodeStructureAct(ctx, node, fields);
      if (done) return done;
      throw new Invalid({ act: "editions.error.form" });
    },
  }),
];
