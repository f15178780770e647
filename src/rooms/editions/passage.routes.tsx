import { Conflict, Invalid } from "#kernel/errors.ts";
import { asId, isUuid, type NodeId } from "#kernel/ids.ts";
import { patterns } from "#kernel/urls.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { type Route, route } from "#platform/http/route.ts";
import { findEditionPassage, formerEdition } from "#rooms/documents";
import { accountPage, dropAccountOf, saveAccount } from "./account-form.routes.tsx";
import { listDifferences } from "./difference.queries.ts";
import { MovePassageView, PassageTextView, RemovePassageView } from "./draft-forms.view.tsx";
import {
  backOfPassage,
  type DraftPassage,
  hereOfPassage,
  openPassage,
  placeOfPassage,
} from "./draft-passage.routes.ts";
import { movePassage, removePassage, rewritePassage } from "./draft-text.actions.ts";
import { EDITORS } from "./editors.rules.ts";
import { faultsOf, isSavedSince, typedText } from "./open-draft.routes.ts";
import { passageStructureAct, passageStructurePage } from "./passage-structure.routes.tsx";

async function textPage(ctx: Context, passage: DraftPassage) {
  const { draft, code, text, passageId } = passage;
  const title = ctx.t("editions.rewrite.title", { code });
  const former = await formerEdition(ctx.sql, draft.id);
  const words = former ? await findEditionPassage(ctx.sql, former, passageId) : null;
  const at = { action: hereOfPassage(ctx, passage), back: backOfPassage(ctx, passage) };
  return { frame: ctx.frame, draft, title, ...at, seen: text ?? "", before: words?.text ?? "" };
}

async function rewrite(ctx: Context, passage: DraftPassage, typed: Typed): Promise<Response> {
  const value = typedText(typed, "text");
  const seen = typedText(typed, "seen");
  try {
    const input = { editionId: passage.draft.id, passageId: passage.passageId, text: value.trim(), seen };
    await rewritePassage(ctx.actor, input);
  } catch (error) {
    if (isSavedSince(error)) {
      const now = await openPassage(ctx);
      return ctx.page(<PassageTextView {...(await textPage(ctx, now))} value={value} saved={now.text} />, {
        status: 409,
      });
    }
    const errors = faultsOf(ctx, error);
    return ctx.page(<PassageTextView {...(await textPage(ctx, passage))} seen={seen} value={value} errors={errors} />, {
      status: 422,
    });
  }
  return ctx.redirect(await afterSave(ctx, passage), { notice: "editions.form.done" });
}

/** Words that now differ need their account; the others do not. */
async function afterSave(ctx: Context, passage: DraftPassage): Promise<string> {
  const [difference] = await listDifferences(ctx.sql, passage.draft.id, { objectId: passage.passageId });
  const isAccounted = difference?.changeKind === difference?.kind;
  return difference && !isAccounted ? `${hereOfPassage(ctx, passage)}?etape=lien` : backOfPassage(ctx, passage).href;
}

function movePage(ctx: Context, passage: DraftPassage, typed: Typed | null = null): Response {
  const { draft, anchor, code, text, nodes } = passage;
  const errors = typed === null ? [] : [{ field: "position", message: ctx.t("editions.error.position") }];
  const values = typed
    ? { node: typedText(typed, "node"), position: typedText(typed, "position") }
    : { node: passage.nodeId ?? "", position: String(passage.position) };
  const props = {
    frame: ctx.frame,
    draft,
    passage: { anchor, code, text: text ?? "" },
    back: backOfPassage(ctx, passage),
  };
  return ctx.page(<MovePassageView {...props} {...{ nodes, values, errors }} />, { status: typed ? 422 : 200 });
}

async function move(ctx: Context, passage: DraftPassage, typed: Typed): Promise<Response> {
  const node = typedText(typed, "node");
  const position = typedText(typed, "position").trim();
  if (!/^[1-9]\d{0,3}$/.test(position) || !isUuid(node)) return movePage(ctx, passage, typed);
  const target = { toNodeId: asId<NodeId>(node), position: Number(position) };
  await movePassage(ctx.actor, { editionId: passage.draft.id, passageId: passage.passageId, ...target });
  return ctx.redirect(await afterSave(ctx, await openPassage(ctx)), { notice: "editions.form.done" });
}

async function remove(ctx: Context, passage: DraftPassage, typed: Typed): Promise<Response> {
  const { draft, passageId, anchor, code } = passage;
  try {
    await removePassage(ctx.actor, { editionId: draft.id, passageId, seen: typedText(typed, "seen") });
  } catch (error) {
    if (!isSavedSince(error)) throw error;
    const now = await openPassage(ctx);
    const errors = [{ field: "main", message: ctx.t("editions.error.changedSince") }];
    const shown = { anchor, code, text: now.text ?? "" };
    const props = { frame: ctx.frame, draft, passage: shown, back: backOfPassage(ctx, now), errors };
    return ctx.page(<RemovePassageView {...props} />, { status: 409 });
  }
  const [difference] = await listDifferences(ctx.sql, draft.id, { objectId: passageId });
  const to = difference ? `${hereOfPassage(ctx, passage)}?etape=lien` : backOfPassage(ctx, passage).href;
  return ctx.redirect(to, { notice: "editions.remove.done" });
}

async function show(ctx: Context, passage: DraftPassage): Promise<Response> {
  const { draft, anchor, code, text } = passage;
  const step = ctx.queryText("etape");
  const structure = await passageStructurePage(ctx, passage, step);
  if (structure) return structure;
  if (step === "lien" || text === null) return await accountPage(ctx, placeOfPassage(ctx, passage));
  if (step === "texte") return ctx.page(<PassageTextView {...(await textPage(ctx, passage))} value={text} />);
  if (step === "deplacer") return movePage(ctx, passage);
  if (step === "supprimer") {
    const props = { frame: ctx.frame, draft, passage: { anchor, code, text }, back: backOfPassage(ctx, passage) };
    return ctx.page(<RemovePassageView {...props} />);
  }
  return ctx.redirect(backOfPassage(ctx, passage).href);
}

async function act(ctx: Context, passage: DraftPassage, fields: Typed): Promise<Response> {
  const name = typedText(fields, "act");
  if (name === "account") return await saveAccount(ctx, placeOfPassage(ctx, passage), fields);
  if (name === "drop") return await dropAccountOf(ctx, placeOfPassage(ctx, passage));
  const done = await passageStructureAct(ctx, passage, fields);
  if (done) return done;
  if (passage.text === null) throw new Conflict("documents.draft.removedMeanwhile");
  if (name === "see") {
    const [value, seen] = [typedText(fields, "text"), typedText(fields, "seen")];
    return ctx.page(<PassageTextView {...(await textPage(ctx, passage))} seen={seen} value={value} />);
  }
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
    query: ["etape", "texte", "avec", "phrase", "suite"],
    handle: async (ctx) => await show(ctx, await openPassage(ctx)),
  }),
  route({
    method: "POST",
    path: patterns.teamEditionPassage,
    who: EDITORS,
    async handle(ctx) {
      const { fields } = await ctx.form();
      return await act(ctx, await openPassage(ctx), fields);
    },
  }),
];
