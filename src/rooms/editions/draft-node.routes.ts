import { NotFound } from "#kernel/errors.ts";
import { asId, isUuid, type NodeId } from "#kernel/ids.ts";
import { urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type EditionNode, listNodes } from "#rooms/documents";
import type { Place } from "./account-form.routes.tsx";
import { listDifferences } from "./difference.queries.ts";
import type { DraftHead } from "./draft.queries.ts";
import { openDraft } from "./open-draft.routes.ts";

/** An element of the draft, named by its code or by its id; `node` is null once it is removed. */
export type DraftNode = {
  readonly draft: DraftHead;
  readonly nodeId: NodeId;
  readonly code: string;
  readonly title: string | null;
  readonly node: EditionNode | null;
  /** All elements of the draft in reading order. */
  readonly nodes: readonly EditionNode[];
};

export async function openNode(ctx: Context): Promise<DraftNode> {
  const draft = await openDraft(ctx);
  const asked = ctx.params.code ?? "";
  const nodes = await listNodes(ctx.sql, draft.id);
  const node = nodes.find(({ code, nodeId }) => code === asked || nodeId === asked);
  if (node) return { draft, nodeId: node.nodeId, code: node.code, title: node.title, node, nodes };
  const [gone] = isUuid(asked) ? await listDifferences(ctx.sql, draft.id, { objectId: asked }) : [];
  if (!gone) throw new NotFound();
  return { draft, nodeId: asId<NodeId>(asked), code: gone.code, title: null, node: null, nodes };
}

export function hereOfNode(ctx: Context, { draft, code, nodeId, node }: DraftNode): string {
  return urls.teamEditionNode(ctx.lang, { edition: draft.id, code: node === null ? nodeId : code });
}

export function backOfNode(ctx: Context, node: DraftNode) {
  const desk = urls.teamEdition(ctx.lang, { edition: node.draft.id });
  return { text: ctx.t("editions.form.back"), href: node.node === null ? desk : hereOfNode(ctx, node) };
}

export function placeOfNode(ctx: Context, node: DraftNode): Place {
  return { draft: node.draft, objectId: node.nodeId, here: hereOfNode(ctx, node), back: backOfNode(ctx, node) };
}

/** Elements to choose from, with how deep each stands. */
export function choicesOf(nodes: readonly EditionNode[]) {
  return nodes.map(({ nodeId, code, title, sortKey }) => ({
    nodeId,
    code,
    title,
    depth: sortKey.split(".").length - 1,
  }));
}

/** A place counted from 1, as typed; null when it is none. */
export function typedPosition(text: string): number | null {
  return /^[1-9]\d{0,3}$/.test(text.trim()) ? Number(text.trim()) : null;
}
