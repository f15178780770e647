import { isSameText } from "#engine/diff/diff.ts";
import type { NodeType } from "#kernel/document-types.ts";
import type { NodeId, PassageId } from "#kernel/ids.ts";
import type {
  ExistingEdition,
  ExistingFacts,
  ExistingFigure,
  ExistingNode,
  ImportPlan,
  PlannedNode,
} from "./import-plan.rules.ts";
import { flatPlan } from "./plan-import.rules.ts";

/** An element and a passage as the edition gives them. */
type NodeInEdition = Pick<ExistingNode, "type" | "code" | "title"> &
  Omit<ExistingFacts, "figures"> & {
    readonly nodeId: NodeId;
    readonly parentNodeId: NodeId | null;
  };
type PassageInEdition = {
  readonly passageId: PassageId;
  readonly anchor: string;
  readonly nodeId: NodeId;
  readonly position: number;
  readonly text: string;
};
type FigureInEdition = ExistingFigure & { readonly nodeId: NodeId };

/** An edition in the shape that a plan compares with. */
export function existingOf(
  nodes: readonly NodeInEdition[],
  passages: readonly PassageInEdition[],
  figures: readonly FigureInEdition[],
): ExistingEdition {
  const passagesOf = Map.groupBy(passages, ({ nodeId }) => nodeId);
  const figuresOf = Map.groupBy(figures, ({ nodeId }) => nodeId);
  return {
    nodes: nodes.map((node) => ({
      id: node.nodeId,
      parentId: node.parentNodeId,
      type: node.type,
      code: node.code,
      title: node.title,
      passages: (passagesOf.get(node.nodeId) ?? []).map(({ passageId, anchor, position, text }) => ({
        id: passageId,
        anchor,
        code: `${node.code}.${position}`,
        text,
      })),
      facts: {
        carrier: node.carrier,
        status: node.status,
        source: node.source,
        figures: figuresOf.get(node.nodeId) ?? [],
      },
    })),
  };
}

/** How many new identities a plan needs. */
export function identitiesNeeded(plan: ImportPlan): { readonly nodes: number; readonly passages: number } {
  const nodes = flatPlan(plan.nodes);
  return {
    nodes: nodes.filter(({ id }) => id === null).length,
    passages: nodes.flatMap(({ passages }) => passages).filter(({ id }) => id === null).length,
  };
}

export type Rows = {
  readonly nodes: readonly {
    readonly nodeId: NodeId;
    readonly parentNodeId: NodeId | null;
    readonly position: number;
    readonly sortKey: string;
    readonly type: NodeType;
    readonly code: string;
    readonly title: string;
    readonly carrier: string | null;
    readonly status: string | null;
    readonly source: string | null;
  }[];
  readonly passages: readonly {
    readonly passageId: PassageId;
    readonly nodeId: NodeId;
    readonly position: number;
    readonly text: string;
  }[];
  readonly figures: readonly {
    readonly nodeId: NodeId;
    readonly kind: "target" | "measure";
    readonly position: number;
    readonly value: number | string;
    readonly unit: string;
    readonly dueOn: string | null;
    readonly statedOn: string | null;
    readonly measuredOn: string | null;
    readonly territoryCode: string | null;
    readonly source: string | null;
  }[];
};

/** Where only typography differs the words already published stay: such a difference would need a reason, and has none. */
function wordsKept(before: string | null | undefined, after: string): string {
  return before !== null && before !== undefined && isSameText(before, after) ? before : after;
}

type Fresh = { readonly nodes: readonly NodeId[]; readonly passages: readonly PassageId[] };

/**
 * The rows of an edition, from its plan and the new identities, given out in reading order. A format that cannot say who
 * carries an element, nor its figures, leaves those of the edition in force.
 */
export function rowsOf(plan: ImportPlan, fresh: Fresh, saysFacts: boolean): Rows {
  const nodeIds = fresh.nodes.values();
  const passageIds = fresh.passages.values();
  const rows = { nodes: [] as Rows["nodes"][number][], passages: [] as Rows["passages"][number][] };
  const figures: Rows["figures"][number][] = [];
  const next = <Id>(ids: Iterator<Id>): Id => {
    const { value, done } = ids.next();
    if (done) throw new RangeError("too few identities");
    return value;
  };
  const visit = (node: PlannedNode, place: { parent: NodeId | null; prefix: string; position: number }): void => {
    const nodeId = node.id ?? next(nodeIds);
    const sortKey = place.prefix + String(place.position).padStart(4, "0");
    const { type, code } = node;
    const { carrier, status, source } = (saysFacts ? null : node.before?.facts) ?? node;
    const title = wordsKept(node.before?.title, node.title);
    rows.nodes.push({
      nodeId,
      parentNodeId: place.parent,
      position: place.position,
      sortKey,
      type,
      code,
      title,
      carrier,
      status,
      source,
    });
    for (const [index, passage] of node.passages.entries()) {
      const text = wordsKept(passage.before, passage.text);
      rows.passages.push({ passageId: passage.id ?? next(passageIds), nodeId, position: index + 1, text });
    }
    const kept = saysFacts ? undefined : node.before?.facts?.figures;
    figures.push(...(kept?.map((figure) => ({ ...figure, nodeId })) ?? figuresOf(node, nodeId)));
    for (const [index, child] of node.children.entries()) {
      visit(child, { parent: nodeId, prefix: `${sortKey}.`, position: index + 1 });
    }
  };
  for (const [index, node] of plan.nodes.entries()) visit(node, { parent: null, prefix: "", position: index + 1 });
  return { ...rows, figures };
}

function figuresOf(node: PlannedNode, nodeId: NodeId): Rows["figures"] {
  const targets = node.targets.map((target, index) => ({
    nodeId,
    kind: "target" as const,
    position: index + 1,
    value: target.value,
    unit: target.unit,
    dueOn: target.due,
    statedOn: target.statedOn,
    measuredOn: null,
    territoryCode: null,
    source: target.source,
  }));
  const measures = node.measures.map((measure, index) => ({
    nodeId,
    kind: "measure" as const,
    position: index + 1,
    value: measure.value,
    unit: measure.unit,
    dueOn: null,
    statedOn: null,
    measuredOn: measure.date,
    territoryCode: measure.territory,
    source: measure.source,
  }));
  return [...targets, ...measures];
}

/** True when the import would give back the same words in the same places: there is nothing to import. */
export function changesNothing(plan: ImportPlan): boolean {
  const { nodes, passages } = plan.totals;
  const count =
    nodes.created + nodes.rewritten + nodes.removed + passages.created + passages.rewritten + passages.removed;
  const isMoved = flatPlan(plan.nodes).some((node) => node.isMoved || node.passages.some((passage) => passage.isMoved));
  return count === 0 && !isMoved;
}
