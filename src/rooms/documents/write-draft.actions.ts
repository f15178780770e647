import type { DocumentId, EditionId, NodeId, PassageId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";
import { emptyDraft, updateDetails, updateTotals } from "./draft.store.ts";
import { findDocument } from "./edition.queries.ts";
import {
  type FigureRow,
  insertDocument,
  insertEdition,
  insertFigures,
  insertNodeIdentities,
  insertNodes,
  insertPassageIdentities,
  insertPassages,
  lockDocument,
  type NewDocument,
  type NewEdition,
  type NodeRow,
  type PassageRow,
} from "./edition.store.ts";
import { pruneLineage } from "./structure.store.ts";

/** The document of this address, made if it is new; whoever else adds to it waits until the transaction ends. */
export async function holdDocument(tx: Tx, document: NewDocument): Promise<DocumentId> {
  const before = await findDocument(tx, document.slug);
  const documentId = before?.id ?? (await insertDocument(tx, document));
  await lockDocument(tx, documentId);
  return documentId;
}

export type WholeDraft = {
  readonly edition: NewEdition;
  /** The draft whose place it takes, with everything that it holds; null for a new edition. */
  readonly replaced: EditionId | null;
  /** How many elements and passages are new: their identities are made first, the next anchors given in reading order. */
  readonly needed: { readonly nodes: number; readonly passages: number };
  readonly rowsOf: (fresh: { readonly nodes: readonly NodeId[]; readonly passages: readonly PassageId[] }) => {
    readonly nodes: readonly NodeRow[];
    readonly passages: readonly PassageRow[];
    readonly figures: readonly FigureRow[];
  };
};

/** A draft with all that it holds, written at once. The caller has checked who acts, and holds the document. */
export async function writeDraft(tx: Tx, { edition, replaced, needed, rowsOf }: WholeDraft): Promise<EditionId> {
  const { documentId } = edition;
  const editionId = replaced ?? (await insertEdition(tx, edition));
  if (replaced) {
    await emptyDraft(tx, replaced);
    await updateDetails(tx, replaced, edition);
    await updateTotals(tx, replaced, edition.officialTotals);
  }
  const nodes = await insertNodeIdentities(tx, documentId, needed.nodes);
  const passages = await insertPassageIdentities(tx, documentId, needed.passages);
  const rows = rowsOf({ nodes, passages: passages.map(({ id }) => id) });
  await insertNodes(tx, { editionId, documentId }, rows.nodes);
  await insertPassages(tx, { editionId, documentId }, rows.passages);
  await insertFigures(tx, editionId, rows.figures);
  if (replaced) await pruneLineage(tx, editionId);
  return editionId;
}
