import type { EditionId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";
import { listFigures, listNodes, listPassages } from "./edition.queries.ts";
import type { EditionNode, EditionPassage, Figure } from "./edition.rules.ts";
import { type Outline, outlineOf } from "./outline.rules.ts";

/** Everything a published edition says, ready to be shown. */
export type PublishedEdition = {
  readonly outline: Outline<EditionNode>;
  readonly passagesOf: (node: EditionNode) => readonly EditionPassage[];
  readonly figuresOf: (node: EditionNode) => readonly Figure[];
};

/** The whole of an edition in three queries; routes share it between requests (`ctx.shared`). */
export async function readPublished(sql: Db, id: EditionId): Promise<PublishedEdition> {
  const [nodes, passages, figures] = await Promise.all([
    listNodes(sql, id),
    listPassages(sql, id),
    listFigures(sql, id),
  ]);
  const passagesByNode = Map.groupBy(passages, ({ nodeId }) => nodeId);
  const figuresByNode = Map.groupBy(figures, ({ nodeId }) => nodeId);
  return {
    outline: outlineOf(nodes),
    passagesOf: ({ nodeId }) => passagesByNode.get(nodeId) ?? [],
    figuresOf: ({ nodeId }) => figuresByNode.get(nodeId) ?? [],
  };
}
