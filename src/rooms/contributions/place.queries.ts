import type { ContributionId, EditionId, NodeId, PassageId, ProcessId } from "#kernel/ids.ts";
import type { Db } from "#platform/db.ts";

/** A process with the published edition that people contribute on today. */
export type OpenText = {
  readonly processId: ProcessId;
  readonly processSlug: string;
  readonly processTitle: string;
  readonly authority: string;
  readonly followUp: string;
  readonly documentSlug: string;
  readonly documentTitle: string;
  readonly language: string;
  readonly editionId: EditionId;
  readonly editionNumber: number;
};

export async function findOpenText(db: Db, processSlug: string): Promise<OpenText | null> {
  const [row] = await db<OpenText[]>`
    select
      process.id as "processId",
      process.slug as "processSlug",
      process.title as "processTitle",
      process.authority,
      process.follow_up as "followUp",
      document.slug as "documentSlug",
      document.title as "documentTitle",
      document.language,
      edition.id as "editionId",
      edition.number as "editionNumber"
    from processes.process
    join documents.document on document.id = process.document_id
    join documents.edition on edition.document_id = document.id
    where process.slug = ${processSlug}
      and edition.state = 'published'
    order by edition.number desc
    limit 1
  `;
  return row ?? null;
}

export type Element = {
  readonly id: NodeId;
  readonly code: string;
  readonly title: string;
  /** 1 for the highest level of the text. */
  readonly depth: number;
};

export async function listElements(db: Db, editionId: EditionId): Promise<readonly Element[]> {
  return await db<Element[]>`
    select node_id as id, code, title, array_length(string_to_array(sort_key, '.'), 1) as depth
    from documents.edition_node
    where edition_id = ${editionId}
    order by sort_key
  `;
}

export async function findElement(db: Db, editionId: EditionId, code: string): Promise<Element | null> {
  const [row] = await db<Element[]>`
    select node_id as id, code, title, array_length(string_to_array(sort_key, '.'), 1) as depth
    from documents.edition_node
    where edition_id = ${editionId}
      and code = ${code}
  `;
  return row ?? null;
}

export type PlacePassage = {
  readonly id: PassageId;
  readonly anchor: string;
  readonly code: string;
  readonly text: string;
  readonly element: Element;
};

export async function findPassage(db: Db, editionId: EditionId, anchor: string): Promise<PlacePassage | null> {
  const [row] = await db<PlacePassage[]>`
    select
      passage.id,
      passage.anchor,
      node.code || '.' || here.position as code,
      here.text,
      jsonb_build_object(
        'id', node.node_id,
        'code', node.code,
        'title', node.title,
        'depth', array_length(string_to_array(node.sort_key, '.'), 1)
      ) as element
    from documents.edition_passage as here
    join documents.passage on passage.id = here.passage_id
    join documents.edition_node as node on node.edition_id = here.edition_id and node.node_id = here.node_id
    where here.edition_id = ${editionId}
      and passage.anchor = ${anchor}
  `;
  return row ?? null;
}

/** Where a contribution stands in the text: an argument about it stands there too. */
export async function placeOfContribution(
  db: Db,
  id: ContributionId,
): Promise<{
  readonly editionId: EditionId;
  readonly nodeId: NodeId | null;
  readonly passageId: PassageId | null;
} | null> {
  const [row] = await db<{ editionId: EditionId; nodeId: NodeId | null; passageId: PassageId | null }[]>`
    select edition_id as "editionId", node_id as "nodeId", passage_id as "passageId"
    from contributions.public_contribution
    where id = ${id}
  `;
  return row ?? null;
}
