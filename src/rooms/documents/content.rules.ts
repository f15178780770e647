import type { Json } from "#ledger/canonical.ts";
import type { Document, Edition, EditionNode, EditionPassage, Figure } from "./edition.rules.ts";

type Parts = {
  readonly document: Document;
  readonly edition: Edition;
  readonly nodes: readonly EditionNode[];
  readonly passages: readonly EditionPassage[];
  readonly figures: readonly Figure[];
};

/**
 * An edition as anybody can read and hash it again from the open data: codes and anchors instead of internal ids, elements in
 * reading order, numbers of figures as exact text. The SHA-256 of its canonical JSON is the hash of the edition.
 */
export function contentOf({ document, edition, nodes, passages, figures }: Parts): Json {
  const codes = new Map(nodes.map(({ nodeId, code }) => [nodeId as string, code]));
  return {
    document: document.slug,
    kind: document.kind,
    language: document.language,
    edition: edition.number,
    title: edition.title,
    subtitle: edition.subtitle,
    label: edition.label,
    note: edition.note,
    officialTotals: edition.officialTotals as Json,
    publishedOn: edition.publishedOn,
    nodes: nodes.map((node) => ({
      code: node.code,
      parent: node.parentNodeId ? (codes.get(node.parentNodeId) ?? null) : null,
      type: node.type,
      title: node.title,
      carrier: node.carrier,
      status: node.status,
      source: node.source,
      passages: passages.filter(({ nodeId }) => nodeId === node.nodeId).map(({ anchor, text }) => ({ anchor, text })),
      figures: figures
        .filter(({ nodeId }) => nodeId === node.nodeId)
        .map(({ kind, value, unit, dueOn, statedOn, measuredOn, territoryCode, source }) => ({
          kind,
          value,
          unit,
          dueOn,
          statedOn,
          measuredOn,
          territoryCode,
          source,
        })),
    })),
  };
}
