import type { DocumentKind, NodeType } from "#kernel/document-types.ts";
import type { DocumentId, EditionId, NodeId, PassageId, PersonId } from "#kernel/ids.ts";
import type { Tx } from "#platform/db.ts";

export type NewDocument = {
  readonly slug: string;
  readonly kind: DocumentKind;
  readonly title: string;
  readonly language: string;
};

export async function insertDocument(tx: Tx, document: NewDocument): Promise<DocumentId> {
  const [row] = await tx<{ id: DocumentId }[]>`
    insert into documents.document (slug, kind, title, language)
    values (${document.slug}, ${document.kind}, ${document.title}, ${document.language})
    returning id
  `;
  return returned(row).id;
}

/** Whoever adds passages or editions to a document waits here for whoever does. */
export async function lockDocument(tx: Tx, documentId: DocumentId): Promise<void> {
  await tx`select from documents.document where id = ${documentId} for update`;
}

export type NewEdition = {
  readonly documentId: DocumentId;
  readonly number: number;
  readonly title: string;
  readonly subtitle: string | null;
  readonly label: string;
  readonly note: string | null;
  readonly officialTotals: Readonly<Record<string, number>>;
  readonly publishedOn: string | null;
  readonly createdBy: PersonId | null;
};

export async function insertEdition(tx: Tx, edition: NewEdition): Promise<EditionId> {
  const [row] = await tx<{ id: EditionId }[]>`
    insert into documents.edition
      (document_id, number, title, subtitle, label, note, official_totals, published_on, created_by)
    values (
      ${edition.documentId}, ${edition.number}, ${edition.title}, ${edition.subtitle}, ${edition.label}, ${edition.note},
      ${tx.json(edition.officialTotals)}, ${edition.publishedOn}, ${edition.createdBy}
    )
    returning id
  `;
  return returned(row).id;
}

/** A draft edition with everything the edition before holds, to be changed passage by passage. */
export async function copyEdition(
  tx: Tx,
  { from, createdBy }: { readonly from: EditionId; readonly createdBy: PersonId | null },
): Promise<EditionId> {
  const [row] = await tx<{ id: EditionId }[]>`
    insert into documents.edition (document_id, number, title, subtitle, label, note, official_totals, created_by)
    select document_id, (select max(number) + 1 from documents.edition as other where other.document_id = edition.document_id),
      title, subtitle, label, note, official_totals, ${createdBy}
    from documents.edition
    where id = ${from}
    returning id
  `;
  const { id } = returned(row);
  await tx`
    insert into documents.edition_node (edition_id, document_id, node_id, parent_node_id, position, sort_key, type, code,
      title, carrier, status, source)
    select ${id}, document_id, node_id, parent_node_id, position, sort_key, type, code, title, carrier, status, source
    from documents.edition_node
    where edition_id = ${from}
  `;
  await tx`
    insert into documents.edition_passage (edition_id, document_id, passage_id, node_id, position, text)
    select ${id}, document_id, passage_id, node_id, position, text
    from documents.edition_passage
    where edition_id = ${from}
  `;
  await tx`
    insert into documents.edition_figure (edition_id, node_id, kind, position, value, unit, due_on, stated_on, measured_on,
      territory_code, source)
    select ${id}, node_id, kind, position, value, unit, due_on, stated_on, measured_on, territory_code, source
    from documents.edition_figure
    where edition_id = ${from}
  `;
  return id;
}

export async function setPublishedOn(tx: Tx, editionId: EditionId, publishedOn: string): Promise<void> {
  await tx`
    update documents.edition
    set published_on = ${publishedOn}
    where id = ${editionId}
  `;
}

export type Publication = {
  readonly hash: string;
  readonly publishedBy: PersonId | null;
  readonly publishedAt: Date | null;
};

export async function setPublished(tx: Tx, editionId: EditionId, publication: Publication): Promise<void> {
  await tx`
    update documents.edition
    set state = 'published', hash = ${publication.hash}, published_by = ${publication.publishedBy},
      published_at = coalesce(${publication.publishedAt}, now())
    where id = ${editionId}
  `;
}

/** New identities of elements, in one statement. */
export async function insertNodeIdentities(tx: Tx, documentId: DocumentId, count: number): Promise<readonly NodeId[]> {
  if (count === 0) return [];
  const rows = await tx<{ id: NodeId }[]>`
    insert into documents.node (document_id)
    select ${documentId}
    from generate_series(1, ${count}::int)
    returning id
  `;
  return rows.map(({ id }) => id);
}

export type PassageIdentity = { readonly id: PassageId; readonly anchor: string };

/** New identities of passages, with the next anchors of the document: an anchor is never given again. Lock it first. */
export async function insertPassageIdentities(
  tx: Tx,
  documentId: DocumentId,
  count: number,
): Promise<readonly PassageIdentity[]> {
  if (count === 0) return [];
  const rows = await tx<PassageIdentity[]>`
    insert into documents.passage (document_id, anchor)
    select ${documentId}, 'p' || (last.number + offset_number)
    from generate_series(1, ${count}::int) as offset_number,
      (
        select coalesce(max(substr(anchor, 2)::bigint), 0) as number
        from documents.passage
        where document_id = ${documentId}
      ) as last
    returning id, anchor
  `;
  return [...rows].sort((a, b) => Number(a.anchor.slice(1)) - Number(b.anchor.slice(1)));
}

export type NodeRow = {
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
};

type Into = { readonly editionId: EditionId; readonly documentId: DocumentId };

export async function insertNodes(tx: Tx, into: Into, rows: readonly NodeRow[]): Promise<void> {
  await tx`
    insert into documents.edition_node (edition_id, document_id, node_id, parent_node_id, position, sort_key, type, code,
      title, carrier, status, source)
    select ${into.editionId}, ${into.documentId}, node.*
    from unnest(
      ${rows.map((row) => row.nodeId)}::uuid[], ${rows.map((row) => row.parentNodeId)}::uuid[],
      ${rows.map((row) => row.position)}::int[], ${rows.map((row) => row.sortKey)}::text[],
      ${rows.map((row) => row.type)}::text[], ${rows.map((row) => row.code)}::text[],
      ${rows.map((row) => row.title)}::text[], ${rows.map((row) => row.carrier)}::text[],
      ${rows.map((row) => row.status)}::text[], ${rows.map((row) => row.source)}::text[]
    ) as node
  `;
}

export type PassageRow = {
  readonly passageId: PassageId;
  readonly nodeId: NodeId;
  readonly position: number;
  readonly text: string;
};

export async function insertPassages(tx: Tx, into: Into, rows: readonly PassageRow[]): Promise<void> {
  await tx`
    insert into documents.edition_passage (edition_id, document_id, passage_id, node_id, position, text)
    select ${into.editionId}, ${into.documentId}, passage.*
    from unnest(
      ${rows.map((row) => row.passageId)}::uuid[], ${rows.map((row) => row.nodeId)}::uuid[],
      ${rows.map((row) => row.position)}::int[], ${rows.map((row) => row.text)}::text[]
    ) as passage
  `;
}

export type FigureRow = {
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
};

export async function insertFigures(tx: Tx, editionId: EditionId, rows: readonly FigureRow[]): Promise<void> {
  await tx`
    insert into documents.edition_figure (edition_id, node_id, kind, position, value, unit, due_on, stated_on, measured_on,
      territory_code, source)
    select ${editionId}, figure.*
    from unnest(
      ${rows.map((row) => row.nodeId)}::uuid[], ${rows.map((row) => row.kind)}::text[],
      ${rows.map((row) => row.position)}::int[], ${rows.map((row) => String(row.value))}::numeric[],
      ${rows.map((row) => row.unit)}::text[], ${rows.map((row) => row.dueOn)}::text[],
      ${rows.map((row) => row.statedOn)}::text[], ${rows.map((row) => row.measuredOn)}::text[],
      ${rows.map((row) => row.territoryCode)}::text[], ${rows.map((row) => row.source)}::text[]
    ) as figure
  `;
}

function returned<T>(row: T | undefined): T {
  if (!row) throw new Error("the row just written did not come back");
  return row;
}
