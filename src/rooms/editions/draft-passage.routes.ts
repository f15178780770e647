import { NotFound } from "#kernel/errors.ts";
import type { NodeId, PassageId } from "#kernel/ids.ts";
import { urls } from "#kernel/urls.ts";
import type { Context } from "#platform/http/context.ts";
import { type EditionNode, lastWords, listNodes, listPassages } from "#rooms/documents";
import type { Place } from "./account-form.routes.tsx";
import { listDifferences } from "./difference.queries.ts";
import { type DraftHead, findPassageId } from "./draft.queries.ts";
import { openDraft } from "./open-draft.routes.ts";

/** A passage of the draft; `text` is null once it is removed, and then `last` says its last published words. */
export type DraftPassage = {
  readonly draft: DraftHead;
  readonly passageId: PassageId;
  readonly anchor: string;
  readonly code: string;
  readonly text: string | null;
  readonly last: string | null;
  readonly nodeId: NodeId | null;
  readonly nodeCode: string;
  readonly position: number;
  readonly nodes: readonly EditionNode[];
};

export async function openPassage(ctx: Context): Promise<DraftPassage> {
  const draft = await openDraft(ctx);
  const anchor = ctx.params.anchor ?? "";
  const passageId = await findPassageId(ctx.sql, draft.document, anchor);
  if (!passageId) throw new NotFound();
  const [passages, nodes] = await Promise.all([listPassages(ctx.sql, draft.id), listNodes(ctx.sql, draft.id)]);
  const passage = passages.find((one) => one.passageId === passageId);
  const here = { draft, passageId, anchor, nodes };
  if (passage) {
    const nodeCode = nodes.find((node) => node.nodeId === passage.nodeId)?.code ?? "";
    const code = `${nodeCode}.${passage.position}`;
    return {
      ...here,
      code,
      text: passage.text,
      last: null,
      nodeId: passage.nodeId,
      nodeCode,
      position: passage.position,
    };
  }
  const [[gone], last] = await Promise.all([
    listDifferences(ctx.sql, draft.id, { objectId: passageId }),
    lastWords(ctx.sql, draft.documentId, passageId),
  ]);
  if (!gone && !last) throw new NotFound();
  const homeId = gone?.homeId ?? last?.nodeId ?? null;
  const nodeCode = nodes.find((node) => node.nodeId === homeId)?.code ?? "";
  const where = { nodeId: homeId, nodeCode, position: last?.position ?? 1 };
  return { ...here, code: gone?.code ?? anchor, text: null, last: last?.text ?? null, ...where };
}

export function hereOfPassage(ctx: Context, { draft, anchor }: DraftPassage): string {
  return urls.teamEditionPassage(ctx.lang, { edition: draft.id, anchor });
}

/** Back to the element, at the place of the passage; to the desk when the element is gone too. */
export function backOfPassage(ctx: Context, { draft, nodeCode, anchor }: DraftPassage) {
  const text = ctx.t("editions.form.back");
  if (nodeCode === "") return { text, href: urls.teamEdition(ctx.lang, { edition: draft.id }) };
  return { text, href: `${urls.teamEditionNode(ctx.lang, { edition: draft.id, code: nodeCode })}#${anchor}` };
}

export function placeOfPassage(ctx: Context, passage: DraftPassage): Place {
  return {
    draft: passage.draft,
    objectId: passage.passageId,
    here: hereOfPassage(ctx, passage),
    back: backOfPassage(ctx, passage),
  };
}
