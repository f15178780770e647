import { NODE_TYPES, type NodeType } from "#kernel/document-types.ts";
import { Conflict, Invalid, NotFound } from "#kernel/errors.ts";
import { asId, isUuid, type NodeId, type PassageId } from "#kernel/ids.ts";
import { urls } from "#kernel/urls.ts";
import type { Context, Typed } from "#platform/http/context.ts";
import { listPassages, nextCode, withDescendants } from "#rooms/documents";
import type { FieldError } from "#ui/frame.ts";
import { backOfNode, choicesOf, type DraftNode, hereOfNode, openNode, typedPosition } from "./draft-node.routes.ts";
import { addNode, describeNode, mergeNodes, moveNode, removeNode, splitNode } from "./draft-structure.actions.ts";
import { faultsOf, isSavedSince, typedList, typedText } from "./open-draft.routes.ts";
import { MergeNodeView, SplitNodeView } from "./split-node.view.tsx";
import { AddNodeView, type FactValues, MoveNodeView, NodeFactsView, RemoveNodeView } from "./structure-forms.view.tsx";

/** A form shown anew with what was typed and what is wrong with it. */
type Again = { readonly typed?: Typed | undefined; readonly errors?: readonly FieldError[]; readonly status?: number };

const FIRST_TYPE: NodeType = "objective";

function formOf(ctx: Context, node: DraftNode, title: string, errors: readonly FieldError[] = []) {
  const { draft } = node;
  const parts = { action: hereOfNode(ctx, node), back: backOfNode(ctx, node), language: draft.language };
  return { frame: ctx.frame, title, ...parts, errors };
}

function typeOf(text: string): NodeType {
  const found = NODE_TYPES.find((type) => type === text);
  if (!found) throw new Invalid({ type: "documents.draft.badType" });
  return found;
}

const idsOf = (typed: Typed, name: string) => typedList(typed, name).filter((text) => isUuid(text));

/** Under an element. */
function addPage(ctx: Context, node: DraftNode, { typed, errors = [], status = 200 }: Again = {}): Response {
  const children = node.nodes.filter(({ parentNodeId }) => parentNodeId === node.nodeId);
  const values = typed
    ? {
        type: typedText(typed, "type"),
        code: typedText(typed, "code"),
        title: typedText(typed, "title"),
        position: typedText(typed, "position"),
      }
    : {
        type: children.at(-1)?.type ?? FIRST_TYPE,
        code: nextCode(children.map(({ code }) => code)),
        title: "",
        position: String(children.length + 1),
      };
  const title = ctx.t("structure.add.title", { code: node.code });
  return ctx.page(<AddNodeView {...formOf(ctx, node, title, errors)} values={values} />, { status });
}

async function add(ctx: Context, node: DraftNode, typed: Typed): Promise<Response> {
  const position = typedPosition(typedText(typed, "position"));
  const again = (errors: readonly FieldError[]) => addPage(ctx, node, { typed, errors, status: 422 });
  if (position === null) return again([{ field: "position", message: ctx.t("editions.error.position") }]);
  try {
    const named = { code: typedText(typed, "code").trim(), title: typedText(typed, "title").trim() };
    const place = { editionId: node.draft.id, parentNodeId: node.nodeId, position };
    await addNode(ctx.actor, { ...place, ...named, type: typeOf(typedText(typed, "type")) });
    const to = urls.teamEditionNode(ctx.lang, { edition: node.draft.id, code: named.code }, { etape: "lien" });
    return ctx.redirect(to, { notice: "structure.add.done" });
  } catch (error) {
    return again(faultsOf(ctx, error));
  }
}

const factsOf = ({ node }: DraftNode): FactValues => ({
  type: node?.type ?? "",
  code: node?.code ?? "",
  carrier: node?.carrier ?? "",
  status: node?.status ?? "",
});

const typedFacts = (typed: Typed, prefix = ""): FactValues => ({
  type: typedText(typed, `${prefix}type`),
  code: typedText(typed, `${prefix}code`).trim(),
  carrier: typedText(typed, `${prefix}carrier`).trim(),
  status: typedText(typed, `${prefix}status`).trim(),
});

const storedFacts = ({ type, code, carrier, status }: FactValues) => ({
  type: typeOf(type),
  code,
  carrier: carrier || null,
  status: status || null,
});

function factsPage(
  ctx: Context,
  node: DraftNode,
  { typed, errors = [], status = 200, isConflict = false }: Again & { readonly isConflict?: boolean } = {},
): Response {
  const title = ctx.t("structure.facts.title", { code: node.code });
  const seen = typed && !isConflict ? typedFacts(typed, "seen-") : factsOf(node);
  const values = typed ? typedFacts(typed) : factsOf(node);
  return ctx.page(<NodeFactsView {...formOf(ctx, node, title, errors)} {...{ seen, values, isConflict }} />, {
    status,
  });
}

async function describe(ctx: Context, node: DraftNode, typed: Typed): Promise<Response> {
  // a field sent twice says nothing, and must not empty what was there
  if (Object.values(typed).some((value) => Array.isArray(value))) throw new Invalid({ act: "editions.error.form" });
  try {
    const facts = storedFacts(typedFacts(typed));
    const seen = storedFacts(typedFacts(typed, "seen-"));
    await describeNode(ctx.actor, { editionId: node.draft.id, nodeId: node.nodeId, ...facts, seen });
    const to = urls.teamEditionNode(ctx.lang, { edition: node.draft.id, code: facts.code });
    return ctx.redirect(to, { notice: "editions.form.done" });
  } catch (error) {
    if (isSavedSince(error)) return factsPage(ctx, await openNode(ctx), { typed, status: 409, isConflict: true });
    return factsPage(ctx, node, { typed, errors: faultsOf(ctx, error), status: 422 });
  }
}

function movePage(ctx: Context, node: DraftNode, { typed, errors = [], status = 200 }: Again = {}): Response {
  const under = withDescendants(node.nodes, node.nodeId);
  const nodes = choicesOf(node.nodes.filter(({ nodeId }) => !under.has(nodeId)));
  const values = typed
    ? { parent: typedText(typed, "parent"), position: typedText(typed, "position") }
    : { parent: node.node?.parentNodeId ?? "", position: String(node.node?.position ?? 1) };
  const title = ctx.t("structure.move.title", { code: node.code });
  return ctx.page(<MoveNodeView {...formOf(ctx, node, title, errors)} {...{ nodes, values }} />, { status });
}

async function move(ctx: Context, node: DraftNode, typed: Typed): Promise<Response> {
  const position = typedPosition(typedText(typed, "position"));
  const parent = typedText(typed, "parent");
  const again = (errors: readonly FieldError[]) => movePage(ctx, node, { typed, errors, status: 422 });
  if (position === null) return again([{ field: "position", message: ctx.t("editions.error.position") }]);
  if (parent !== "" && !isUuid(parent)) throw new NotFound();
  try {
    const parentNodeId = parent === "" ? null : asId<NodeId>(parent);
    await moveNode(ctx.actor, { editionId: node.draft.id, nodeId: node.nodeId, parentNodeId, position });
  } catch (error) {
    return again(faultsOf(ctx, error));
  }
  return ctx.redirect(hereOfNode(ctx, node), { notice: "editions.form.done" });
}

function removePage(ctx: Context, node: DraftNode, { errors = [], status = 200 }: Again = {}): Response {
  const under = withDescendants(node.nodes, node.nodeId);
  const leaving = node.nodes.filter(({ nodeId }) => under.has(nodeId));
  const passageCount = leaving.reduce((sum, one) => sum + one.passageCount, 0);
  const title = ctx.t("structure.remove.title", { code: node.code });
  return ctx.page(
    <RemoveNodeView {...formOf(ctx, node, title, errors)} nodes={leaving} passageCount={passageCount} />,
    {
      status,
    },
  );
}

async function remove(ctx: Context, node: DraftNode, typed: Typed): Promise<Response> {
  try {
    const seen = typedText(typed, "seen");
    await removeNode(ctx.actor, { editionId: node.draft.id, nodeId: node.nodeId, seen });
  } catch (error) {
    if (!isSavedSince(error)) throw error;
    const errors = [{ field: "main", message: ctx.t("editions.error.changedSince") }];
    return removePage(ctx, await openNode(ctx), { errors, status: 409 });
  }
  const to = urls.teamEdition(ctx.lang, { edition: node.draft.id }, { vue: "problemes" });
  return ctx.redirect(to, { notice: "structure.remove.done" });
}

async function splitPage(ctx: Context, node: DraftNode, { typed, errors = [], status = 200 }: Again = {}) {
  const passages = await listPassages(ctx.sql, node.draft.id, [node.nodeId]);
  const children = node.nodes.filter(({ parentNodeId }) => parentNodeId === node.nodeId);
  const siblings = node.nodes.filter(({ parentNodeId }) => parentNodeId === (node.node?.parentNodeId ?? null));
  const values = {
    type: typed ? typedText(typed, "type") : (node.node?.type ?? FIRST_TYPE),
    code: typed ? typedText(typed, "code") : nextCode(siblings.map(({ code }) => code)),
    title: typed ? typedText(typed, "title") : "",
    passages: typed ? typedList(typed, "parts") : [],
    children: typed ? typedList(typed, "children") : [],
  };
  const props = {
    passages: passages.map((passage) => ({ ...passage, code: `${node.code}.${passage.position}` })),
    children,
    values,
  };
  const title = ctx.t("structure.splitNode.title", { code: node.code });
  return ctx.page(<SplitNodeView {...formOf(ctx, node, title, errors)} {...props} />, { status });
}

async function split(ctx: Context, node: DraftNode, typed: Typed): Promise<Response> {
  try {
    const named = { code: typedText(typed, "code").trim(), title: typedText(typed, "title").trim() };
    await splitNode(ctx.actor, {
      editionId: node.draft.id,
      nodeId: node.nodeId,
      ...named,
      type: typeOf(typedText(typed, "type")),
      passageIds: idsOf(typed, "parts").map((id) => asId<PassageId>(id)),
      childIds: idsOf(typed, "children").map((id) => asId<NodeId>(id)),
    });
    const to = urls.teamEdition(ctx.lang, { edition: node.draft.id }, { vue: "problemes" });
    return ctx.redirect(to, { notice: "structure.splitNode.done" });
  } catch (error) {
    return await splitPage(ctx, node, { typed, errors: faultsOf(ctx, error), status: 422 });
  }
}

function mergePage(ctx: Context, node: DraftNode, { typed, errors = [], status = 200 }: Again = {}): Response {
  const under = withDescendants(node.nodes, node.nodeId);
  const nodes = choicesOf(node.nodes.filter(({ nodeId }) => !under.has(nodeId)));
  const title = ctx.t("structure.mergeNode.title", { code: node.code });
  const into = typed ? typedText(typed, "into") : "";
  return ctx.page(<MergeNodeView {...formOf(ctx, node, title, errors)} {...{ nodes, into }} />, { status });
}

async function merge(ctx: Context, node: DraftNode, typed: Typed): Promise<Response> {
  const into = typedText(typed, "into");
  const again = (errors: readonly FieldError[]) => mergePage(ctx, node, { typed, errors, status: 422 });
  if (!isUuid(into)) return again([{ field: "into", message: ctx.t("editions.error.into") }]);
  try {
    await mergeNodes(ctx.actor, { editionId: node.draft.id, from: node.nodeId, into: asId<NodeId>(into) });
  } catch (error) {
    return again(faultsOf(ctx, error));
  }
  const to = urls.teamEdition(ctx.lang, { edition: node.draft.id }, { vue: "problemes" });
  return ctx.redirect(to, { notice: "structure.mergeNode.done" });
}

type Pages = Readonly<Record<string, (ctx: Context, node: DraftNode) => Response | Promise<Response>>>;
const PAGES: Pages = {
  "ajouter-partie": addPage,
  fiche: factsPage,
  deplacer: movePage,
  supprimer: removePage,
  scinder: splitPage,
  fusionner: mergePage,
};

/** The form for a step of the address; null when the step is another's. */
export async function nodeStructurePage(ctx: Context, node: DraftNode, step: string): Promise<Response | null> {
  const page = Object.hasOwn(PAGES, step) ? PAGES[step] : undefined;
  return page ? await page(ctx, node) : null;
}

const ACTS: Readonly<Record<string, (ctx: Context, node: DraftNode, typed: Typed) => Promise<Response>>> = {
  "add-node": add,
  facts: describe,
  "move-node": move,
  "remove-node": remove,
  "split-node": split,
  "merge-node": merge,
};

/** Does what the form asks; null when the act is another's. */
export async function nodeStructureAct(ctx: Context, node: DraftNode, typed: Typed): Promise<Response | null> {
  const name = typedText(typed, "act");
  const act = Object.hasOwn(ACTS, name) ? ACTS[name] : undefined;
  if (!act) return null;
  if (node.node === null && name !== "remove-node" && name !== "merge-node") {
    throw new Conflict("documents.draft.nodeRemoved");
  }
  return await act(ctx, node, typed);
}
