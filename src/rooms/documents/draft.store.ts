import type { EditionId, NodeId, PassageId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";

/** Takes the lock of a draft and counts one save more; null when the edition is not a draft. */
export async function touchDraft(
  tx: Tx,
  editionId: EditionId,
): Promise<{ readonly documentId: string; readonly version: number } | null> {
  const [row] = await tx<{ documentId: string; version: number }[]>`
    update documents.edition
    set version = version + 1
    where id = ${editionId}
      and state = 'draft'
    returning document_id as "documentId", version
  `;
  return row ?? null;
}

export async function updatePassageText(
  tx: Tx,
  editionId: EditionId,
  { passageId, text }: { readonly passageId: PassageId; readonly text: string },
): Promise<void> {
  await tx`
    update documents.edition_passage
    set text = ${text}
    where edition_id = ${editionId}
      and passage_id = ${passageId}
  `;
}

export async function deletePassage(tx: Tx, editionId: EditionId, passageId: PassageId): Promise<void> {
  await tx`
    delete from documents.edition_passage
    where edition_id = ${editionId}
      and passage_id = ${passageId}
  `;
}

/** Passages of an element take places 1, 2, 3 in the order given. */
export async function placePassages(
  tx: Tx,
  editionId: EditionId,
  { nodeId, passageIds }: { readonly nodeId: NodeId; readonly passageIds: readonly PassageId[] },
): Promise<void> {
  await tx`
    update documents.edition_passage
    set node_id = ${nodeId}, position = place.position
    from unnest(${passageIds}::uuid[]) with ordinality as place (passage_id, position)
    where edition_passage.edition_id = ${editionId}
      and edition_passage.passage_id = place.passage_id
  `;
}

export async function updateNodeTitle(
  tx: Tx,
  editionId: EditionId,
  { nodeId, title }: { readonly nodeId: NodeId; readonly title: string },
): Promise<void> {
  await tx`
    update documents.edition_node
    set title = ${title}
    where edition_id = ${editionId}
      and node_id = ${nodeId}
  `;
}

export type DraftDetails = {
  readonly title: string;
  readonly subtitle: string | null;
  readonly label: string;
  readonly note: string | null;
};

export async function updateDetails(tx: Tx, editionId: EditionId, details: DraftDetails): Promise<void> {
  await tx`
    update documents.edition
    set title = ${details.title}, subtitle = ${details.subtitle}, label = ${details.label}, note = ${details.note}
    where id = ${editionId}
  `;
}

export async function updateTotals(
  tx: Tx,
  editionId: EditionId,
  officialTotals: Readonly<Record<string, number>>,
): Promise<void> {
  await tx`
    update documents.edition
    set official_totals = ${tx.json(officialTotals)}
    where id = ${editionId}
  `;
}

/** Everything a draft holds, before another content is written in its place. */
export async function emptyDraft(tx: Tx, editionId: EditionId): Promise<void> {
  await tx`delete from documents.edition_figure where edition_id = ${editionId}`;
  await tx`delete from documents.edition_passage where edition_id = ${editionId}`;
  await tx`delete from documents.edition_node where edition_id = ${editionId}`;
}
