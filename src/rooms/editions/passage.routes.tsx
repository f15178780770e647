import { Conflict, Invalid, NotFound } from "#kernel/errors.ts";
import { asId, isUuid, type NodeId, type PassageId } from "#kernel/ids.ts";
import { patterns, urls } from "#kernel/urls.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { listNodes, listPassages } from "#rooms/documents";
import { accountPage, dropAccountOf, type Place, saveAccount } from "./account-form.routes.tsx";
import { listDifferences } from "./difference.queries.ts";
import { type DraftHead, findPassageId } from "./draft.queries.ts";
import { MovePassageView, PassageTextView, RemovePassageView } from "./draft-forms.view.tsx";
import { movePassage, removePassage, rewritePassage } from "./draft-text.actions.ts";
import { EDITORS } from "./editors.rules.ts";
import { faultsOf, isSavedSince, openDraft, typedText } from "./open-draft.routes.ts";

/** A passage of the draft; `text` is null once it is removed. */
type Here = {
  readonly draft: DraftHead;
  readonly passageId: PassageId;
  readonly anchor: string;
  readonly code: string;
  readonly text: string | null;
  readonly nodeId: NodeId | null;
  readonly nodeCode: string;
  readonly position: number;
};

async function open(ctx: Context): Promise<Here> {
  const draft = await openDraft(ctx);
  const anchor = ctx.params.anchor ?? "";
  const passageId = await findPassageId(ctx.sql, draft.document, anchor);
  if (!passageId) throw new NotFound();
  const [passages, nodes] = await Promise.all([listPassages(ctx.sql, draft.id), listNodes(ctx.sql, draft.id)]);
  const passage = passages.find((one) => one.passageId === passageId);
  const nodeId = passage?.nodeId ?? null;
  const nodeCode = nodes.find((node) => node.nodeId === nodeId)?.code ?? "";
  if (passage) {
    const code = `${nodeCode}.${passage.position}`;
    return { draft, passageId, anchor, code, text: passage.text, nodeId, nodeCode, position: passage.position };
  }
  const [gone] = await listDifferences(ctx.sql, draft.id, { objectId: passageId });
  if (!gone) throw new NotFound();
  const home = nodes.find((node) => node.nodeId === gone.homeId);
  return {
    draft,
    passageId,
    anchor,
    code: gone.code,
    text: null,
    nodeId: null,
    nodeCode: home?.code ?? "",
    position: 0,
  };
}

const here = (ctx: Context, { draft, anchor }: Here) =>
  urls.teamEditionPassage(ctx.lang, { edition: draft.id, anchor });

/** Back to the element, at the place of the passage; to the desk when the element is gone too. */
function backOf(ctx: Context, { draft, nodeCode, anchor }: Here) {
  const text = ctx.t("editions.form.back");
  if (nodeCode === "") return { text, href: urls.teamEdition(ctx.lang, { edition: draft.id }) };
  return { text, href: `${urls.teamEditionNode(ctx.lang, { edition: draft.id, code: nodeCode })}#${anchor}` };
}

function placeOf(ctx: Context, passage: Here): Place {
  return { draft: passage.draft, objectId: passage.passageId, here: here(ctx, passage), back: backOf(ctx, passage) };
}

function textPage(ctx: Context, passage: Here) {
  const { draft, code, text } = passage;
  const title = ctx.t("editions.rewrite.title", { code });
  return { frame: ctx.frame, draft, title, action: here(ctx, passage), back: backOf(ctx, passage), seen: text ?? "" };
}

async function rewrite(ctx: Context, passage: Here, typed: Typed): Promise<Response> {
  const value = typedText(typed, "text");
  const seen = typedText(typed, "seen");
  try {
    const input = { editionId: passage.draft.id, passageId: passage.passageId, text: value.trim(), seen };
    await rewritePassage(ctx.actor, input);
  } catch (error) {
    if (isSavedSince(error)) {
      const now = await open(ctx);
      return ctx.page(<PassageTextView {...textPage(ctx, now)} value={value} saved={now.text} />, { status: 409 });
    }
    const errors = faultsOf(ctx, error);
    return ctx.page(<PassageTextView {...textPage(ctx, passage)} seen={seen} value={value} errors={errors} />, {
      status: 422,
    });
  }
  return ctx.redirect(await afterSave(ctx, passage), { notice: "editions.form.done" });
}

/** Words that now differ need their account; the others do not. */
async function afterSave(ctx: Context, passage: Here): Promise<string> {
  const [difference] = await listDifferences(ctx.sql, passage.draft.id, { objectId: passage.passageId });
  const isAccounted = difference?.changeKind === difference?.kind;
  return difference && !isAccounted ? `${here(ctx, passage)}?etape=lien` : backOf(ctx, passage).href;
}

async function movePage(ctx: Context, passage: Here, typed: Typed | null = null): Promise<Response> {
  const { draft, anchor, code, text } = passage;
  const nodes = await listNodes(ctx.sql, draft.id);
  const errors = typed === null ? [] : [{ field: "position", message: ctx.t("editions.error.position") }];
  const values = typed
    ? { node: typedText(typed, "node"), position: typedText(typed, "position") }
    : { node: passage.nodeId ?? "", position: String(passage.position) };
  const props = { frame: ctx.frame, draft, passage: { anchor, code, text: text ?? "" }, back: backOf(ctx, passage) };
  return ctx.page(<MovePassageView {...props} {...{ nodes, values, errors }} />, { status: typed ? 422 : 200 });
}

async function move(ctx: Context, passage: Here, typed: Typed): Promise<Response> {
  const node = typedText(typed, "node");
  const position = typedText(typed, "position").trim();
  if (!/^[1-9]\d{0,3}$/.test(position) || !isUuid(node)) return await movePage(ctx, passage, typed);
  const target = { toNodeId: asId<NodeId>(node), position: Number(position) };
  await movePassage(ctx.actor, { editionId: passage.draft.id, passageId: passage.passageId, ...target });
  return ctx.redirect(await afterSave(ctx, await open(ctx)), { notice: "editions.form.done" });
}

async function remove(ctx: Context, passage: Here, typed: Typed): Promise<Response> {
  const { draft, passageId, anchor, code } = passage;
  try {
    await removePassage(ctx.actor, { editionId: draft.id, passageId, seen: typedText(typed, "seen") });
  } catch (error) {
    if (!isSavedSince(error)) throw error;
    const now = await open(ctx);
    const errors = [{ field: "main", message: ctx.t("editions.error.changedSince") }];
    const shown = { anchor, code, text: now.text ?? "" };
    const props = { frame: ctx.frame, draft, passage: shown, back: backOf(ctx, now), errors };
    return ctx.page(<RemovePassageView {...props} />, { status: 409 });
  }
  const [difference] = await listDifferences(ctx.sql, draft.id, { objectId: passageId });
  const to = difference ? `${here(ctx, passage)}?etape=lien` : backOf(ctx, passage).href;
  return ctx.redirect(to, { notice: "editions.remove.done" });
}

async function show(ctx: Context, passage: Here): Promise<Response> {
  const { draft, anchor, code, text } = passage;
  const step = ctx.queryText("etape");
  if (step === "lien" || text === null) return await accountPage(ctx, placeOf(ctx, passage));
  if (step === "texte") return ctx.page(<PassageTextView {...textPage(ctx, passage)} value={text} />);
  if (step === "deplacer") return await movePage(ctx, passage);
  if (step === "supprimer") {
    const props = { frame: ctx.frame, draft, passage: { anchor, code, text }, back: backOf(ctx, passage) };
    return ctx.page(<RemovePassageView {...props} />);
  }
  return ctx.redirect(backOf(ctx, passage).href);
}

async function act(ctx: Context, passage: Here, fields: Typed): Promise<Response> {
  const name = typedText(fields, "act");
  if (name === "account") return await saveAccount(ctx, placeOf(ctx, passage), fields);
  if (name === "drop") return await dropAccountOf(ctx, placeOf(ctx, passage));
  if (passage.text === null) throw new Conflict("documents.draft.removedMeanwhile");
  if (name === "rewrite") return await rewrite(ctx, passage, fields);
  if (name === "move") return await move(ctx, passage, fields);
  if (name === "remove") return await remove(ctx, passage, fields);
  throw new Invalid({ act: "editions.error.form" });
}

export const draftPassageRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: patterns.teamEditionPassage,
    who: EDITORS,
    query: ["etape", "texte"],
    handle: async (ctx) => await show(ctx, await open(ctx)),
  }),
  route({
    method: "POST",
    path: patterns.teamEditionPassage,
    who: EDITORS,
    async handle(ctx) {
      const { fields } = await ctx.form();
      return await act(ctx, await open(ctx), fields);
    },
  }),
];
