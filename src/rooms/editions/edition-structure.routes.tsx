import { NODE_TYPES } from "#kernel/document-types.ts";
import { Invalid, NotFound } from "#kernel/errors.ts";
import { asId, isUuid, type NodeId } from "#kernel/ids.ts";
import { urls } from "#kernel/urls.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { listNodes, nextCode } from "#rooms/documents";
import type { FieldError } from "#ui/frame.ts";
import type { DraftHead } from "./draft.queries.ts";
import { typedPosition } from "./draft-node.routes.ts";
import { addNode, restoreNode } from "./draft-structure.actions.ts";
import { faultsOf, typedText } from "./open-draft.routes.ts";
import { listRemoved } from "./removed.queries.ts";
import { RemovedView } from "./removed.view.tsx";
import { AddNodeView } from "./structure-forms.view.tsx";

const REMOVED_PAGE = 20;

/** What was published and that the draft does not hold. */
export async function removedPage(ctx: Context, draft: DraftHead): Promise<Response> {
  const page = ctx.queryPage();
  const window = { limit: REMOVED_PAGE, offset: (page - 1) * REMOVED_PAGE };
  const removed = await listRemoved(ctx.sql, { documentId: draft.documentId, draftId: draft.id }, window);
  if (page > 1 && removed.length === 0) throw new NotFound();
  const count = removed[0]?.count ?? 0;
  const pages = Math.max(1, Math.ceil(count / REMOVED_PAGE));
  return ctx.page(<RemovedView frame={ctx.frame} {...{ draft, removed, count, page, pages }} />);
}

/** A part at the top level of the text. */
export async function topNodePage(
  ctx: Context,
  draft: DraftHead,
  { typed, errors = [] }: { readonly typed?: Typed; readonly errors?: readonly FieldError[] } = {},
): Promise<Response> {
  const tops = (await listNodes(ctx.sql, draft.id)).filter(({ parentNodeId }) => parentNodeId === null);
  const values = {
    type: typed ? typedText(typed, "type") : (tops.at(-1)?.type ?? "axis"),
    code: typed ? typedText(typed, "code") : nextCode(tops.map(({ code }) => code)),
    title: typed ? typedText(typed, "title") : "",
    position: typed ? typedText(typed, "position") : String(tops.length + 1),
  };
  const here = urls.teamEdition(ctx.lang, { edition: draft.id });
  const form = {
    frame: ctx.frame,
    title: ctx.t("structure.add.topTitle"),
    action: here,
    back: { text: ctx.t("editions.form.back"), href: here },
    language: draft.language,
    errors,
  };
  return ctx.page(<AddNodeView {...form} values={values} />, { status: errors.length > 0 ? 422 : 200 });
}

export async function addTopNode(ctx: Context, draft: DraftHead, typed: Typed): Promise<Response> {
  const position = typedPosition(typedText(typed, "position"));
  if (position === null) {
    const errors = [{ field: "position", message: ctx.t("editions.error.position") }];
    return await topNodePage(ctx, draft, { typed, errors });
  }
  try {
    const type = NODE_TYPES.find((known) => known === typedText(typed, "type"));
    if (!type) throw new Invalid({ type: "documents.draft.badType" });
    const named = { type, code: typedText(typed, "code").trim(), title: typedText(typed, "title").trim() };
    await addNode(ctx.actor, { editionId: draft.id, parentNodeId: null, position, ...named });
    const to = urls.teamEditionNode(ctx.lang, { edition: draft.id, code: named.code }, { etape: "lien" });
    return ctx.redirect(to, { notice: "structure.add.done" });
  } catch (error) {
    return await topNodePage(ctx, draft, { typed, errors: faultsOf(ctx, error) });
  }
}

export async function restoreNodeOf(ctx: Context, draft: DraftHead, typed: Typed): Promise<Response> {
  const node = typedText(typed, "node");
  if (!isUuid(node)) throw new NotFound();
  await restoreNode(ctx.actor, { editionId: draft.id, nodeId: asId<NodeId>(node) });
  const to = urls.teamEditionNode(ctx.lang, { edition: draft.id, code: node });
  return ctx.redirect(to, { notice: "structure.restore.nodeDone" });
}
